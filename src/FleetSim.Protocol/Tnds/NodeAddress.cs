namespace FleetSim.Protocol.Tnds;

/// <summary>What the query behind the address of a node asks for. Spec: OMA-TS-DM_TND-V1_2_1, 7 (property addressing) and 8 (list).</summary>
public abstract record NodeQuery
{
    private NodeQuery()
    {
    }

    /// <summary>No query: the node itself.</summary>
    public sealed record Node : NodeQuery;

    /// <summary>?prop=Name: one property, of any name.</summary>
    public sealed record Property(string Name) : NodeQuery;

    /// <summary>?list=Struct: the subtree without values.</summary>
    public sealed record Struct : NodeQuery;

    /// <summary>?list=StructData: the subtree with the values of leaves.</summary>
    public sealed record StructData : NodeQuery;

    /// <summary>?list=TNDS: the subtree as one document with these parts.</summary>
    public sealed record Tnds(TndsParts Parts) : NodeQuery;
}

/// <summary>The address of a node as a LocURI gives it.</summary>
/// <param name="Path">What stands before the question mark, unchanged.</param>
public readonly record struct NodeAddress(string Path, NodeQuery Query)
{
    /// <summary>A longer address is invalid.</summary>
    public const int MaxCharacters = 8 * 1024;

    private static readonly NodeQuery Itself = new NodeQuery.Node();

    /// <summary>The address of the node itself.</summary>
    public static NodeAddress OfNode(string path) => new(path, Itself);

    /// <summary>
    /// Splits an address; positions are those of characters. Invalid, to be answered with 406: a query this does not know, a part TNDS does
    /// not have, parts added and left out at once.
    /// <code>
    /// address = path [ "?" ( "prop=" name | "list=" list ) ]
    /// list    = "Struct" | "StructData" | "TNDS" ( *( "+" part ) | *( "-" part ) )
    /// </code>
    /// </summary>
    public static Decoded<NodeAddress> Parse(string locUri)
    {
        ArgumentNullException.ThrowIfNull(locUri);
        if (locUri.Length > MaxCharacters) return Decoded.Invalid<NodeAddress>(MaxCharacters, "the address is longer than the limit allows");
        int mark = locUri.IndexOf('?', StringComparison.Ordinal);
        if (mark < 0) return Decoded.Done(new NodeAddress(locUri, Itself), locUri.Length);
        string query = locUri[(mark + 1)..];
        NodeQuery? parsed =
            query.StartsWith("prop=", StringComparison.Ordinal) ? new NodeQuery.Property(query[5..])
            : query.StartsWith("list=", StringComparison.Ordinal) ? List(query[5..])
            : null;
        return parsed is null
            ? Decoded.Invalid<NodeAddress>(mark + 1, "a query that is neither a property nor a list this knows")
            : Decoded.Done(new NodeAddress(locUri[..mark], parsed), locUri.Length);
    }

    private static NodeQuery? List(string list) => list switch
    {
        "Struct" => new NodeQuery.Struct(),
        "StructData" => new NodeQuery.StructData(),
        "TNDS" => new NodeQuery.Tnds(TndsParts.All),
        _ when list.StartsWith("TNDS+", StringComparison.Ordinal) => Parts(list[5..], '+') is { } parts ? new NodeQuery.Tnds(parts) : null,
        _ when list.StartsWith("TNDS-", StringComparison.Ordinal) => Parts(list[5..], '-') is { } parts ? new NodeQuery.Tnds(TndsParts.All & ~parts) : null,
        _ => null,
    };

    /// <summary>The parts named; null when one is not a part. The other sign is no letter of any name, so a mixture is refused as well.</summary>
    private static TndsParts? Parts(string names, char separator)
    {
        TndsParts parts = TndsParts.None;
        foreach (string name in names.Split(separator))
        {
            TndsParts part = Array.Find(Single, candidate => candidate.ToString() == name);
            if (part == TndsParts.None) return null;
            parts |= part;
        }

        return parts;
    }

    private static readonly TndsParts[] Single =
        [TndsParts.ACL, TndsParts.Format, TndsParts.Title, TndsParts.TStamp, TndsParts.Type, TndsParts.VerNo, TndsParts.Value];
}
