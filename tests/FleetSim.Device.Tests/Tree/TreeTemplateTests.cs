using FleetSim.Device.Tests.Support;
using FleetSim.Device.Tree;
using FleetSim.Protocol.Ddf;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Device.Tests.Tree;

public sealed class TreeTemplateTests
{
    private const string ObjectId = "urn:test:mo:1.0";

    private readonly TreeTemplate _template = new(
    [
        Leaf("A-B"), Interior("A"), Leaf("A/Z"), Leaf("A/B/C"),
        Interior("Obj") with { Type = ObjectId }, Interior("Deep/Obj") with { Type = ObjectId },
        Interior("Acc/*") with { IsPlaceholder = true, Type = ObjectId }, Leaf("Acc/*/Name"), Interior("Acc/First") with { Type = ObjectId },
    ]);

    [Fact]
    public void A_path_that_stands_twice_is_the_programmers_mistake() => Assert.Throws<ArgumentException>(() => new TreeTemplate([Leaf("A/B"), Leaf("A/B")]));

    [Fact]
    public void A_leaf_with_children_is_the_programmers_mistake() => Assert.Throws<ArgumentException>(() => new TreeTemplate([Leaf("A"), Leaf("A/B")]));

    [Fact]
    public void A_placeholder_is_called_by_the_star_and_nothing_else_is()
    {
        Assert.Throws<ArgumentException>(() => new TreeTemplate([Leaf("A/*")]));
        Assert.Throws<ArgumentException>(() => new TreeTemplate([Leaf("A/B") with { IsPlaceholder = true }]));
    }

    [Fact]
    public void A_node_of_format_b64_is_the_programmers_mistake() => Assert.Throws<ArgumentException>(() => new TreeTemplate([Leaf("A") with { Format = NodeFormat.B64 }]));

    [Fact]
    public void Missing_parents_become_readable_interior_nodes()
    {
        TreeTemplate template = new([Leaf("A/*/C")]);
        Assert.Equal(["A", "A/*", "A/*/C"], template.Nodes.Select(n => n.Path));
        Assert.Equal((NodeFormat.Node, AccessTypes.Get, true), (template.Nodes[1].Format, template.Nodes[1].Access, template.Nodes[1].IsPlaceholder));
        Assert.Equal((NodeFormat.Node, AccessTypes.Get, ""), (template.Root.Format, template.Root.Access, template.Root.Path));
    }

    [Fact]
    public void A_root_that_is_given_is_the_root() =>
        Assert.Equal(AccessTypes.Get | AccessTypes.Add, new TreeTemplate([Interior("") with { Access = AccessTypes.Get | AccessTypes.Add }]).Root.Access);

    [Fact]
    public void Each_subtree_stands_in_one_piece_behind_its_node()
    {
        Assert.Equal(["A", "A/B", "A/B/C", "A/Z", "A-B", "Acc", "Acc/*", "Acc/*/Name", "Acc/First", "Deep", "Deep/Obj", "Obj"], _template.Nodes.Select(n => n.Path));
        for (int i = 0; i < _template.Nodes.Count; i++)
        {
            string path = _template.Nodes[i].Path;
            string[] below = [.. _template.Nodes.Select(n => n.Path).Where(p => p == path || p.StartsWith(path + "/", StringComparison.Ordinal))];
            Assert.Equal(below, Enumerable.Range(i, _template.End(i) - i).Select(n => _template[n].Path));
        }
    }

    [Fact]
    public void Every_node_is_a_child_of_its_parent()
    {
        for (int i = 0; i < _template.Nodes.Count; i++)
        {
            Assert.Contains(i, _template.Children(_template.Parent(i)));
            Assert.All(_template.Children(i), child => Assert.Equal(i, _template.Parent(child)));
        }

        Assert.Equal(["A", "A-B", "Acc", "Deep", "Obj"], _template.Children(TreeTemplate.RootNumber).Select(n => _template[n].Path));
        Assert.Equal(TreeTemplate.RootNumber, _template.Parent(TreeTemplate.RootNumber));
    }

    [Fact]
    public void Descriptions_are_not_in_the_tree()
    {
        int acc = _template.Find("./Acc"), any = _template.Placeholder(acc);
        Assert.Equal("Acc/*", _template[any].Path);
        Assert.Equal("Acc/*/Name", _template[_template.Child(any, "Name")].Path);
        Assert.Equal([false, false, true], new[] { any, any + 1, _template.Find("Acc/First") }.Select(_template.Exists));
        Assert.Equal((-1, -1), (_template.Find("Acc/*"), _template.Find("Acc/*/Name")));
        Assert.Equal("First", _template.ChildNames(acc));
        Assert.Equal((-1, -1), (_template.Child(acc, "*"), _template.Placeholder(_template.Find("A"))));
    }

    [Fact]
    public void Management_objects_are_found_by_their_identifier()
    {
        Assert.Equal(["Acc/First", "Deep/Obj", "Obj"], _template.ObjectsOf(ObjectId));
        Assert.Empty(_template.ObjectsOf("urn:test:mo:2.0"));
        Assert.Equal(["FwUpdate"], Samples.Xml.Tree.ObjectsOf("urn:oma:mo:oma-fumo:1.0"));
    }

    [Fact]
    public void The_fingerprint_tells_paths_formats_and_access_types_and_nothing_else()
    {
        uint plain = new TreeTemplate([Leaf("A/B")]).Fingerprint;
        Assert.Equal(plain, new TreeTemplate([Leaf("A/B") with { Default = "other", Title = "t", Acl = "Get=*", Type = "text/html" }]).Fingerprint);
        Assert.NotEqual(plain, new TreeTemplate([Leaf("A/C")]).Fingerprint);
        Assert.NotEqual(plain, new TreeTemplate([Leaf("A/B"), Leaf("A/C")]).Fingerprint);
        Assert.NotEqual(plain, new TreeTemplate([Leaf("A/B") with { Format = NodeFormat.Int }]).Fingerprint);
        Assert.NotEqual(plain, new TreeTemplate([Leaf("A/B") with { Access = AccessTypes.Get }]).Fingerprint);
    }

    /// <summary>It is stored: a change of the arithmetic would refuse every snapshot.</summary>
    [Fact]
    public void The_fingerprint_is_the_same_in_every_run() => Assert.Equal(1382107087u, new TreeTemplate([Leaf("A")]).Fingerprint);

    private static TreeNode Leaf(string path) => new() { Path = path, Format = NodeFormat.Chr, Access = AccessTypes.Get | AccessTypes.Replace, Default = "" };

    private static TreeNode Interior(string path) => new() { Path = path, Format = NodeFormat.Node, Access = AccessTypes.Get };
}
