using CsCheck;
using FleetSim.Device.Tree;
using FleetSim.Protocol.Ddf;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.Tnds;

namespace FleetSim.Device.Tests.Support;

/// <summary>Random trees: well-formed ones as templates, and descriptions with every mistake.</summary>
internal static class Trees
{
    private static readonly Gen<string> Name = OneOf("A", "B", "C", "A-B", "Name", "设置", "x.y");

    private static readonly Gen<AccessTypes> Access = Gen.Int[0, 63].Select(bits => (AccessTypes)bits);

    private static readonly Gen<(NodeFormat Format, string Value)> Leaf = OneOf(
        (NodeFormat.Chr, "text & <more>"), (NodeFormat.Chr, ""), (NodeFormat.Int, "-12"), (NodeFormat.Bool, "true"), (NodeFormat.Bin, "AAECAw=="), (NodeFormat.Date, "2026-02-28"), (NodeFormat.Time, "01:02:03"),
        (NodeFormat.Float, "1.5"), (NodeFormat.Xml, "<a/>"), (NodeFormat.Null, ""));

    private static readonly Gen<TreeNode> Any = Gen.Select(
        Gen.Select(Gen.OneOf(Name, Gen.Const(TreeNode.AnyName)).Array[1, 4], Leaf, Access),
        Gen.Select(OneOf<string?>(null, "text/xml", "image/png"), OneOf<string?>(null, "A title", "Ein & zwei"), OneOf<string?>(null, "Get=*", "Add=a+b&Replace=*"), Gen.Bool),
        (shape, more) => new TreeNode
        {
            Path = string.Join('/', shape.Item1), Format = shape.Item2.Format, Access = shape.Item3, Default = shape.Item2.Value,
            Type = more.Item1, Title = more.Item2, Acl = more.Item3, IsPermanent = more.Item4, IsPlaceholder = shape.Item1[^1] == TreeNode.AnyName,
        });

    /// <summary>Whole templates: of the nodes drawn, the first of each path; what has others below it is an interior node.</summary>
    public static Gen<TreeTemplate> Templates { get; } = Gen.Select(Any.Array[1, 20], Gen.Bool, (nodes, plainRoot) =>
    {
        TreeNode[] distinct = [.. nodes.DistinctBy(n => n.Path)];
        IEnumerable<TreeNode> all = distinct.Select(n => distinct.Any(o => o.Path.StartsWith(n.Path + "/", StringComparison.Ordinal))
            ? n with { Format = NodeFormat.Node, Default = null, Type = n.Type is null ? null : "urn:example:mo:x:1.0" }
            : n);
        return new TreeTemplate(plainRoot ? all : all.Append(new TreeNode { Path = "", Format = NodeFormat.Node, Access = AccessTypes.Add | AccessTypes.Get, Acl = "Get=*" }));
    });

    /// <summary>Nodes of a description, many of them wrong.</summary>
    public static Gen<MgmtNode> Loose { get; } = Gen.Recursive<MgmtNode>((depth, below) => Gen.Select(
        OneOf("", ".", "..", "*", "A", "B", "A/B", "C?"),
        OneOf<string?>(null, "", ".", "./A", "./A/*", "/"),
        OneOf<DfProperties?>(null, new DfProperties(), new DfProperties { Format = "node" }, new DfProperties { Format = "int", DefaultValue = "x" }, new DfProperties { Format = "chr", Types = [NodeType.Mime("a/b")] }),
        OneOf<string?>(null, "", "Get=*", "nonsense"),
        depth < 3 ? below.Array[0, 3] : Gen.Const(Array.Empty<MgmtNode>()),
        (name, path, description, acl, children) => new MgmtNode { Name = name, Path = path, Description = description, Acl = acl, Children = children }));

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);
}
