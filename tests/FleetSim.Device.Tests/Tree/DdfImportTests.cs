using CsCheck;
using FleetSim.Device.Tests.Support;
using FleetSim.Device.Tree;
using FleetSim.Protocol.Ddf;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.Tnds;

namespace FleetSim.Device.Tests.Tree;

[Trait("spec", "OMA-TS-DM_TND-V1_2_1, DFProperties")]
public sealed class DdfImportTests
{
    [Fact]
    public void A_node_has_what_its_description_says()
    {
        TreeTemplate tree = Ddf.Import(Ddf.Document(Ddf.Node(
            "A", "node", behind: "<Scope><Permanent/></Scope>", type: "<DDFName>urn:example:mo:a:1.0</DDFName>", children:
            [Ddf.Node("Level", "int", "<Add/><Copy/><Delete/><Exec/><Get/><Replace/>", "<DefaultValue>7</DefaultValue><Description>how loud</Description>", "<Occurrence><ZeroOrOne/></Occurrence><Scope><Dynamic/></Scope><DFTitle>Loudness</DFTitle>")])));
        Assert.Equal(
            [
                new TreeNode { Path = "A", Format = NodeFormat.Node, Access = AccessTypes.Get, Type = "urn:example:mo:a:1.0" },
                new TreeNode
                {
                    Path = "A/Level", Format = NodeFormat.Int, Default = "7", Title = "Loudness", IsPermanent = false,
                    Access = AccessTypes.Add | AccessTypes.Copy | AccessTypes.Delete | AccessTypes.Exec | AccessTypes.Get | AccessTypes.Replace,
                },
            ],
            tree.Nodes);
    }

    [Fact]
    public void An_unnamed_node_is_a_placeholder_and_describes_what_comes_below_it()
    {
        TreeTemplate tree = Ddf.Import(Ddf.Document(Ddf.Node("Accounts", "node", type: "<DDFName/>", children:
            [Ddf.Node("", "node", type: "<DDFName/>", children: [Ddf.Node("Addr", "chr")])])));
        Assert.Equal(["Accounts", "Accounts/*", "Accounts/*/Addr"], tree.Nodes.Select(n => n.Path));
        Assert.Equal((true, false), (tree.Nodes[1].IsPlaceholder, tree.Nodes[1].IsPermanent));
        Assert.Equal("", tree.ChildNames(tree.Find("Accounts")));
        Assert.Equal(-1, tree.Find("Accounts/*"));
    }

    [Fact]
    public void Named_nodes_without_a_scope_are_permanent() => Assert.True(Assert.Single(Ddf.Import(Ddf.Document(Ddf.Node("A", "chr"))).Nodes).IsPermanent);

    [Theory]
    [InlineData("<Path>./Vendor/X</Path>", "Vendor/X/A")]
    [InlineData("<Path>./Vendor/X/</Path>", "Vendor/X/A")]
    [InlineData("<Path>Vendor</Path>", "Vendor/A")]
    [InlineData("<Path>.</Path>", "A")]
    [InlineData("<Path>./</Path>", "A")]
    [InlineData("<Path/>", "A")]
    [InlineData("", "A")]
    public void Path_places_a_top_level_node(string path, string expected) =>
        Assert.Equal(expected, Ddf.Import(Ddf.Document(Ddf.Node("A", "chr").Replace("</NodeName>", "</NodeName>" + path, StringComparison.Ordinal))).Nodes[^1].Path);

    [Fact]
    public void The_root_may_be_described_with_its_access_control_list()
    {
        byte[] document = Ddf.Document(
            "<Node><NodeName>.</NodeName><RTProperties><ACL>Add=*&amp;Get=*&amp;Replace=OMADM</ACL><Type><DDFName/></Type></RTProperties><DFProperties><AccessType><Add/><Get/></AccessType>"
            + $"<DFFormat><node/></DFFormat><DFType><DDFName/></DFType></DFProperties>{Ddf.Node("A", "chr")}</Node>");
        TreeTemplate tree = Ddf.Import(document);
        Assert.Equal((AccessTypes.Add | AccessTypes.Get, "Add=*&Get=*&Replace=OMADM"), (tree.Root.Access, tree.Root.Acl));
        Assert.Equal("A", Assert.Single(tree.Nodes).Path);
    }

    [Theory]
    [InlineData("b64", "<DefaultValue>AAH/</DefaultValue>", NodeFormat.Bin, "AAH/")]
    [InlineData("bool", "<DefaultValue>TRUE</DefaultValue>", NodeFormat.Bool, "TRUE")]
    [InlineData("date", "<DefaultValue>2026-01-01</DefaultValue>", NodeFormat.Date, "2026-01-01")]
    [InlineData("float", "<DefaultValue>-0.5e3</DefaultValue>", NodeFormat.Float, "-0.5e3")]
    [InlineData("chr", "<DefaultValue/>", NodeFormat.Chr, "")]
    [InlineData("chr", "", NodeFormat.Chr, "")]
    public void Formats_and_defaults_fit_each_other(string format, string value, NodeFormat expected, string expectedValue)
    {
        TreeNode node = Assert.Single(Ddf.Import(Ddf.Document(Ddf.Node("A", format, before: value))).Nodes);
        Assert.Equal((expected, expectedValue), (node.Format, node.Default));
    }

    [Fact]
    public void Every_mistake_is_told_with_its_place_in_the_document()
    {
        byte[] document = Ddf.Document(
            Ddf.Node("A", "node", type: "<DDFName/>", children: [Ddf.Node("Bool", "bool", before: "<DefaultValue>maybe</DefaultValue>"), Ddf.Node("Bool", "bool"), Ddf.Node("", "chr"), Ddf.Node("", "chr")]),
            Ddf.Node("B", "chr", children: [Ddf.Node("Below", "chr")]),
            "<Node><NodeName>C</NodeName></Node>",
            "<Node><NodeName>D</NodeName><DFProperties><AccessType/><DFType><MIME>text/plain</MIME></DFType></DFProperties></Node>",
            Ddf.Node("E/F", "chr"),
            Ddf.Node("*", "chr"),
            "<Node><NodeName>G</NodeName><RTProperties><ACL>Get</ACL></RTProperties><DFProperties><AccessType/><DFFormat><chr/></DFFormat></DFProperties></Node>");
        Assert.Null(DdfImport.Read(Ddf.Tree(document), out IReadOnlyList<DdfError> errors));
        (int Node, string Path, string Word)[] expected =
        [
            (1, "A/Bool", "cannot hold: 'maybe'"), (2, "A/Bool", "stands twice"), (4, "A/*", "stands twice"), (5, "B", "nodes below it"), (7, "C", "no DFProperties"),
            (8, "D", "no DFFormat"), (9, "E/F", "a name has no /"), (10, "*", "is called '*'"), (11, "G", "has an ACL that cannot be read"),
        ];
        Assert.Equal(expected.Select(e => (e.Node, e.Path)), errors.Select(e => (e.Node, e.Path)));
        Assert.All(expected.Zip(errors), pair => Assert.Contains(pair.First.Word, pair.Second.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_node_that_Path_puts_below_a_leaf_is_a_mistake()
    {
        byte[] document = Ddf.Document(Ddf.Node("A", "chr"), Ddf.Node("C", "chr").Replace("</NodeName>", "</NodeName><Path>./A/B</Path>", StringComparison.Ordinal));
        Assert.Null(DdfImport.Read(Ddf.Tree(document), out IReadOnlyList<DdfError> errors));
        Assert.Equal(new DdfError(1, "A/B/C", "stands below ./A, which is a leaf"), Assert.Single(errors));
    }

    [Theory]
    [InlineData("./A//B")]
    [InlineData("./A/../B")]
    [InlineData("./A?prop=ACL")]
    public void A_path_that_is_none_is_a_mistake(string path)
    {
        Assert.Null(DdfImport.Read(Ddf.Tree(Ddf.Document(Ddf.Node("C", "chr").Replace("</NodeName>", $"</NodeName><Path>{path}</Path>", StringComparison.Ordinal))), out IReadOnlyList<DdfError> errors));
        Assert.Contains(errors, e => e.Message == "is no Path such as ./Vendor");
    }

    [Fact]
    public void A_foreign_vendors_description_is_read()
    {
        MgmtTree document = Ddf.Tree(Repository.Vector("motorola-tree", "syncmldm.ddf"));
        TreeTemplate? template = DdfImport.Read(document, out IReadOnlyList<DdfError> errors);
        Assert.True(template is not null, string.Join('\n', errors));
        Assert.Equal(document.Locate("").Count - 1, template.Nodes.Count);
        Assert.Equal(NodeFormat.Node, template[template.Find("./DevInfo")].Format);
        Assert.Equal(AccessTypes.Get | AccessTypes.Replace, template[template.Find("./CDMA/BC10")].Access);
        Assert.Contains(template.Nodes, n => n.IsPlaceholder);
    }

    [Fact]
    public void No_tree_at_all_throws() => Trees.Loose.Array[1, 5].Sample(
        nodes => Assert.Equal(DdfImport.Read(new MgmtTree(nodes), out IReadOnlyList<DdfError> errors) is null, errors.Count > 0), iter: 5000);
}
