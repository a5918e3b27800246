using FleetSim.Device.Behaviour;
using FleetSim.Device.Tree;
using FleetSim.Protocol.Ddf;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Device.Tests.Tree;

[Trait("spec", "OMA-TS-DM_TND-V1_2_1, ACL")]
public sealed class AccessControlTests
{
    private readonly DmTree _tree = TreeSample.Tree();

    /// <summary>Lists on the root, on X, on X/Y and on X/Y/Leaf ("": none), and who may Get and Replace the leaf.</summary>
    [Theory]
    [InlineData("Add=*&Get=*", "", "", "", "AB", "")]
    [InlineData("Add=*&Get=*", "Replace=A", "", "", "", "A")]
    [InlineData("Add=*&Get=*", "Get=A&Replace=A", "", "", "A", "A")]
    [InlineData("Add=*&Get=*", "Get=A", "Replace=B", "", "", "B")]
    [InlineData("Add=*&Get=*", "Get=A", "Get=A+B", "", "AB", "")]
    [InlineData("Add=*&Get=*", "Replace=*", "", "Get=B", "B", "")]
    [InlineData("Add=*&Get=A&Replace=B", "", "", "", "A", "B")]
    [InlineData("Add=*&Get=A", "", "Get=*", "", "AB", "")]
    [InlineData("Add=*", "", "", "", "", "")]
    public void A_node_without_a_list_inherits_the_whole_list_of_its_nearest_ancestor(string root, string x, string y, string leaf, string get, string replace)
    {
        DmTree tree = new(new TreeTemplate(
        [
            Node("", root), Node("X", x), Node("X/Y", y), Node("X/Y/Leaf", leaf) with { Format = NodeFormat.Chr },
        ]), new TreeBehaviour());
        Assert.Equal(get, string.Concat(new[] { "A", "B" }.Where(s => tree.Get(s, "./X/Y/Leaf").Status == 200)));
        Assert.Equal(replace, string.Concat(new[] { "A", "B" }.Where(s => tree.Replace(s, "./X/Y/Leaf", "v") == 200)));
        Assert.Equal(leaf, tree.Property("./X/Y/Leaf", "ACL"));
    }

    [Fact]
    public void The_root_always_has_a_list()
    {
        Assert.Equal("Add=*&Get=*", _tree.Property(".", "ACL"));
        Assert.Equal([425, 425], [_tree.Replace("A", ".?prop=ACL", "Add=*"), _tree.Replace("A", ".?prop=Title", "t")]);
        Assert.Equal([405, 405, 405], [_tree.Replace(null, ".?prop=ACL", ""), _tree.Replace(null, ".?prop=ACL", "Get=*"), _tree.Replace(null, ".?prop=ACL", "Add=A&Get=*")]);
        Assert.Equal(200, _tree.Replace(null, ".?prop=ACL", "Add=*&Get=A&Replace=A"));
        Assert.Equal(425, _tree.Get("B", ".").Status);
        Assert.Equal(200, _tree.Replace("A", ".?prop=ACL", "Add=*&Get=*"));
        Assert.Empty(_tree.Overlay);
    }

    [Fact]
    public void Who_could_Add_at_the_root_still_can()
    {
        DmTree tree = new(new TreeTemplate([Node("", "Add=A+B&Get=*&Replace=A")]), new TreeBehaviour());
        Assert.Equal([405, 405, 200, 200],
            [tree.Replace("A", ".?prop=ACL", "Add=A&Get=*&Replace=A"), tree.Replace("A", ".?prop=ACL", "Get=*&Replace=A"), tree.Replace("A", ".?prop=ACL", "Add=B+A+C&Replace=A"), tree.Replace("A", ".?prop=ACL", "Add=*")]);
    }

    /// <summary>The parent's list, the node's, and whether A may change the node's list: a leaf's by the parent only.</summary>
    [Theory]
    [InlineData("Get=*", "Get=*", 425, 425)]
    [InlineData("Replace=A", "Get=*", 200, 200)]
    [InlineData("Get=*", "Replace=A", 200, 425)]
    [InlineData("Replace=B", "Replace=A", 200, 425)]
    [InlineData("Replace=A", "Replace=B", 200, 200)]
    public void A_list_is_changed_by_the_right_to_Replace(string parent, string own, int interior, int leaf)
    {
        DmTree tree = new(new TreeTemplate([Node("P", parent), Node("P/I", own), Node("P/L", own) with { Format = NodeFormat.Chr }]), new TreeBehaviour());
        Assert.Equal((interior, leaf), (tree.Replace("A", "./P/I?prop=ACL", "Exec=A"), tree.Replace("A", "./P/L?prop=ACL", "Exec=A")));
        Assert.Equal(interior == 200 ? "Exec=A" : own, tree.Property("./P/I", "ACL"));
        Assert.Equal(leaf == 200 ? "Exec=A" : own, tree.Property("./P/L", "ACL"));
    }

    [Fact]
    public void A_list_is_given_back_as_it_was_written_and_an_empty_one_as_empty()
    {
        Assert.Equal(200, _tree.Replace("A", "./Fix?prop=ACL", "Replace=A&Get=B+A"));
        Assert.Equal("Replace=A&Get=B+A", _tree.Get("A", "./Fix?prop=ACL").Value);
        Assert.Equal("", _tree.Get("A", "./Fix/Text?prop=ACL").Value);
        Assert.Equal(200, _tree.Replace("A", "./Fix?prop=ACL", ""));
        Assert.Equal("", _tree.Get("A", "./Fix?prop=ACL").Value);
        Assert.Equal(425, _tree.Replace("A", "./Fix/Text", "x"));
    }

    [Fact]
    public void A_server_that_adds_an_interior_node_where_it_may_not_Replace_owns_it()
    {
        Assert.Equal(200, _tree.Add("B", "./Dyn/b", null, "node"));
        Assert.Equal("Add=B&Delete=B&Replace=B", _tree.Property("./Dyn/b", "ACL"));
        Assert.Equal(200, _tree.Add("A", "./Dyn/a", null, "node"));
        Assert.Equal("", _tree.Property("./Dyn/a", "ACL"));
        Assert.Equal(200, _tree.Add("B", "./leaf", "x"));
        Assert.Equal("", _tree.Property("./leaf", "ACL"));
        Assert.Equal([425, 200, 200], [_tree.Delete("B", "./Dyn/a"), _tree.Replace("B", "./Dyn/b?prop=ACL", "Get=*&Delete=B"), _tree.Delete("B", "./Dyn/b")]);
    }

    [Fact]
    public void A_server_whose_name_no_list_can_hold_owns_nothing()
    {
        Assert.Equal(200, _tree.Add("a=b", "./Dyn/b", null, "node"));
        Assert.Equal("", _tree.Property("./Dyn/b", "ACL"));
    }

    [Fact]
    public void A_forgotten_server_stands_in_no_list()
    {
        Assert.Equal(200, _tree.Replace(null, ".?prop=ACL", "Add=*&Get=A&Replace=A+B"));
        Assert.Equal(200, _tree.Add("B", "./Dyn/b", null, "node"));
        Assert.Equal(200, _tree.Replace("A", "./Fix/Text?prop=ACL", "Get=A"));
        _tree.ForgetServer("A");
        Assert.Equal("Add=*&Get=*&Replace=B", _tree.Property(".", "ACL"));
        Assert.Equal("Get=*", _tree.Property("./Fix", "ACL"));
        Assert.Equal("Get=*", _tree.Property("./Run", "ACL"));
        Assert.Equal("Add=*&Get=*", _tree.Property("./Dyn", "ACL"));
        Assert.Equal("Add=B&Delete=B&Replace=B", _tree.Property("./Dyn/b", "ACL"));
        Assert.Equal("", _tree.Property("./Fix/Text", "ACL"));
        _tree.ForgetServer("B");
        Assert.Equal("Add=*&Get=*&Replace=*", _tree.Property(".", "ACL"));
        Assert.Equal("", _tree.Property("./Dyn/b", "ACL"));
    }

    [Fact]
    public void Forgetting_a_server_that_nobody_knows_changes_nothing()
    {
        _tree.ForgetServer("C");
        Assert.Empty(_tree.Overlay);
    }

    [Fact]
    public void A_template_with_a_list_that_cannot_be_read_is_the_programmers_mistake() => Assert.Throws<ArgumentException>(() => new TreeTemplate([Node("X", "Get")]));

    private static TreeNode Node(string path, string acl) => new() { Path = path, Format = NodeFormat.Node, Access = TreeSample.Everything & ~AccessTypes.Exec, Acl = acl };
}
