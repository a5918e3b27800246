using FleetSim.Device.Behaviour;
using FleetSim.Protocol.Ddf;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.Tnds;

namespace FleetSim.Device.Tree;

/// <summary>
/// One handset's tree: the model's template and an overlay of what differs. An untouched handset costs one null.
/// Every command answers with a status and changes nothing unless it is 200. Order of checks: form and length of the address (414), queries the
/// model does not answer (406), existence (404, 418), access type and what the node allows at all (405), access control list (425), format, type
/// and size (415, 413), room (420), the store (510). A command without a server id is the handset's own: no access type and no list keeps it.
/// Spec: OMA-TS-DM_RepPro-V1_2_1, 6 (commands); OMA-TS-DM_TND-V1_2_1 (nodes and properties); QB-E-008, CFG-05.
/// </summary>
public sealed class DmTree(TreeTemplate template, TreeBehaviour behaviour)
{
    private TreeOverlay? _overlay;

    public TreeTemplate Template => template;

    /// <summary>What differs from the template.</summary>
    public TreeOverlay Overlay => _overlay ?? TreeOverlay.Empty;

    private TreeState State => new(template, Overlay);

    /// <summary>Where there are nodes now, without "./": parents first, the root left out.</summary>
    public IEnumerable<string> Paths => State.Subtree(TreeState.Root).Skip(1).Select(State.Path);

    /// <summary>Reads what an address names: a node, with ?prop= one property, with ?list= the subtree.</summary>
    /// <param name="live">The value of a leaf whose source is not Stored, now; null: what is stored counts.</param>
    public TreeReading Get(string? serverId, string uri, Func<TreeNode, string?> live) => Read(Reader(serverId), uri, live);

    /// <summary>What may read several addresses, one after the other, while nobody writes.</summary>
    internal TreeAccess Reader(string? serverId) => Access(serverId, default);

    /// <inheritdoc cref="Get(string?, string, Func{TreeNode, string?})"/>
    internal TreeReading Read(TreeAccess access, string uri, Func<TreeNode, string?> live)
    {
        int code = access.Resolve(uri, out NodeAddress address, out int id);
        if (code == StatusCode.NotFound && behaviour.MissingNodeIsEmpty && address.Query is NodeQuery.Node) return new TreeReading(TreeReading.NoContent);
        if (code != StatusCode.Ok) return TreeReading.Refused(code);
        return address.Query switch
        {
            NodeQuery.Node => Get(access, id, live),
            NodeQuery.Property property => NodeProperty.Get(access, id, property.Name, live),
            NodeQuery.Struct or NodeQuery.StructData or NodeQuery.Tnds => SubtreeListing.Of(access, id, address, live),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>Replaces a leaf's value, an ACL, Name or Title behind ?prop=, or a subtree by a serialised tree.</summary>
    /// <param name="meta">Format and Type of the data; null: the node's.</param>
    public int Replace(string? serverId, string uri, Meta? meta, ItemData data, DateTimeOffset at)
    {
        TreeAccess access = Access(serverId, at);
        int code = access.Resolve(uri, out NodeAddress address, out int id);
        if (code == StatusCode.Ok) code = IsFormat(meta, out NodeFormat? declared) ? Replace(access, id, address.Query, meta, declared, data) : StatusCode.UnsupportedFormat;
        return Commit(code, access);
    }

    /// <summary>Adds a node, or with a serialised tree a whole subtree. The target of a single node must not exist.</summary>
    /// <param name="meta">Format (node for an interior node) and Type; null: what the description says, or chr.</param>
    public int Add(string? serverId, string uri, Meta? meta, ItemData? data, DateTimeOffset at)
    {
        TreeAccess access = Access(serverId, at);
        int code = access.Parse(uri, out NodeAddress address);
        if (code == StatusCode.Ok) code = Add(access, address, meta, data);
        return Commit(code, access);
    }

    /// <summary>Deletes a node with all below it; a subtree goes whatever the lists below say.</summary>
    public int Delete(string? serverId, string uri, DateTimeOffset at)
    {
        TreeAccess access = Access(serverId, at);
        int code = access.Resolve(uri, out NodeAddress address, out int id);
        if (code == StatusCode.Ok) code = address.Query is NodeQuery.Node && !access.IsFixed(id) ? access.Check(id, AccessTypes.Delete, AclCommands.Delete) : StatusCode.NotAllowed;
        if (code == StatusCode.Ok) access.Remove(id);
        return Commit(code, access, needsRoom: false);
    }

    /// <summary>Copies a leaf's value into a leaf that exists or comes: the rights are those of Get, and of Replace or Add.</summary>
    public int Copy(string? serverId, string source, string target, Func<TreeNode, string?> live, DateTimeOffset at)
    {
        TreeAccess access = Access(serverId, at);
        int code = access.Parse(target, out NodeAddress to);
        int found = access.Resolve(source, out NodeAddress from, out int id);
        if (code is StatusCode.Ok or StatusCode.NotFound && found != StatusCode.Ok) code = found;
        if (code == StatusCode.Ok) code = Copy(access, from, id, to, live);
        return Commit(code, access);
    }

    /// <summary>Asks whether an Exec of that node may be carried out: 200, or why not.</summary>
    public int CheckExec(string? serverId, string uri)
    {
        TreeAccess access = Access(serverId, default);
        int code = access.Resolve(uri, out NodeAddress address, out int id);
        if (code != StatusCode.Ok) return code;
        return address.Query is NodeQuery.Node ? access.Check(id, AccessTypes.Exec, AclCommands.Exec) : StatusCode.NotAllowed;
    }

    /// <summary>
    /// The template's record of a node, or of the description it fits, with the path where the node is; null when there is no node or nothing
    /// describes it.
    /// </summary>
    public TreeNode? Describe(string uri)
    {
        TreeState state = State;
        int id = state.Find(TreeUri.WithoutDot(uri));
        if (id == TreeState.Missing || state.Description(id) is TreeState.Undescribed) return null;
        TreeNode node = template[state.Description(id)];
        string path = state.Path(id);
        return node.Path == path ? node : node with { Path = path, IsPlaceholder = false };
    }

    /// <summary>An account is gone: its server stands in no list any more. Spec: OMA-TS-DM_TND-V1_2_1, ACL.</summary>
    public void ForgetServer(string serverId)
    {
        TreeAccess access = Access(null, default);
        foreach (int id in template.NodesWithAcl.Concat(Overlay.Where(change => change.Acl is not null).Select(change => change.Id)).Distinct().ToArray())
        {
            Acl list = Acl.Parse(access.State.AclText(id)).Value!;
            Acl left = list.Without(serverId, isRoot: id == TreeState.Root);
            if (!left.Equals(list)) access.SetAcl(id, left.ToString());
        }

        Take(access.State.Overlay);
    }

    /// <summary>The tree as it is now, to come back to.</summary>
    public TreeOverlay Mark() => Overlay;

    /// <summary>Undoes all since the mark: 200, or 516 in a model whose undoing fails, which then keeps its changes.</summary>
    public int RollBack(TreeOverlay mark)
    {
        if (behaviour.RollBackFails && !Overlay.Equals(mark)) return StatusCode.RollBackFailed;
        Take(mark);
        return StatusCode.Ok;
    }

    /// <summary>Back to the factory's tree.</summary>
    public void Reset() => _overlay = null;

    /// <summary>The stored value of a leaf of the template.</summary>
    public string Stored(int node) => State.Stored(node).Text;

    /// <summary>The stored value of the leaf at that path, added ones included; null when there is none.</summary>
    public ItemData? Stored(string path) =>
        State.Find(TreeUri.WithoutDot(path)) is var id && id != TreeState.Missing && !State.IsInterior(id) ? State.Stored(id) : (ItemData?)null;

    /// <summary>Sets a value as the factory does: without asking, and without a stamp.</summary>
    public void Put(int node, string value) => Put(node, new ItemData(value));

    /// <inheritdoc cref="Put(int, string)"/>
    public void Put(int node, ItemData value)
    {
        NodeChange change = State.Change(node);
        Take(Overlay.With(change with { Value = value == NodeValue.Default(template[node]) ? (ItemData?)null : value }));
    }

    /// <summary>Takes over what a snapshot held.</summary>
    internal void Take(TreeOverlay overlay) => _overlay = overlay.Count == 0 ? null : overlay;

    private TreeAccess Access(string? serverId, DateTimeOffset at) => new(State, behaviour, serverId, at);

    private int Commit(int code, TreeAccess access, bool needsRoom = true)
    {
        if (code != StatusCode.Ok) return code;
        TreeOverlay changed = access.State.Overlay;
        if (needsRoom && changed.Octets > behaviour.CapacityOctets && changed.Octets > Overlay.Octets) return StatusCode.DeviceFull;
        if (behaviour.StoreFails) return StatusCode.DataStoreFailure;
        Take(changed);
        return StatusCode.Ok;
    }

    private static TreeReading Get(TreeAccess access, int id, Func<TreeNode, string?> live)
    {
        int code = access.Check(id, AccessTypes.Get, AclCommands.Get);
        if (code != StatusCode.Ok) return TreeReading.Refused(code);
        ItemData data = access.State.IsInterior(id) ? access.State.ChildNames(id) : access.State.Value(id, live);
        return new TreeReading(StatusCode.Ok, access.State.Format(id), access.State.Type(id), data);
    }

    private static int Replace(TreeAccess access, int id, NodeQuery query, Meta? meta, NodeFormat? declared, ItemData data)
    {
        if (query is NodeQuery.Property property) return NodeProperty.Replace(access, id, property.Name, declared, data);
        bool isDocument = TreeDocument.IsOne(meta);
        if (query is not NodeQuery.Node || (access.State.IsInterior(id) && !isDocument)) return StatusCode.NotAllowed;
        int code = access.Check(id, AccessTypes.Replace, AclCommands.Replace);
        if (code != StatusCode.Ok) return code;
        return isDocument ? TreeDocument.Replace(access, id, meta, data) : ReplaceValue(access, id, meta?.Type, declared, data);
    }

    private static int ReplaceValue(TreeAccess access, int id, string? type, NodeFormat? declared, ItemData data)
    {
        bool isOfType = type is not { Length: > 0 } || access.State.Type(id) is not { } own || NodeValue.IsSameType(type, own) || own == NodeValue.DefaultType(access.State.Format(id));
        if (!isOfType) return StatusCode.UnsupportedFormat;
        int code = NodeValue.Take(access.State.Format(id), declared, data, access.Behaviour.ValueOctets, out ItemData value);
        if (code == StatusCode.Ok) access.SetValue(id, value);
        return code;
    }

    private static int Add(TreeAccess access, NodeAddress address, Meta? meta, ItemData? data)
    {
        if (address.Query is not NodeQuery.Node) return access.State.Find(TreeUri.Relative(address.Path)) == TreeState.Missing ? StatusCode.NotFound : StatusCode.NotAllowed;
        if (TreeDocument.IsOne(meta)) return TreeDocument.Add(access, address.Path, meta, data);
        bool isFormat = IsFormat(meta, out NodeFormat? declared);
        string path = TreeUri.Relative(address.Path);
        int code = NodeAddition.AddAt(access, path, new NewNode(declared, meta?.Type, data), out _);
        return code == StatusCode.Ok && !isFormat ? StatusCode.UnsupportedFormat : code;
    }

    private static int Copy(TreeAccess access, NodeAddress from, int id, NodeAddress to, Func<TreeNode, string?> live)
    {
        if (from.Query is not NodeQuery.Node || to.Query is not NodeQuery.Node) return StatusCode.NotAllowed;
        TreeState state = access.State;
        int target = state.Find(TreeUri.Relative(to.Path));
        if (state.IsInterior(id) || (target != TreeState.Missing && state.IsInterior(target))) return StatusCode.Forbidden;
        int code = access.Check(id, AccessTypes.Get, AclCommands.Get);
        if (code != StatusCode.Ok) return code;
        NodeFormat format = state.Format(id);
        if (target == TreeState.Missing) return NodeAddition.AddAt(access, TreeUri.Relative(to.Path), new NewNode(format, state.Type(id), state.Value(id, live)), out _);
        code = access.Check(target, AccessTypes.Replace, AclCommands.Replace);
        return code == StatusCode.Ok ? ReplaceValue(access, target, state.Type(id), format, state.Value(id, live)) : code;
    }

    /// <summary>Reads the format of a Meta; false when it names none.</summary>
    private static bool IsFormat(Meta? meta, out NodeFormat? format)
    {
        format = meta?.Format is { Length: > 0 } text ? NodeFormats.Parse(text) : null;
        return format is not null || meta?.Format is not { Length: > 0 };
    }
}
