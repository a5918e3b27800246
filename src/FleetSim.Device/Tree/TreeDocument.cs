using FleetSim.Protocol;
using FleetSim.Protocol.Ddf;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.Tnds;

namespace FleetSim.Device.Tree;

/// <summary>
/// A serialised tree as the Data of Add or Replace. It comes as a whole or not at all; the first fault is the status of the command.
/// Add: every node is new. Replace: as Delete and Adds, so nodes not mentioned go. A permanent node cannot go: mentioned, it stays and takes the
/// value, list and title given; not mentioned, it is 405. Spec: OMA-TS-DM_RepPro-V1_2_1, Add and Replace; OMA-TS-DM_TND-V1_2_1, serialisation.
/// </summary>
internal static class TreeDocument
{
    /// <summary>True when the Meta says that the Data is a serialised tree.</summary>
    public static bool IsOne(Meta? meta) => meta?.Type is { } type && (NodeValue.IsSameType(type, MgmtTreeCodec.TndsXml) || NodeValue.IsSameType(type, MgmtTreeCodec.TndsWbxml));

    /// <summary>Adds the tree below the target; a single top-level node without a name, or with that of a missing target, is the target itself.</summary>
    public static int Add(TreeAccess access, string target, Meta? meta, ItemData? data)
    {
        int code = Decode(access, meta, data, out MgmtTree tree);
        if (code != StatusCode.Ok) return code;
        string path = TreeUri.Relative(target);
        bool isMissing = access.State.Find(path) == TreeState.Missing;
        if (tree.Nodes is [{ } only] && IsTarget(only, path, isMissing)) return AddAt(access, path, only);
        foreach (MgmtNode node in tree.Nodes)
        {
            string uri = new MgmtTree([node with { Children = [] }]).Locate(target)[0].Uri;
            code = AddAt(access, TreeUri.Relative(uri), node);
            if (code != StatusCode.Ok) return code;
        }

        return StatusCode.Ok;
    }

    /// <summary>Replaces the subtree of a node that this server may Replace; the top-level nodes are the target itself or its children.</summary>
    public static int Replace(TreeAccess access, int id, Meta? meta, ItemData? data)
    {
        int code = Decode(access, meta, data, out MgmtTree tree);
        if (code != StatusCode.Ok) return code;
        if (tree.Nodes is [{ } only] && IsTarget(only, access.State.Path(id), isMissing: true)) return Exchange(access, id, only);
        List<MgmtNode> children = [];
        foreach (MgmtNode node in tree.Nodes)
        {
            string path = TreeUri.Relative(node.Path ?? "").Trim('/');
            code = path.Length == 0 ? StatusCode.Ok : TreeUri.Check(path, access.Template.Limits);
            if (code != StatusCode.Ok) return code;
            Insert(children, path, node);
        }

        return Exchange(access, id, new MgmtNode { Name = "", Format = NodeFormat.Node.Text(), Children = children });
    }

    private static int Decode(TreeAccess access, Meta? meta, ItemData? data, out MgmtTree tree)
    {
        tree = new MgmtTree([]);
        if (access.Behaviour.Lists != Behaviour.ListSupport.StructAndTnds) return StatusCode.UnsupportedFormat;
        if (data is not { } given) return StatusCode.UnsupportedFormat;
        if (NodeValue.Octets(given) > TreeLimits.DocumentOctets) return StatusCode.TooLarge;
        Decoded<MgmtTree> decoded = MgmtTreeCodec.DecodeData(given, meta?.Format, TreeLimits.Document);
        if (!decoded.IsDone) return StatusCode.UnsupportedFormat;
        tree = decoded.Value;
        return tree.Nodes.Sum(Count) <= TreeLimits.DocumentNodes ? StatusCode.Ok : StatusCode.TooLarge;
    }

    private static int Count(MgmtNode node) => 1 + node.Children.Sum(Count);

    private static bool IsTarget(MgmtNode node, string path, bool isMissing) =>
        TreeUri.Relative(node.Path ?? "").Length == 0 && (node.Name.Length == 0 || (isMissing && node.Name == TreeUri.Split(path).Name));

    private static int AddAt(TreeAccess access, string path, MgmtNode node)
    {
        int code = TreeUri.Check(path, access.Template.Limits);
        int id = TreeState.Missing;
        if (code == StatusCode.Ok) code = NodeAddition.AddAt(access, path, New(node), out id);
        return code == StatusCode.Ok ? AddChildren(access, id, node) : code;
    }

    private static int AddChildren(TreeAccess access, int id, MgmtNode node)
    {
        foreach (MgmtNode child in node.Children)
        {
            int code = AddChild(access, id, child, isParentNew: true);
            if (code != StatusCode.Ok) return code;
        }

        return StatusCode.Ok;
    }

    private static int AddChild(TreeAccess access, int parent, MgmtNode child, bool isParentNew)
    {
        int code = CheckName(access, parent, child.Name);
        int id = TreeState.Missing;
        if (code == StatusCode.Ok) code = NodeAddition.AddBelow(access, parent, child.Name, New(child), isParentNew, out id);
        return code == StatusCode.Ok ? AddChildren(access, id, child) : code;
    }

    /// <summary>A name in a document must make a good address: else 415, or 414 when only too long.</summary>
    private static int CheckName(TreeAccess access, int parent, string name)
    {
        if (!TreeUri.IsSegment(name)) return StatusCode.UnsupportedFormat;
        string above = access.State.Path(parent);
        return TreeUri.Check(above.Length == 0 ? "./" + name : $"./{above}/{name}", access.Template.Limits);
    }

    private static NewNode New(MgmtNode node)
    {
        NodeFormat? declared = node.IsInterior ? NodeFormat.Node : NodeFormats.Parse(node.Format);
        return new NewNode(declared, node.Type?.Name, node.Value, node.Acl, node.Title);
    }

    private static int Exchange(TreeAccess access, int id, MgmtNode node)
    {
        if (!access.IsFixed(id)) return ExchangeWhole(access, id, node);
        // Without a format and children it may be either.
        bool isInterior = node.IsInterior || (node.Format is null && node.Value is null && access.State.IsInterior(id));
        if (isInterior != access.State.IsInterior(id)) return StatusCode.UnsupportedFormat;
        int code = isInterior ? ExchangeChildren(access, id, node.Children) : ExchangeValue(access, id, node);
        if (code == StatusCode.Ok && node.Acl is { } acl && acl != access.State.AclText(id)) code = access.MayChangeAcl(id) ? NodeProperty.ReplaceAcl(access, id, acl) : StatusCode.PermissionDenied;
        if (code == StatusCode.Ok && node.Title is { } title && title != access.State.Title(id)) code = ExchangeTitle(access, id, title);
        return code;
    }

    private static int ExchangeTitle(TreeAccess access, int id, string title)
    {
        if (!access.Has(Behaviour.NodeProperties.Title)) return StatusCode.Ok;
        return access.May(id, AclCommands.Replace) ? NodeProperty.ReplaceTitle(access, id, title) : StatusCode.PermissionDenied;
    }

    /// <summary>Out with the old, in with the new: the node was there, so nobody has to allow that it comes.</summary>
    private static int ExchangeWhole(TreeAccess access, int id, MgmtNode node)
    {
        (int parent, string name) = (access.State.Parent(id), access.State.Name(id));
        access.Remove(id);
        int code = NodeAddition.Put(access, parent, name, New(node), out int added);
        return code == StatusCode.Ok ? AddChildren(access, added, node) : code;
    }

    private static int ExchangeChildren(TreeAccess access, int id, IReadOnlyList<MgmtNode> children)
    {
        if (children.Select(child => child.Name).Distinct(StringComparer.Ordinal).Count() < children.Count) return StatusCode.AlreadyExists;
        foreach (int old in access.State.Children(id).ToArray())
        {
            if (children.Any(child => child.Name == access.State.Name(old))) continue;
            if (access.IsFixed(old)) return StatusCode.NotAllowed;
            access.Remove(old);
        }

        foreach (MgmtNode child in children)
        {
            int old = access.State.Child(id, child.Name);
            int code = old == TreeState.Missing ? AddChild(access, id, child, isParentNew: false) : Exchange(access, old, child);
            if (code != StatusCode.Ok) return code;
        }

        return StatusCode.Ok;
    }

    private static int ExchangeValue(TreeAccess access, int id, MgmtNode node)
    {
        if (node.Value is not { } data) return StatusCode.Ok;
        int code = access.Check(id, AccessTypes.Replace, AclCommands.Replace);
        if (code == StatusCode.Ok) code = NodeValue.Take(access.State.Format(id), NodeFormats.Parse(node.Format), data, access.Behaviour.ValueOctets, out data);
        if (code == StatusCode.Ok) access.SetValue(id, data);
        return code;
    }

    /// <summary>Puts a top-level node below the segments of its Path, which nodes of the document may share.</summary>
    private static void Insert(List<MgmtNode> siblings, string path, MgmtNode node)
    {
        if (path.Length == 0)
        {
            siblings.Add(node);
            return;
        }

        string[] segments = path.Split('/', 2);
        int at = siblings.FindIndex(sibling => sibling.Name == segments[0]);
        List<MgmtNode> below = at < 0 ? [] : [.. siblings[at].Children];
        Insert(below, segments.Length > 1 ? segments[1] : "", node);
        MgmtNode parent = (at < 0 ? new MgmtNode { Name = segments[0], Format = NodeFormat.Node.Text() } : siblings[at]) with { Children = below };
        if (at < 0) siblings.Add(parent);
        else siblings[at] = parent;
    }
}
