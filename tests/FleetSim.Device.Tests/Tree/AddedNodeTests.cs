using FleetSim.Device.Behaviour;
using FleetSim.Device.Tree;
using FleetSim.Protocol.Ddf;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Device.Tests.Tree;

[Trait("spec", "OMA-TS-DM_TND-V1_2_1, dynamic nodes")]
public sealed class AddedNodeTests
{
    private readonly DmTree _tree = TreeSample.Tree();

    [Fact]
    public void A_node_that_fits_a_placeholder_is_as_it_says()
    {
        Assert.Equal([200, 200, 200], [_tree.Add("A", "./Dyn/x"), _tree.Add("A", "./Dyn/x/Name", "n"), _tree.Add("A", "./Dyn/x/Key", "k")]);
        Assert.Equal(NodeFormat.Node, _tree.Get("A", "./Dyn/x").Format);
        Assert.Equal([200, 405], [_tree.Get("A", "./Dyn/x/Name").Status, _tree.Get("A", "./Dyn/x/Key").Status]);
        Assert.Equal([200, 405, 200], [_tree.Delete("A", "./Dyn/x/Name"), _tree.Delete("A", "./Dyn/x/Key"), _tree.Delete("A", "./Dyn/x")]);
        Assert.Empty(_tree.Overlay);
    }

    [Fact]
    public void A_parent_that_may_be_added_to_takes_what_nothing_describes()
    {
        Assert.Equal([200, 200, 200, 200], [_tree.Add("A", "./Dyn/x", null, "node"), _tree.Add("A", "./Dyn/x/Own", null, "node"), _tree.Add("A", "./Dyn/x/Own/Leaf", "v"), _tree.Replace("A", "./Dyn/x/Own/Leaf", "w")]);
        Assert.Null(_tree.Describe("./Dyn/x/Own/Leaf"));
        Assert.Equal("w", _tree.Get("A", "./Dyn/x/Own/Leaf").Value);
    }

    [Fact]
    public void A_placeholder_that_may_not_be_added_is_for_the_handset_only()
    {
        DmTree tree = new(new TreeTemplate([TreeSample.Interior("Acc/*", AccessTypes.Get) with { IsPlaceholder = true }]), new TreeBehaviour());
        Assert.Equal(405, tree.Add("A", "./Acc/x"));
        Assert.Equal(200, tree.Add(null, "./Acc/x"));
        Assert.Equal([200, 405], [tree.Get("A", "./Acc/x").Status, tree.Delete("A", "./Acc/x")]);
    }

    [Fact]
    public void Missing_parents_come_along_where_the_model_makes_them()
    {
        DmTree tree = TreeSample.Tree(new TreeBehaviour { ImplicitParents = true });
        Assert.Equal(404, _tree.Add("A", "./Dyn/x/y/z", "v"));
        Assert.Equal(200, tree.Add("B", "./Dyn/x/y/z", "v"));
        Assert.Equal(["", "", ""], new[] { "./Dyn/x", "./Dyn/x/y", "./Dyn/x/y/z" }.Select(uri => tree.Property(uri, "ACL")));
        Assert.Equal([405, 405, 415], [tree.Add("A", "./Fix/x/y", "v"), tree.Add("A", "./Fix/Text/x/y", "v"), tree.Add("A", "./Dyn/q/y", "v", "int")]);
        Assert.Equal(404, tree.Get("A", "./Dyn/q").Status);
        Assert.Equal(405, tree.Add("A", "./Closed/x/y", "v"));
    }

    [Fact]
    public void A_deleted_node_may_come_again_and_brings_nothing_back()
    {
        Assert.Equal([200, 404, 404], [_tree.Delete("A", "./Dyn/First"), _tree.Get("A", "./Dyn/First/Name").Status, _tree.Delete("A", "./Dyn/First")]);
        Assert.Equal("", _tree.Get("A", "./Dyn").Value);
        Assert.Equal(200, _tree.Add("A", "./Dyn/First"));
        Assert.Equal(("First", ""), (_tree.Get("A", "./Dyn").Value, _tree.Get("A", "./Dyn/First").Value));
    }

    [Fact]
    public void A_copy_takes_format_type_and_value()
    {
        Assert.Equal([200, 200], [_tree.Copy("A", "./Fix/Bin", "./b"), _tree.Copy("A", "./Fix/Page", "./p")]);
        Assert.Equal(new TreeReading(200, NodeFormat.Bin, "application/octet-stream", new ItemData([1, 2])), _tree.Get("A", "./b"));
        Assert.Equal("text/html", _tree.Get("A", "./p").Type);
        Assert.Equal(200, _tree.Copy("A", "./Fix/Const", "./Fix/Text"));
        Assert.Equal("c", _tree.Get("A", "./Fix/Text").Value);
    }

    [Fact]
    public void Paths_tell_what_is_there_now()
    {
        DmTree tree = new(new TreeTemplate([TreeSample.Leaf("X/A"), TreeSample.Leaf("X/B") with { IsPermanent = false }, TreeSample.Interior("X/*", AccessTypes.Get) with { IsPlaceholder = true }]), new TreeBehaviour());
        Assert.Equal(["X", "X/A", "X/B"], tree.Paths);
        Assert.Equal([200, 200, 200], [tree.Add(null, "./X/C"), tree.Add(null, "./X/C/D", "v"), tree.Delete(null, "./X/B")]);
        Assert.Equal(["X", "X/A", "X/C", "X/C/D"], tree.Paths);
        Assert.Equal(("v", null, null), (tree.Stored("X/C/D")?.Text, tree.Stored("X/C"), tree.Stored("X/B")));
    }
}
