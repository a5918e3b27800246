using System.Globalization;
using FleetSim.Device.Tree;
using FleetSim.Protocol.Ddf;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.Tnds;

namespace FleetSim.Device.Tests.Tree;

/// <summary>
/// The same rules once more, as plainly as they can be said: a dictionary from path to node, copied whole for a mark. It shares nothing with
/// <see cref="DmTree"/> but the template's records and the reading of a list.
/// </summary>
internal sealed class ReferenceTree
{
    private static readonly Dictionary<string, TreeNode> Described = TreeSample.Template.Nodes.Append(TreeSample.Template.Root).ToDictionary(n => n.Path);

    private Dictionary<string, Node> _nodes = Described.Values.Where(n => !n.Path.Contains('*', StringComparison.Ordinal)).ToDictionary(n => n.Path, Fresh);

    private sealed record Node(NodeFormat Format, string? Type, string Value, string Acl, string Title, string? Description, bool IsPermanent, long ChangedAt = 0, int VerNo = 0);

    public IEnumerable<string> Paths => _nodes.Keys.Where(p => p.Length > 0);

    public object Mark() => new Dictionary<string, Node>(_nodes);

    public void RollBack(object mark) => _nodes = new((Dictionary<string, Node>)mark);

    public int Get(string? server, string path, out string value)
    {
        value = "";
        if (!_nodes.TryGetValue(path, out Node? node)) return 404;
        int code = Check(server, path, AccessTypes.Get, AclCommands.Get);
        if (code == 200) value = node.Format == NodeFormat.Node ? string.Join('/', Children(path)) : node.Value;
        return code;
    }

    public string Property(string path, string name) => name switch
    {
        "ACL" => _nodes[path].Acl,
        "Format" => _nodes[path].Format.Text(),
        "Name" => path.Length == 0 ? "." : Name(path),
        "Title" => _nodes[path].Title,
        "TStamp" => _nodes[path].ChangedAt == 0 ? "" : DateTimeOffset.FromUnixTimeSeconds(_nodes[path].ChangedAt).ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture),
        _ => _nodes[path].VerNo.ToString(CultureInfo.InvariantCulture),
    };

    public int Replace(string? server, string path, string value, long now)
    {
        if (!_nodes.TryGetValue(path, out Node? node)) return 404;
        if (node.Format == NodeFormat.Node) return 405;
        int code = Check(server, path, AccessTypes.Replace, AclCommands.Replace);
        if (code == 200) code = IsValue(node.Format, value) ? 200 : 415;
        if (code == 200) _nodes[path] = node with { Value = value, ChangedAt = now, VerNo = node.VerNo + 1 };
        return code;
    }

    public int Add(string? server, string path, NodeFormat? declared, string? value, long now, string? type = null)
    {
        if (_nodes.ContainsKey(path)) return 418;
        string parent = Parent(path);
        if (!_nodes.TryGetValue(parent, out Node? above))
        {
            while (!_nodes.ContainsKey(parent)) parent = Parent(parent);
            return _nodes[parent].Format == NodeFormat.Node ? 404 : 405;
        }

        if (above.Format != NodeFormat.Node) return 405;
        string? description = DescriptionBelow(parent, Name(path));
        bool isWelcome = server is null || Access(parent).HasFlag(AccessTypes.Add) || (description is not null && Described[description].Access.HasFlag(AccessTypes.Add));
        if (!isWelcome) return 405;
        if (!May(server, parent, AclCommands.Add)) return 425;
        NodeFormat format = declared ?? (description is null ? NodeFormat.Chr : Described[description].Format);
        if (description is not null && (Described[description].Format != format || (type is not null && (Described[description].Type ?? type) != type))) return 415;
        bool isValue = string.IsNullOrEmpty(value) || (format != NodeFormat.Node && IsValue(format, value));
        if (!isValue) return 415;
        bool isOwned = format == NodeFormat.Node && !May(server, parent, AclCommands.Replace);
        string acl = isOwned ? $"Add={server}&Delete={server}&Replace={server}" : "";
        _nodes[path] = new Node(format, type ?? (description is null ? null : Described[description].Type), value ?? "", acl, "", description, IsPermanent: false, now);
        return 200;
    }

    public int Delete(string? server, string path)
    {
        if (!_nodes.ContainsKey(path)) return 404;
        if (IsFixed(server, path)) return 405;
        int code = Check(server, path, AccessTypes.Delete, AclCommands.Delete);
        foreach (string below in code == 200 ? Below(path) : []) _nodes.Remove(below);
        return code;
    }

    public int Rename(string? server, string path, string name)
    {
        if (!_nodes.ContainsKey(path)) return 404;
        if (IsFixed(server, path)) return 405;
        if (!May(server, path, AclCommands.Replace)) return 425;
        if (name == Name(path)) return 200;
        string target = Join(Parent(path), name);
        if (_nodes.ContainsKey(target)) return 418;
        foreach (string below in Below(path))
        {
            _nodes.Remove(below, out Node? moved);
            _nodes[target + below[path.Length..]] = moved!;
        }

        return 200;
    }

    public int Copy(string? server, string source, string target, long now)
    {
        if (!_nodes.TryGetValue(source, out Node? from)) return 404;
        _nodes.TryGetValue(target, out Node? to);
        if (from.Format == NodeFormat.Node || to?.Format == NodeFormat.Node) return 403;
        int code = Check(server, source, AccessTypes.Get, AclCommands.Get);
        if (code != 200) return code;
        if (to is null) return Add(server, target, from.Format, from.Value, now, from.Type ?? Standard(from.Format));
        code = Check(server, target, AccessTypes.Replace, AclCommands.Replace);
        if (code != 200) return code;
        bool fits = (to.Type ?? Standard(to.Format)) == Standard(to.Format) || to.Type == (from.Type ?? Standard(from.Format));
        return fits && from.Format == to.Format ? Replace(null, target, from.Value, now) : 415;
    }

    public int ReplaceAcl(string? server, string path, string acl)
    {
        if (!_nodes.TryGetValue(path, out Node? node)) return 404;
        bool may = May(server, Parent(path), AclCommands.Replace) || (node.Format == NodeFormat.Node && May(server, path, AclCommands.Replace));
        if (!may) return 425;
        if (path.Length == 0 && !acl.Contains("Add=*", StringComparison.Ordinal)) return 405;
        _nodes[path] = node with { Acl = acl };
        return 200;
    }

    public int ReplaceTitle(string? server, string path, string title)
    {
        if (!_nodes.TryGetValue(path, out Node? node)) return 404;
        if (!May(server, path, AclCommands.Replace)) return 425;
        _nodes[path] = node with { Title = title };
        return 200;
    }

    public void Forget(string server)
    {
        foreach ((string path, Node node) in _nodes.ToArray())
        {
            Acl list = Acl.Parse(node.Acl).Value!, left = list.Without(server, path.Length == 0);
            if (!left.Equals(list)) _nodes[path] = node with { Acl = left.ToString() };
        }
    }

    private static Node Fresh(TreeNode node) =>
        new(node.Format, node.Type, node.Default ?? "", node.Path.Length == 0 ? "Add=*&Get=*" : node.Acl ?? "", node.Title ?? "", node.Path, node.IsPermanent);

    private static string Standard(NodeFormat format) => format == NodeFormat.Bin ? "application/octet-stream" : "text/plain";

    private static bool IsValue(NodeFormat format, string value) => format switch
    {
        NodeFormat.Int => int.TryParse(value, CultureInfo.InvariantCulture, out _),
        NodeFormat.Bool => value is "true" or "false",
        _ => true,
    };

    private static string Parent(string path) => path.LastIndexOf('/') is int at and >= 0 ? path[..at] : "";

    private static string Name(string path) => path[(path.LastIndexOf('/') + 1)..];

    private static string Join(string parent, string name) => parent.Length == 0 ? name : parent + "/" + name;

    private static bool IsBelow(string path, string top) => path == top || path.StartsWith(top + "/", StringComparison.Ordinal);

    private string[] Below(string path) => [.. _nodes.Keys.Where(p => IsBelow(p, path))];

    private IEnumerable<string> Children(string path) => _nodes.Keys.Where(p => p.Length > 0 && Parent(p) == path).Select(Name).Order(StringComparer.Ordinal);

    private bool IsFixed(string? server, string path) => path.Length == 0 || (server is not null && _nodes[path].IsPermanent);

    private AccessTypes Access(string path) => _nodes[path].Description is { } described ? Described[described].Access : TreeSample.Everything & ~AccessTypes.Exec;

    private string? DescriptionBelow(string parent, string name) =>
        _nodes[parent].Description is not { } above ? null
        : Described.ContainsKey(Join(above, name)) ? Join(above, name)
        : Described.ContainsKey(Join(above, "*")) ? Join(above, "*") : null;

    private int Check(string? server, string path, AccessTypes access, AclCommands command) =>
        server is null ? 200 : !Access(path).HasFlag(access) ? 405 : May(server, path, command) ? 200 : 425;

    private bool May(string? server, string path, AclCommands command)
    {
        while (path.Length > 0 && _nodes[path].Acl.Length == 0) path = Parent(path);
        return server is null || Acl.Parse(_nodes[path].Acl).Value!.Allows(command, server);
    }
}
