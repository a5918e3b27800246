namespace FleetSim.Protocol.Tnds;

/// <summary>
/// A serialised management tree (TNDS) or a device description (DDF): the same document, with run-time properties in the first case
/// and framework properties in the second. Spec: OMA-TS-DM_TNDS-V1_2, MgmtTree; OMA-TS-DM_TND-V1_2_1, 9.
/// </summary>
/// <param name="Nodes">The top-level nodes; a document has at least one.</param>
public sealed record MgmtTree(IReadOnlyList<MgmtNode> Nodes)
{
    public string VerDtd { get; init; } = "1.2";

    /// <summary>Manufacturer of the device described.</summary>
    public string? Man { get; init; }

    /// <summary>Model of the device described.</summary>
    public string? Mod { get; init; }

    /// <summary>
    /// Every node with its address below the target of the command that carried the tree, parents first. Path counts at top-level nodes
    /// only; where a document repeats it on nested ones, their parent decides. A top-level node without a name is the target itself.
    /// </summary>
    public IReadOnlyList<LocatedNode> Locate(string target)
    {
        ArgumentNullException.ThrowIfNull(target);
        List<LocatedNode> located = [];
        foreach (MgmtNode node in Nodes) Locate(node, Join(Join(target, node.Path), node.Name), located);
        return located;
    }

    private static void Locate(MgmtNode node, string uri, List<LocatedNode> located)
    {
        located.Add(new LocatedNode(uri, node));
        foreach (MgmtNode child in node.Children) Locate(child, Join(uri, child.Name), located);
    }

    private static string Join(string parent, string? child)
    {
        string segment = (child ?? "").Trim('/');
        if (segment is "" or ".") return parent;
        if (segment.StartsWith("./", StringComparison.Ordinal)) segment = segment[2..];
        return parent.Length == 0 ? segment : $"{parent.TrimEnd('/')}/{segment}";
    }
}

/// <summary>A node and its address.</summary>
public sealed record LocatedNode(string Uri, MgmtNode Node);
