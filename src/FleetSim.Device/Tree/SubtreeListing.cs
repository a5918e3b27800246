using System.Text;
using FleetSim.Device.Behaviour;
using FleetSim.Protocol.Ddf;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.Tnds;

namespace FleetSim.Device.Tree;

/// <summary>
/// Answers ?list=: only nodes the server may Get, a refused one is left out with all below it; bounded in nodes and octets.
/// Spec: OMA-TS-DM_RepPro-V1_2_1, Get with list; OMA-TS-DM_TND-V1_2_1, serialisation.
/// </summary>
internal sealed class SubtreeListing(TreeAccess access, Func<TreeNode, string?> live, bool withValues)
{
    private readonly TreeState _state = access.State;
    private int _nodes;
    private int _octets;

    public static TreeReading Of(TreeAccess access, int id, NodeAddress address, Func<TreeNode, string?> live)
    {
        int code = access.Check(id, AccessTypes.Get, AclCommands.Get);
        if (code != StatusCode.Ok) return TreeReading.Refused(code);
        bool withValues = address.Query is NodeQuery.StructData || address.Query is NodeQuery.Tnds tnds && tnds.Parts.HasFlag(TndsParts.Value);
        SubtreeListing listing = new(access, live, withValues);
        MgmtNode root = listing.Node(id);
        if (listing.IsTooLarge) return TreeReading.Refused(StatusCode.TooLarge);
        return new TreeReading(StatusCode.Ok, Listing: address.Query switch
        {
            NodeQuery.Struct => new TreeListing.Nodes(NodeListing.Items(root, address.Path, withData: false)),
            NodeQuery.StructData => new TreeListing.Nodes(NodeListing.Items(root, address.Path, withData: true)),
            NodeQuery.Tnds query => new TreeListing.Document(NodeListing.Tree(root, address.Path, query.Parts)),
            _ => throw new System.Diagnostics.UnreachableException(),
        });
    }

    private bool IsTooLarge => _nodes > TreeLimits.ListedNodes || _octets > TreeLimits.ListedOctets;

    private MgmtNode Node(int id)
    {
        NodeChange? change = _state.Overlay.Find(id);
        ItemData? value = withValues && !_state.IsInterior(id) ? _state.Value(id, live) : (ItemData?)null;
        MgmtNode node = new()
        {
            Name = _state.Name(id),
            Acl = _state.AclText(id) is { Length: > 0 } acl ? acl : null,
            Format = _state.Format(id).Text(),
            Title = access.Has(NodeProperties.Title) && _state.Title(id) is { Length: > 0 } title ? title : null,
            TStamp = access.Has(NodeProperties.TStamp) && NodeProperty.TStampText(change) is { Length: > 0 } stamp ? stamp : null,
            Type = _state.IsInterior(id) ? NodeType.DdfName(_state.Type(id) ?? "") : NodeType.Mime(_state.Type(id)!),
            VerNo = access.Has(NodeProperties.VerNo) ? NodeProperty.VerNoText(change) : null,
            Value = value,
        };
        _nodes++;
        _octets += Octets(node);
        return node with { Children = Children(id) };
    }

    private List<MgmtNode> Children(int id)
    {
        List<MgmtNode> children = [];
        foreach (int child in _state.Children(id))
        {
            if (IsTooLarge) break;
            if (access.Check(child, AccessTypes.Get, AclCommands.Get) == StatusCode.Ok) children.Add(Node(child));
        }

        return children;
    }

    private static int Octets(MgmtNode node) =>
        Encoding.UTF8.GetByteCount(node.Name) + Encoding.UTF8.GetByteCount(node.Acl ?? "") + Encoding.UTF8.GetByteCount(node.Title ?? "") + (node.Value is { } value ? NodeValue.Octets(value) : 0);
}
