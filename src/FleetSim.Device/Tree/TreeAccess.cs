using FleetSim.Device.Behaviour;
using FleetSim.Protocol;
using FleetSim.Protocol.Ddf;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.Tnds;

namespace FleetSim.Device.Tree;

/// <summary>
/// One command of one server: what it may do, and the state it has reached so far. Nothing of it counts until the tree takes the overlay over.
/// Without a server id it is the handset itself, which no access type and no list keeps from anything.
/// </summary>
internal sealed class TreeAccess(TreeState state, TreeBehaviour behaviour, string? serverId, DateTimeOffset at)
{
    private static readonly NodeAddress Nowhere = NodeAddress.OfNode("");

    public TreeState State { get; set; } = state;

    public TreeBehaviour Behaviour => behaviour;

    public string? ServerId => serverId;

    public TreeTemplate Template => State.Template;

    /// <summary>Finds what an address names: 200, 414, 406 (a query this tree does not answer) or 404.</summary>
    public int Resolve(string uri, out NodeAddress address, out int id)
    {
        id = State.FindFactoryNode(uri);
        address = NodeAddress.OfNode(uri);
        if (id != TreeState.Missing) return StatusCode.Ok;
        int code = Parse(uri, out address);
        if (code != StatusCode.Ok) return code;
        id = State.Find(TreeUri.WithoutDot(address.Path));
        return id == TreeState.Missing ? StatusCode.NotFound : StatusCode.Ok;
    }

    /// <summary>Reads an address that need not name a node: 200, 414, 406, or 404 when none can have it.</summary>
    public int Parse(string uri, out NodeAddress address)
    {
        address = Nowhere;
        if (uri.Length > Template.Limits.TotalLength) return StatusCode.UriTooLong;
        Decoded<NodeAddress> parsed = NodeAddress.Parse(uri);
        if (!parsed.IsDone || !Answers(parsed.Value.Query)) return StatusCode.OptionalFeatureNotSupported;
        address = parsed.Value;
        return TreeUri.Check(address.Path, Template.Limits);
    }

    /// <summary>200, 405 when the node does not take the command at all, 425 when the list in force does not let this server.</summary>
    public int Check(int id, AccessTypes access, AclCommands command)
    {
        if (serverId is null) return StatusCode.Ok;
        if (!State.Access(id).HasFlag(access)) return StatusCode.NotAllowed;
        return May(id, command) ? StatusCode.Ok : StatusCode.PermissionDenied;
    }

    /// <summary>True when the list in force on the node lets this server.</summary>
    public bool May(int id, AclCommands command) => serverId is null || State.AclInForce(id).Allows(command, serverId);

    /// <summary>True when this server may change the node's list: by Replace on the parent, of an interior node also by Replace on itself.</summary>
    public bool MayChangeAcl(int id) => May(State.Parent(id), AclCommands.Replace) || (State.IsInterior(id) && May(id, AclCommands.Replace));

    /// <summary>True when nobody who asks like this can delete or rename the node.</summary>
    public bool IsFixed(int id) => id == TreeState.Root || (serverId is not null && State.IsPermanent(id));

    public bool Has(NodeProperties property) => behaviour.Properties.HasFlag(property);

    /// <summary>Puts a value on a leaf and stamps the node.</summary>
    public void SetValue(int id, ItemData value)
    {
        NodeChange change = State.Change(id);
        bool isFactory = change.Added is null && value == NodeValue.Default(Template[id]);
        State = State.With(Stamped(change with { Value = isFactory ? (ItemData?)null : value }, changes: 1));
    }

    /// <summary>The node's list as this text, which can be read; null and the factory's leave no change.</summary>
    public void SetAcl(int id, string text)
    {
        NodeChange change = State.Change(id);
        string factory = change.Added is null ? Template.InitialAcl(id).ToString() : "";
        State = State.With(change with { Acl = text == factory ? null : text });
    }

    public void SetTitle(int id, string text)
    {
        NodeChange change = State.Change(id);
        string factory = (change.Added is null ? Template[id].Title : null) ?? "";
        State = State.With(change with { Title = text == factory ? null : text });
    }

    public void SetName(int id, string name)
    {
        NodeChange change = State.Change(id);
        State = State.With(change with { Name = change.Added is null && name == Template[id].Name ? null : name });
    }

    /// <summary>Takes the node away with all below it.</summary>
    public void Remove(int id)
    {
        bool isAdded = State.Change(id).Added is not null;
        TreeOverlay left = State.Overlay.Without(State.Subtree(id).ToHashSet());
        State = new TreeState(Template, isAdded ? left : left.With(new NodeChange(id) { IsDeleted = true }));
    }

    /// <summary>TStamp and VerNo as far as the model has them.</summary>
    public NodeChange Stamped(NodeChange change, int changes) => change with
    {
        ChangedAt = Has(NodeProperties.TStamp) ? Math.Max(0, at.ToUnixTimeSeconds()) : 0,
        VerNo = Has(NodeProperties.VerNo) ? unchecked((ushort)(change.VerNo + changes)) : (ushort)0,
    };

    private bool Answers(NodeQuery query) => query switch
    {
        NodeQuery.Node => true,
        NodeQuery.Property property => NodeProperty.Exists(property.Name, behaviour.Properties),
        NodeQuery.Struct or NodeQuery.StructData => behaviour.Lists != ListSupport.None,
        NodeQuery.Tnds => behaviour.Lists == ListSupport.StructAndTnds,
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
