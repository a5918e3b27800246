using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.Tnds;

namespace FleetSim.Device.Tree;

/// <summary>
/// A description on its way to the tree of a model: values are put in, and unnamed nodes get the names under which they leave the factory.
/// Naming a node below a placeholder makes it with everything that the description has below it under a name. Each method says what is wrong, or null.
/// </summary>
public sealed class FactoryTree
{
    private readonly Dictionary<string, TreeNode> _nodes = new(StringComparer.Ordinal);

    public FactoryTree(TreeTemplate description)
    {
        ArgumentNullException.ThrowIfNull(description);
        _nodes[""] = description.Root;
        foreach (TreeNode node in description.Nodes) _nodes.Add(node.Path, node);
    }

    public TreeTemplate Build() => new(_nodes.Values);

    /// <summary>Makes the node when a placeholder describes it and it is not there yet.</summary>
    public string? Make(string uri)
    {
        if (Path(uri) is not { } path) return "is no path such as ./DevInfo/Man";
        string parent = "";
        foreach (string name in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            string here = parent.Length == 0 ? name : $"{parent}/{name}";
            if (!_nodes.ContainsKey(here) && !Name(parent, here)) return $"is not in the description: below ./{parent} there is no {name}, and no unnamed node";
            parent = here;
        }

        return null;
    }

    /// <summary>Gives a leaf its factory value.</summary>
    public string? Set(string uri, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (Make(uri) is { } missing) return missing;
        TreeNode node = _nodes[Path(uri)!];
        if (node.Format == NodeFormat.Node) return "is an interior node, which has no value; null makes it";
        if (!FactoryValue.Fits(node.Format, value)) return $"has the format {node.Format.Text()}, which cannot hold '{value}'";
        _nodes[node.Path] = node with { Default = value };
        return null;
    }

    /// <summary>Gives a node its factory access control list.</summary>
    public string? SetAcl(string uri, string acl)
    {
        if (Make(uri) is { } missing) return missing;
        if (Acl.Parse(acl) is { IsDone: false } wrong) return $"has no access control list such as Get=*&Replace=OMADM: {wrong.Reason}";
        TreeNode node = _nodes[Path(uri)!];
        _nodes[node.Path] = node with { Acl = acl };
        return null;
    }

    /// <summary>Copies the placeholder below <paramref name="parent"/>, if there is one, to that path.</summary>
    private bool Name(string parent, string path)
    {
        string placeholder = parent.Length == 0 ? TreeNode.AnyName : $"{parent}/{TreeNode.AnyName}";
        if (!_nodes.TryGetValue(placeholder, out TreeNode? described)) return false;
        TreeNode[] below = [.. _nodes.Values.Where(node => node.Path.StartsWith(placeholder + '/', StringComparison.Ordinal))];
        _nodes[path] = described with { Path = path, IsPlaceholder = false };
        foreach (TreeNode node in below) _nodes[path + node.Path[placeholder.Length..]] = node with { Path = path + node.Path[placeholder.Length..] };
        return true;
    }

    private static string? Path(string uri)
    {
        if (TreeTemplate.IsRoot(uri)) return "";
        string path = uri.StartsWith("./", StringComparison.Ordinal) ? uri[2..] : uri;
        string[] names = path.Split('/');
        return names.Any(name => name is "" or "." or ".." or TreeNode.AnyName || name.Any(c => c == '?' || char.IsControl(c))) ? null : path;
    }
}
