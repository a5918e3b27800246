using FleetSim.Protocol.Ddf;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.Tnds;

namespace FleetSim.Device.Tree;

/// <summary>
/// The tree of a model as its device description: what <see cref="DdfImport"/> reads back to the same tree. A placeholder is an unnamed node that may
/// come any number of times; values are DefaultValue, an ACL of the factory stands in RTProperties, where the DTD has a place for it.
/// Spec: OMA-TS-DM_TND-V1_2_1, DFProperties; QB-E-008, COL-05, FUM-10.
/// </summary>
public static class DdfExport
{
    /// <summary>The document of a whole model, maker and model named. Values that only a living handset has (IMEI, secrets, nonces) are left out.</summary>
    public static MgmtTree Write(HandsetModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Write(model.Tree, node => node.Source switch
        {
            NodeSource.SoftwareVersion => model.SoftwareVersion,
            NodeSource.FumoState => "10",
            _ => node.Default,
        }) with { Man = model.Manufacturer, Mod = model.Model };
    }

    /// <param name="template">At least one node.</param>
    /// <param name="value">The value of a leaf; null or empty: none.</param>
    public static MgmtTree Write(TreeTemplate template, Func<TreeNode, string?> value)
    {
        ArgumentNullException.ThrowIfNull(template);
        ArgumentNullException.ThrowIfNull(value);
        MgmtNode root = Node(template, TreeTemplate.RootNumber, value);
        bool isPlain = template.Root is { Access: AccessTypes.Get, Type: null, Title: null, Acl: null, IsPermanent: true };
        return new MgmtTree(isPlain && root.Children.Count > 0 ? [.. root.Children.Select(child => child with { Path = "." })] : [root]);
    }

    private static MgmtNode Node(TreeTemplate template, int number, Func<TreeNode, string?> value)
    {
        TreeNode node = template[number];
        NodeType type = TypeOf(node);
        return new MgmtNode
        {
            Name = number == TreeTemplate.RootNumber ? "." : node.IsPlaceholder ? "" : node.Name,
            Acl = node.Acl,
            Format = node.Acl is null ? null : node.Format.Text(),
            Type = node.Acl is null ? null : type,
            Description = Description(node, type, value(node)),
            Children = [.. template.Children(number).Select(child => Node(template, child, value))],
        };
    }

    private static DfProperties Description(TreeNode node, NodeType type, string? value) => new()
    {
        Access = node.Access,
        DefaultValue = string.IsNullOrEmpty(value) ? null : value,
        Format = node.Format.Text(),
        Occurrence = new Occurrence(node.IsPlaceholder ? OccurrenceKind.ZeroOrMore : OccurrenceKind.One),
        IsPermanent = node.IsPermanent,
        Title = node.Title,
        Types = [type],
    };

    private static NodeType TypeOf(TreeNode node) =>
        node.Format != NodeFormat.Node ? NodeType.Mime(node.Type ?? "text/plain") : node.Type is { } id ? NodeType.DdfName(id) : NodeType.Interior;
}
