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

    public static TreeReading Refused(int status) => new(status);
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
    public sealed record Document(MgmtTree Tree) : TreeListing;
}
