using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.Tnds;

namespace FleetSim.Device.Tree;

/// <summary>What a Get finds.</summary>
/// <param name="Status">200, or why not.</param>
/// <param name="Format">The node's format; null without a value and for a property.</param>
/// <param name="Type">MIME type of a leaf, management object id of an interior node; null when there is none.</param>
/// <param name="Data">The leaf's value, the children's names joined by "/", or the property as text.</param>
/// <param name="Listing">The answer to ?list=; null otherwise.</param>
public readonly record struct TreeReading(int Status, NodeFormat? Format = null, string? Type = null, ItemData Data = default, TreeListing? Listing = null)
{
    /// <summary><see cref="Data"/> as text.</summary>
    public string Value => Data.Text;

    /// <summary>What one field vendor answers to a Get of a node that is not there: no value, and no failure.</summary>
    internal const int NoContent = 204;

    /// <summary>What most leaves have, by format.</summary>
    private static readonly Meta[] PlainText = [.. Enum.GetValues<NodeFormat>().Select(format => new Meta { Format = format.Text(), Type = NodeValue.PlainText })];

    public static TreeReading Refused(int status) => new(status);

    /// <summary>The Items of the Results: one, or one for each node of a list; none when the Get was refused.</summary>
    /// <param name="uri">The address as the server gave it, with its query.</param>
    /// <param name="encoding">The form of the message, which a serialised tree takes as well.</param>
    public IReadOnlyList<Item> Items(string uri, SyncMlEncoding encoding)
    {
        List<Item> items = [];
        AddItems(items, new Location(uri), encoding);
        return items;
    }

    /// <summary>Adds the Items of the Results to those of other Items of the Get.</summary>
    /// <param name="items">What the Get has found so far.</param>
    /// <param name="target">What the server asked for.</param>
    /// <param name="encoding">The form of the message, which a serialised tree takes as well.</param>
    internal void AddItems(List<Item> items, Location target, SyncMlEncoding encoding)
    {
        if (Status is not (StatusCode.Ok or NoContent)) return;
        Location source = target.LocName is null ? target : new Location(target.LocUri);
        switch (Listing)
        {
            case TreeListing.Nodes list: items.AddRange(list.Items); break;
            case TreeListing.Document document: items.Add(document.ToItem(source, encoding)); break;
            default: items.Add(new Item { Source = source, Meta = Meta(), Data = Data }); break;
        }
    }

    private Meta? Meta() => (Format, Type) switch
    {
        (null, null) => null,
        ({ } format, NodeValue.PlainText) => PlainText[(int)format],
        _ => new Meta { Format = Format?.Text(), Type = Type },
    };
}

/// <summary>A subtree as ?list= gives it. Spec: OMA-TS-DM_RepPro-V1_2_1, Get with list.</summary>
public abstract record TreeListing
{
    private TreeListing()
    {
    }

    /// <summary>Struct and StructData: the Items of one Results, one for each node, parents first.</summary>
    public sealed record Nodes(IReadOnlyList<Item> Items) : TreeListing;

    /// <summary>TNDS: the Data of one Item.</summary>
    public sealed record Document(MgmtTree Tree) : TreeListing
    {
        internal Item ToItem(Location source, SyncMlEncoding encoding) => new()
        {
            Source = source,
            Meta = encoding == SyncMlEncoding.Wbxml
                ? new Meta { Format = NodeFormat.Bin.Text(), Type = MgmtTreeCodec.TndsWbxml }
                : new Meta { Format = NodeFormat.Xml.Text(), Type = MgmtTreeCodec.TndsXml },
            Data = MgmtTreeCodec.ToData(Tree, encoding),
        };
    }
}
