using FleetSim.Device.Behaviour;
using FleetSim.Device.Tree;

namespace FleetSim.Device.Tests.Tree;

[Trait("spec", "OMA-TS-DM_RepPro-V1_2_1, Atomic")]
public sealed class RollBackTests
{
    [Fact]
    public void Everything_since_the_mark_is_undone()
    {
        DmTree tree = TreeSample.Tree();
        Assert.Equal(200, tree.Replace("A", "./Fix/Text", "before"));
        string[] before = TreeSample.Everything_in(tree);
        TreeOverlay mark = tree.Mark();
        Assert.Equal([200, 200, 200, 200, 200],
            [tree.Replace("A", "./Fix/Text", "after"), tree.Add("A", "./Dyn/x"), tree.Delete("A", "./Dyn/First"), tree.Replace("A", "./Fix?prop=ACL", "Get=*"), tree.Add("A", "./new", "x")]);
        Assert.NotEqual(before, TreeSample.Everything_in(tree));
        Assert.Equal(200, tree.RollBack(mark));
        Assert.Equal(before, TreeSample.Everything_in(tree));
        Assert.Equal(mark, tree.Mark());
    }

    [Fact]
    public void A_model_whose_undoing_fails_says_516_and_keeps_its_changes()
    {
        DmTree tree = TreeSample.Tree(new TreeBehaviour { RollBackFails = true });
        TreeOverlay mark = tree.Mark();
        Assert.Equal(200, tree.RollBack(mark));
        Assert.Equal(200, tree.Replace("A", "./Fix/Text", "after"));
        Assert.Equal(516, tree.RollBack(mark));
        Assert.Equal("after", tree.Get("A", "./Fix/Text").Value);
    }

    [Fact]
    public void A_reset_is_the_factory_again()
    {
        DmTree tree = TreeSample.Tree();
        string[] factory = TreeSample.Everything_in(tree);
        Assert.Equal([200, 200], [tree.Add("A", "./Dyn/x"), tree.Delete("A", "./Dyn/First")]);
        tree.Reset();
        Assert.Equal(factory, TreeSample.Everything_in(tree));
        Assert.Empty(tree.Overlay);
    }
}
