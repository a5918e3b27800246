using FleetSim.Protocol.Ddf;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.Tnds;

namespace FleetSim.Device.Tree;

/// <summary>
/// A device description as the tree of a model. Named nodes are in the tree from the factory on; an unnamed one becomes a placeholder.
/// <code>
/// AccessType -> Access     DFFormat -> Format (b64 is bin)     DefaultValue -> Default ("" without)     DFTitle -> Title
/// DFType     -> Type: the DDFName of an interior node, the MIME type of a leaf (the first of several)
/// Scope      -> IsPermanent; without it named nodes are permanent and unnamed ones dynamic
/// ACL        -> Acl, where RTProperties give one
/// </code>
/// Occurrence, Description and CaseSense are for readers of the document; a handset does not need them.
/// Spec: OMA-TS-DM_TND-V1_2_1, DFProperties; QB-E-008, COL-05, FUM-10.
/// </summary>
public sealed class DdfImport
{
    private const string PlainText = "text/plain";

    private readonly List<TreeNode> _nodes = [];
    private readonly HashSet<string> _paths = new(StringComparer.Ordinal);
    private readonly List<DdfError> _errors = [];
    private int _count;

    private DdfImport()
    {
    }

    /// <summary>Null when there are errors; all of them are given, in the order of the document.</summary>
    public static TreeTemplate? Read(MgmtTree tree, out IReadOnlyList<DdfError> errors)
    {
        ArgumentNullException.ThrowIfNull(tree);
        DdfImport import = new();
        foreach (MgmtNode node in tree.Nodes) import.TakeTop(node);
        import.CheckParents();
        errors = import._errors;
        return errors.Count == 0 ? new TreeTemplate(import._nodes) : null;
    }

    /// <summary>Path counts at top-level nodes only; where a document repeats it on nested ones, their parent decides.</summary>
    private void TakeTop(MgmtNode node)
    {
        string parent = Plain(node.Path ?? "");
        if (parent.Length > 0 && !parent.Split('/').All(name => name == TreeNode.AnyName || IsName(name))) _errors.Add(new DdfError(_count, parent, "is no Path such as ./Vendor"));
        Take(node, parent);
    }

    /// <summary>What Path has put below a leaf that stands elsewhere in the document.</summary>
    private void CheckParents()
    {
        if (_errors.Count > 0) return;
        HashSet<string> leaves = [.. _nodes.Where(node => node.Format != NodeFormat.Node).Select(node => node.Path)];
        foreach ((int number, TreeNode node) in _nodes.Index())
        {
            for (int at = node.Path.LastIndexOf('/'); at > 0; at = node.Path.LastIndexOf('/', at - 1))
            {
                if (leaves.Contains(node.Path[..at])) _errors.Add(new DdfError(number, node.Path, $"stands below ./{node.Path[..at]}, which is a leaf"));
            }
        }
    }

    private void Take(MgmtNode node, string parent)
    {
        int number = _count++;
        string name = node.Name.Trim();
        string path = parent.Length == 0 && Plain(name).Length == 0 && name.Length > 0 ? "" : Join(parent, name.Length == 0 ? TreeNode.AnyName : name);
        if (Fault(node, name, path) is { } fault) _errors.Add(new DdfError(number, path, fault));
        else _nodes.Add(Node(node, path, name.Length == 0));
        foreach (MgmtNode child in node.Children) Take(child, path);
    }

    private string? Fault(MgmtNode node, string name, string path)
    {
        if (path.Length > 0 && name.Length > 0 && !IsName(name)) return $"is called '{name}': a name has no /, ? or control character and is neither * nor ..";
        if (!_paths.Add(path)) return name.Length == 0 ? "stands twice: one unnamed node describes all that may come below its parent" : "stands twice";
        if (node.Description is not { } description) return "has no DFProperties; give AccessType, DFFormat and DFType";
        if (NodeFormats.Parse(description.Format) is not { } format) return "has no DFFormat; an interior node has <node/>";
        if (format != NodeFormat.Node && node.Children.Count > 0) return $"has the format {format.Text()} and nodes below it; only <node/> has any";
        if (description.DefaultValue is { Length: > 0 } value && !FactoryValue.Fits(format, value)) return $"has a DefaultValue that its format {format.Text()} cannot hold: '{value}'";
        return node.Acl is { } acl && Acl.Parse(acl) is { IsDone: false } wrong ? $"has an ACL that cannot be read: {wrong.Reason}" : null;
    }

    private static TreeNode Node(MgmtNode node, string path, bool isUnnamed)
    {
        DfProperties description = node.Description!;
        NodeFormat format = NodeFormats.Parse(description.Format)!.Value;
        bool isInterior = format == NodeFormat.Node;
        return new TreeNode
        {
            Path = path,
            Format = format == NodeFormat.B64 ? NodeFormat.Bin : format,
            Access = description.Access,
            Default = isInterior ? null : description.DefaultValue ?? "",
            Type = description.Types is [{ Name: { Length: > 0 } type }, ..] && type != PlainText ? type : null,
            Title = description.Title,
            Acl = node.Acl,
            IsPermanent = description.IsPermanent ?? !isUnnamed,
            IsPlaceholder = isUnnamed,
        };
    }

    private static bool IsName(string name) => name is not ("" or "*" or "." or "..") && !name.Any(c => c is '/' or '?' || char.IsControl(c));

    /// <summary>Without "./" before and "/" behind; the root is empty.</summary>
    private static string Plain(string path)
    {
        string trimmed = path.Trim().TrimEnd('/');
        return trimmed is "." ? "" : trimmed.StartsWith("./", StringComparison.Ordinal) ? trimmed[2..] : trimmed.TrimStart('/');
    }

    private static string Join(string parent, string name) => parent.Length == 0 ? name : $"{parent}/{name}";
}
