using System.Buffers.Text;
using System.Collections.Frozen;
using FleetSim.Protocol.Ddf;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.Tnds;

namespace FleetSim.Device.Tree;

/// <summary>
/// The nodes all handsets of a model share, and the descriptions of those that may come: immutable, built once. A node's number is its place in
/// <see cref="Nodes"/>, which holds each subtree in one piece behind its node; the root's number is <see cref="RootNumber"/>.
/// </summary>
public sealed class TreeTemplate
{
    public const int RootNumber = -1;

    private readonly TreeNode[] _nodes;
    private readonly int[] _parents;
    private readonly int[] _ends;
    private readonly bool[] _exists;
    private readonly FrozenDictionary<string, int> _index;
    private readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _byPath;
    private readonly FrozenDictionary<string, int> _byAddress;
    private readonly FrozenDictionary<int, string> _childNames;
    private readonly FrozenDictionary<int, Acl> _acls;
    private readonly Acl[] _inForce;

    /// <summary>Builds the template; missing parents become readable interior nodes, a root that is not given is readable.</summary>
    /// <exception cref="ArgumentException">A path stands twice, "*" is no placeholder or a placeholder is not called so, a leaf has children, a format is b64, a default or a list cannot be read.</exception>
    public TreeTemplate(IEnumerable<TreeNode> nodes)
    {
        Dictionary<string, TreeNode> all = new(StringComparer.Ordinal);
        foreach (TreeNode node in nodes) all.Add(node.Path, Checked(node));
        foreach (string path in all.Keys.ToArray()) AddParents(all, path);
        Root = all.Remove("", out TreeNode? root) ? root : Interior("");
        _nodes = [.. all.Values.OrderBy(n => n.Path, PreOrder.Instance)];
        (_parents, _ends, _exists) = (new int[_nodes.Length], new int[_nodes.Length], new bool[_nodes.Length]);
        Link();
        _index = _nodes.Index().Where(n => _exists[n.Index]).ToFrozenDictionary(n => n.Item.Path, n => n.Index, StringComparer.Ordinal);
        _byPath = _index.GetAlternateLookup<ReadOnlySpan<char>>();
        _childNames = _index.Values.Order().GroupBy(n => _parents[n]).ToFrozenDictionary(g => g.Key, g => string.Join('/', g.Select(n => _nodes[n].Name)));
        _acls = _nodes.Index().Where(n => n.Item.Acl is not null).ToFrozenDictionary(n => n.Index, n => Readable(n.Item));
        RootAcl = Readable(Root) is { IsEmpty: false } given ? given : Acl.RootDefault;
        _inForce = new Acl[_nodes.Length];
        for (int i = 0; i < _inForce.Length; i++) _inForce[i] = InitialAcl(i) is { IsEmpty: false } own ? own : AclInForce(_parents[i]); // parents come first
        Limits = TreeLimits.Of(this);
        _byAddress = _index.Where(n => TreeUri.Check("./" + n.Key, Limits) == StatusCode.Ok).ToFrozenDictionary(n => "./" + n.Key, n => n.Value, StringComparer.Ordinal);
        Fingerprint = FingerprintOf(_nodes);
    }

    /// <summary>All nodes and descriptions but the root.</summary>
    public IReadOnlyList<TreeNode> Nodes => _nodes;

    public TreeNode Root { get; }

    /// <summary>A number that stays the same as long as paths, formats and access types do: it tells whether a snapshot's node numbers still mean the same.</summary>
    public uint Fingerprint { get; }

    internal TreeLimits Limits { get; }

    /// <summary>Numbers of the nodes that leave the factory with an access control list of their own; the root always does.</summary>
    internal IEnumerable<int> NodesWithAcl => [RootNumber, .. _acls.Keys.Where(Exists).Order()];

    private Acl RootAcl { get; }

    /// <summary>The node with that number, or the root.</summary>
    public TreeNode this[int number] => number == RootNumber ? Root : _nodes[number];

    /// <summary>The node's number, or -1 when there is none or it is the root. Takes "./A/B" and "A/B" alike.</summary>
    public int Find(ReadOnlySpan<char> uri) => _byPath.TryGetValue(uri.StartsWith("./") ? uri[2..] : uri, out int number) ? number : -1;

    /// <summary>The number of the node that a whole address ("./A/B") names. False: none that every fresh handset has, the root, an address in another form or longer than the model takes.</summary>
    internal bool TryFind(string address, out int number) => _byAddress.TryGetValue(address, out number);

    /// <summary>True for a node that every fresh handset has; false for a placeholder and what describes the children of one.</summary>
    public bool Exists(int number) => number == RootNumber || _exists[number];

    /// <summary>The number of the parent; of a node at the top, and of the root itself, the root's.</summary>
    public int Parent(int number) => number == RootNumber ? RootNumber : _parents[number];

    /// <summary>The numbers of the direct children, descriptions included, in the order of names.</summary>
    public IEnumerable<int> Children(int number)
    {
        int end = End(number);
        for (int child = number + 1; child < end; child = _ends[child]) yield return child;
    }

    /// <summary>One more than the last number of the subtree: the subtree is all from the node to before this.</summary>
    public int End(int number) => number == RootNumber ? _nodes.Length : _ends[number];

    /// <summary>The child of that name, existing or only described; -1 when there is none. Placeholders have no name.</summary>
    public int Child(int number, ReadOnlySpan<char> name)
    {
        int end = End(number);
        for (int child = number + 1; child < end; child = _ends[child])
        {
            if (!_nodes[child].IsPlaceholder && LastSegment(_nodes[child].Path).SequenceEqual(name)) return child;
        }

        return -1;
    }

    /// <summary>The placeholder among the children; -1 when there is none.</summary>
    public int Placeholder(int number)
    {
        int end = End(number);
        for (int child = number + 1; child < end; child = _ends[child])
        {
            if (_nodes[child].IsPlaceholder) return child;
        }

        return -1;
    }

    /// <summary>Paths of the interior nodes of that management object id, in order.</summary>
    public IReadOnlyList<string> ObjectsOf(string type) =>
        [.. _index.Values.Order().Select(n => _nodes[n]).Where(n => n.Format == NodeFormat.Node && n.Type == type).Select(n => n.Path)];

    /// <summary>Names of the children that exist, joined by "/"; empty when there are none.</summary>
    public string ChildNames(int number) => _childNames.GetValueOrDefault(number, "");

    /// <summary>The list a node leaves the factory with; empty: it inherits. The root's is never empty.</summary>
    internal Acl InitialAcl(int number) => number == RootNumber ? RootAcl : _acls.GetValueOrDefault(number, Acl.Empty);

    /// <summary>The list in force on the factory's node: its own, or else that of the nearest ancestor that has one.</summary>
    internal Acl AclInForce(int number) => number == RootNumber ? RootAcl : _inForce[number];

    /// <summary>True for "." and "./": the root itself.</summary>
    public static bool IsRoot(string uri) => uri is "." or "./";

    private static string ParentPath(string path) => path.LastIndexOf('/') is int at and >= 0 ? path[..at] : "";

    private static ReadOnlySpan<char> LastSegment(string path) => path.AsSpan(path.LastIndexOf('/') + 1);

    private static TreeNode Interior(string path) => new()
    {
        Path = path, Format = NodeFormat.Node, Access = AccessTypes.Get, IsPlaceholder = LastSegment(path).SequenceEqual(TreeNode.AnyName),
    };

    private static TreeNode Checked(TreeNode node)
    {
        if (node.IsPlaceholder != (node.Name == TreeNode.AnyName)) throw new ArgumentException($"a placeholder is called *, and nothing else is: {node.Path}");
        if (node.Format == NodeFormat.B64) throw new ArgumentException($"b64 is a form on the wire, the node's own format is bin: {node.Path}");
        if (node.Format == NodeFormat.Bin && !Base64.IsValid(node.Default ?? "")) throw new ArgumentException($"the default of a bin node is base64: {node.Path}");
        return node;
    }

    private static Acl Readable(TreeNode node) => Acl.Parse(node.Acl ?? "") is { IsDone: true, Value: var acl } ? acl : throw new ArgumentException($"not an access control list: {node.Path}");

    private static void AddParents(Dictionary<string, TreeNode> all, string path)
    {
        while (path.Length > 0)
        {
            path = ParentPath(path);
            if (path.Length == 0) return;
            all.TryAdd(path, Interior(path));
            if (all[path].Format != NodeFormat.Node) throw new ArgumentException($"a leaf has no children: {path}");
        }
    }

    /// <summary>Finds parents, ends of subtrees and what exists; nodes stand in pre-order.</summary>
    private void Link()
    {
        Stack<int> open = new();
        for (int i = 0; i < _nodes.Length; i++)
        {
            string parent = ParentPath(_nodes[i].Path);
            while (open.Count > 0 && _nodes[open.Peek()].Path != parent) _ends[open.Pop()] = i;
            _parents[i] = open.Count > 0 ? open.Peek() : RootNumber;
            _exists[i] = !_nodes[i].IsPlaceholder && Exists(_parents[i]);
            open.Push(i);
        }

        while (open.Count > 0) _ends[open.Pop()] = _nodes.Length;
    }

    /// <summary>FNV-1a, 32 bit, over path, format and access of each node.</summary>
    private static uint FingerprintOf(TreeNode[] nodes)
    {
        uint hash = 2166136261;
        foreach (TreeNode node in nodes)
        {
            foreach (char c in node.Path) Mix(c);
            Mix('\0');
            Mix((uint)node.Format);
            Mix((uint)node.Access);
        }

        return hash;

        void Mix(uint value) => hash = unchecked((hash ^ value) * 16777619);
    }
}
