using FleetSim.Protocol.Ddf;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.Tnds;

namespace FleetSim.Device.Tree;

/// <summary>A node that is to come.</summary>
/// <param name="Declared">The format its sender gave; null: the description's, or else chr.</param>
/// <param name="Acl">Null: none given.</param>
internal readonly record struct NewNode(NodeFormat? Declared, string? Type, ItemData? Data, string? Acl = null, string? Title = null);

/// <summary>
/// Adds nodes. A new node needs a parent that is an interior node, and either a description that allows Add, or a parent that does; the
/// description then says format and type. Spec: OMA-TS-DM_RepPro-V1_2_1, Add; OMA-TS-DM_TND-V1_2_1, ACL of new nodes.
/// </summary>
internal static class NodeAddition
{
    /// <summary>Adds a node by its relative path, where the model wants it with the parents that are missing.</summary>
    public static int AddAt(TreeAccess access, string path, NewNode node, out int id)
    {
        id = TreeState.Missing;
        if (access.State.Find(path) != TreeState.Missing) return StatusCode.AlreadyExists;
        (string parentPath, string name) = TreeUri.Split(path);
        int code = FindParent(access, parentPath, out int parent);
        return code == StatusCode.Ok ? AddBelow(access, parent, name, node, isParentNew: false, out id) : code;
    }

    /// <summary>Adds a node below a parent that exists.</summary>
    /// <param name="isParentNew">True: the parent came by the same command, so its list, which may be for others, is not asked.</param>
    public static int AddBelow(TreeAccess access, int parent, string name, NewNode node, bool isParentNew, out int id)
    {
        id = TreeState.Missing;
        if (access.State.Child(parent, name) != TreeState.Missing) return StatusCode.AlreadyExists;
        int code = MayAdd(access, parent, name, isParentNew);
        return code == StatusCode.Ok ? Put(access, parent, name, node, out id) : code;
    }

    /// <summary>Adds a node whose coming nobody has to allow any more: 200, 413 or 415.</summary>
    public static int Put(TreeAccess access, int parent, string name, NewNode node, out int id)
    {
        id = access.State.NextId;
        int number = access.State.DescriptionOfChild(parent, name);
        TreeNode? description = number == TreeState.Undescribed ? null : access.Template[number];
        NodeFormat format = node.Declared is null or NodeFormat.B64 ? description?.Format ?? (node.Declared is null ? NodeFormat.Chr : NodeFormat.Bin) : node.Declared.Value;
        if (description is not null && description.Format != format) return StatusCode.UnsupportedFormat;
        int code = CheckType(format, node.Type, description?.Type);
        ItemData? value = null;
        if (code == StatusCode.Ok) code = TakeValue(access, format, node, out value);
        if (code != StatusCode.Ok) return code;
        string? type = node.Type is { Length: > 0 } given ? given : description?.Type;
        NodeChange added = new(id) { Name = name, Value = value, Added = new AddedNode(parent, number, format, type) };
        access.State = access.State.With(access.Stamped(added, changes: 0));
        return SetProperties(access, id, node);
    }

    /// <summary>200, 404 or 405 for a parent that is missing or a leaf.</summary>
    private static int FindParent(TreeAccess access, string path, out int parent)
    {
        parent = access.State.Find(path);
        if (parent != TreeState.Missing) return access.State.IsInterior(parent) ? StatusCode.Ok : StatusCode.NotAllowed;
        if (!access.State.IsInterior(Nearest(access.State, path))) return StatusCode.NotAllowed;
        return access.Behaviour.ImplicitParents ? MakeParents(access, path, out parent) : StatusCode.NotFound;
    }

    /// <summary>The deepest node on the way to that path.</summary>
    private static int Nearest(TreeState state, string path)
    {
        while (state.Find(path) == TreeState.Missing) path = TreeUri.Split(path).Parent;
        return state.Find(path);
    }

    /// <summary>Missing parents come without a list of their own.</summary>
    private static int MakeParents(TreeAccess access, string path, out int parent)
    {
        parent = TreeState.Root;
        foreach (string name in path.Split('/'))
        {
            if (!access.State.IsInterior(parent)) return StatusCode.NotAllowed;
            if (access.State.Child(parent, name) is var child && child == TreeState.Missing)
            {
                int code = MayAdd(access, parent, name, isParentNew: false);
                if (code == StatusCode.Ok && !IsInteriorPut(access, parent, name, out child)) code = StatusCode.NotAllowed;
                if (code != StatusCode.Ok) return code;
            }

            parent = child;
        }

        return access.State.IsInterior(parent) ? StatusCode.Ok : StatusCode.NotAllowed;
    }

    /// <summary>False where a leaf is described.</summary>
    private static bool IsInteriorPut(TreeAccess access, int parent, string name, out int id) =>
        Put(access, parent, name, new NewNode(NodeFormat.Node, null, null, Acl: ""), out id) == StatusCode.Ok;

    /// <summary>200, 405 when no description and no parent allows Add, 425 when the parent's list does not.</summary>
    private static int MayAdd(TreeAccess access, int parent, string name, bool isParentNew)
    {
        if (!access.State.IsInterior(parent)) return StatusCode.NotAllowed;
        if (access.ServerId is null) return StatusCode.Ok;
        int number = access.State.DescriptionOfChild(parent, name);
        bool isWelcome = access.State.Access(parent).HasFlag(AccessTypes.Add) || (number != TreeState.Undescribed && access.Template[number].Access.HasFlag(AccessTypes.Add));
        if (!isWelcome) return StatusCode.NotAllowed;
        return isParentNew || access.May(parent, AclCommands.Add) ? StatusCode.Ok : StatusCode.PermissionDenied;
    }

    private static int CheckType(NodeFormat format, string? given, string? described)
    {
        if (given is not { Length: > 0 }) return StatusCode.Ok;
        if (System.Text.Encoding.UTF8.GetByteCount(given) > TreeLimits.TypeOctets) return StatusCode.TooLarge;
        bool isSame = described is null || (format == NodeFormat.Node ? given == described : NodeValue.IsSameType(given, described));
        return isSame ? StatusCode.Ok : StatusCode.UnsupportedFormat;
    }

    private static int TakeValue(TreeAccess access, NodeFormat format, NewNode node, out ItemData? value)
    {
        value = null;
        if (format == NodeFormat.Node) return node.Declared == NodeFormat.B64 || node.Data is { IsEmpty: false } ? StatusCode.UnsupportedFormat : StatusCode.Ok;
        // Nothing given is no value yet, whatever the format; something given must be one.
        if (node.Data is not { IsEmpty: false } data) return StatusCode.Ok;
        int code = NodeValue.Take(format, node.Declared, data, access.Behaviour.ValueOctets, out ItemData taken);
        value = taken;
        return code;
    }

    /// <summary>The list and title given; an interior node without a list by a server that may not Replace on the parent is that server's.</summary>
    private static int SetProperties(TreeAccess access, int id, NewNode node)
    {
        string? acl = node.Acl ?? (access.State.IsInterior(id) && !access.May(access.State.Parent(id), AclCommands.Replace) ? OwnersList(access.ServerId!) : null);
        if (acl is not null && NodeProperty.ReplaceAcl(access, id, acl) is var code && code != StatusCode.Ok) return code;
        return node.Title is null || !access.Has(Behaviour.NodeProperties.Title) ? StatusCode.Ok : NodeProperty.ReplaceTitle(access, id, node.Title);
    }

    private static string OwnersList(string serverId)
    {
        string text = $"Add={serverId}&Delete={serverId}&Replace={serverId}";
        return Acl.Parse(text).IsDone ? text : ""; // an identifier that no list can hold owns nothing
    }
}
