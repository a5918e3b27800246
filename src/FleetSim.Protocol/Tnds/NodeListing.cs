using FleetSim.Protocol.Ddf;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Protocol.Tnds;

/// <summary>
/// A subtree as a Get with ?list= answers it. Spec: OMA-TS-DM_TND-V1_2_1, 8; OMA-TS-DM_RepPro-V1_2_1, 6.6 (Get).
/// </summary>
public static class NodeListing
{
    /// <summary>
    /// Struct and StructData: one Item per node, parents first, with Source and Meta, and for StructData the Data of leaves.
    /// </summary>
    /// <param name="uri">The address of <paramref name="root"/> as the server asked for it, without the query.</param>
    public static IReadOnlyList<Item> Items(MgmtNode root, string uri, bool withData)
    {
        ArgumentNullException.ThrowIfNull(root);
        ArgumentNullException.ThrowIfNull(uri);
        return [.. new MgmtTree([root with { Name = "", Path = null }]).Locate(uri).Select(located => Item(located, withData))];
    }

    /// <summary>TNDS: the subtree as one document, with the parts asked for. Path stands at the top-level node only.</summary>
    /// <param name="uri">The address of <paramref name="root"/>; its parent becomes Path.</param>
    public static MgmtTree Tree(MgmtNode root, string uri, TndsParts parts)
    {
        ArgumentNullException.ThrowIfNull(root);
        ArgumentNullException.ThrowIfNull(uri);
        int slash = uri.LastIndexOf('/');
        return new MgmtTree([Keep(root, parts) with { Path = slash > 0 ? uri[..slash] : null }]);
    }

    /// <summary>
    /// What of a subtree a server may Get: a node whose access control list in force, or whose description, does not let it is left out with all
    /// below it. Null when that is the root itself. A list that cannot be read grants nothing.
    /// </summary>
    /// <param name="inherited">The list in force above <paramref name="root"/>.</param>
    public static MgmtNode? ReadableBy(string serverId, MgmtNode root, Acl inherited)
    {
        ArgumentNullException.ThrowIfNull(root);
        ArgumentNullException.ThrowIfNull(inherited);
        Decoded<Acl> own = Acl.Parse(root.Acl ?? "");
        if (!own.IsDone) return null;
        Acl inForce = own.Value.Inherit(inherited);
        bool isGettable = root.Description is null || root.Description.Access.HasFlag(AccessTypes.Get);
        if (!isGettable || !inForce.Allows(AclCommands.Get, serverId)) return null;
        return root.Children.Count == 0
            ? root
            : root with { Children = [.. root.Children.Select(child => ReadableBy(serverId, child, inForce)).OfType<MgmtNode>()] };
    }

    private static Item Item(LocatedNode located, bool withData)
    {
        MgmtNode node = located.Node;
        return new Item
        {
            Source = new Location(located.Uri),
            Meta = new Meta { Format = node.IsInterior ? "node" : node.Format, Type = node.Type is { Name.Length: > 0 } type ? type.Name : null },
            Data = withData && !node.IsInterior ? node.Value : null,
        };
    }

    private static MgmtNode Keep(MgmtNode node, TndsParts parts) => new()
    {
        Name = node.Name,
        Acl = parts.HasFlag(TndsParts.ACL) ? node.Acl : null,
        Format = parts.HasFlag(TndsParts.Format) ? node.IsInterior ? "node" : node.Format : null,
        Title = parts.HasFlag(TndsParts.Title) ? node.Title : null,
        TStamp = parts.HasFlag(TndsParts.TStamp) ? node.TStamp : null,
        Type = parts.HasFlag(TndsParts.Type) ? node.Type ?? (node.IsInterior ? NodeType.Interior : null) : null,
        VerNo = parts.HasFlag(TndsParts.VerNo) ? node.VerNo : null,
        Value = parts.HasFlag(TndsParts.Value) && !node.IsInterior ? node.Value : null,
        Children = [.. node.Children.Select(child => Keep(child, parts))],
    };
}
