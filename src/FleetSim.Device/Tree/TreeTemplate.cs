using System.Collections.Frozen;

namespace FleetSim.Device.Tree;

/// <summary>The nodes all handsets of a model share: immutable, built once, indexed by path.</summary>
public sealed class TreeTemplate
{
    private readonly TreeNode[] _nodes;
    private readonly FrozenDictionary<string, int> _index;
    private readonly FrozenDictionary<string, string> _children;

    /// <summary>Builds the template; missing parents become readable interior nodes.</summary>
    /// <exception cref="ArgumentException">A path stands twice.</exception>
    public TreeTemplate(IEnumerable<TreeNode> nodes)
    {
        Dictionary<string, TreeNode> all = new(StringComparer.Ordinal);
        foreach (TreeNode node in nodes) all.Add(node.Path, node);
        foreach (string path in all.Keys.ToArray()) AddParents(all, path);
        _nodes = [.. all.Values.OrderBy(n => n.Path, StringComparer.Ordinal)];
        _index = _nodes.Select((n, i) => (n.Path, i)).ToFrozenDictionary(p => p.Path, p => p.i, StringComparer.Ordinal);
        _children = _nodes.GroupBy(n => Parent(n.Path)).ToFrozenDictionary(g => g.Key, g => string.Join('/', g.Select(n => n.Name)), StringComparer.Ordinal);
    }

    public IReadOnlyList<TreeNode> Nodes => _nodes;

    /// <summary>The node's number in this template, or -1. Takes "./A/B" and "A/B" alike.</summary>
    public int Find(string uri) => _index.GetValueOrDefault(Normalise(uri), -1);

    /// <summary>Names of the children, joined by "/"; empty when there are none.</summary>
    public string ChildNames(string uri) => _children.GetValueOrDefault(Normalise(uri), "");

    /// <summary>True for "." and "./": the root itself.</summary>
    public static bool IsRoot(string uri) => uri is "." or "./";

    private static string Normalise(string uri) => uri switch
    {
        "." or "./" => "",
        _ when uri.StartsWith("./", StringComparison.Ordinal) => uri[2..],
        _ => uri,
    };

    private static string Parent(string path) => path.LastIndexOf('/') is int at and >= 0 ? path[..at] : "";

    private static void AddParents(Dictionary<string, TreeNode> all, string path)
    {
        for (string parent = Parent(path); parent.Length > 0; parent = Parent(parent))
            all.TryAdd(parent, new TreeNode(parent, NodeFormat.Node, NodeAccess.Get, null));
    }
}
