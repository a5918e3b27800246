using FleetSim.Device.Behaviour;
using FleetSim.Device.Tests.Support;
using FleetSim.Device.Tests.Tree;
using FleetSim.Device.Tree;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Device.Tests.Snapshot;

public sealed class TreeSnapshotTests(ITestOutputHelper output)
{
    [Fact]
    public void An_untouched_tree_is_one_octet()
    {
        DmTree tree = TreeSample.Tree();
        Assert.Equal([0], TreeSample.Saved(tree));
        Assert.Empty(TreeSample.Loaded([0]).Overlay);
    }

    [Fact]
    public void Every_kind_of_change_comes_back()
    {
        DmTree tree = Changed();
        DmTree back = TreeSample.Loaded(TreeSample.Saved(tree));
        Assert.Equal(tree.Overlay, back.Overlay);
        Assert.Equal(tree.Overlay.Octets, back.Overlay.Octets);
        Assert.Equal(TreeSample.Everything_in(tree), TreeSample.Everything_in(back));
    }

    /// <summary>Count, fingerprint (at most 5), id, fields, length, value; a stamp is 5 more and a version number 1.</summary>
    [Theory]
    [InlineData(NodeProperties.None, 9 + 2)]
    [InlineData(NodeProperties.All, 9 + 2 + 7)]
    public void A_changed_value_is_a_few_octets(NodeProperties properties, int most)
    {
        DmTree tree = TreeSample.Tree(new TreeBehaviour { Properties = properties });
        Assert.Equal(200, tree.Replace("A", "./Fix/Text", "ab"));
        int length = TreeSample.Saved(tree).Length;
        output.WriteLine($"{properties}: {length} octets");
        Assert.InRange(length, most - 1, most);
    }

    [Fact]
    public void A_changed_model_is_told_and_only_when_there_is_something_to_lose()
    {
        TreeTemplate other = new([TreeSample.Leaf("Other")]);
        FormatException told = Assert.Throws<FormatException>(() => TreeSample.Loaded(TreeSample.Saved(Changed()), other));
        Assert.Equal("The handset's model has changed its tree since the snapshot was written.", told.Message);
        Assert.Empty(TreeSample.Loaded(TreeSample.Saved(TreeSample.Tree()), other).Overlay);
    }

    [Fact]
    public void A_shortened_one_is_refused_at_every_octet()
    {
        byte[] saved = TreeSample.Saved(Changed());
        for (int length = 0; length < saved.Length; length++) Assert.Throws<FormatException>(() => TreeSample.Loaded(saved[..length]));
    }

    [Fact]
    public void A_damaged_one_is_refused_or_is_a_tree_that_works()
    {
        byte[] saved = TreeSample.Saved(Changed());
        int refused = 0;
        for (int at = 0; at < saved.Length; at++)
        {
            for (int bit = 0; bit < 8; bit++)
            {
                byte[] damaged = [.. saved];
                damaged[at] ^= (byte)(1 << bit);
                if (Tried(damaged) is { } tree) Assert.Equal(200, tree.Get(null, ".?list=TNDS").Status);
                else refused++;
            }
        }

        output.WriteLine($"{refused} of {saved.Length * 8} refused");
        Assert.True(refused > saved.Length);
    }

    [Fact]
    public void A_handset_keeps_its_tree()
    {
        Bench bench = new Bench().Registered();
        bench.Terminal.Tree.Replace(null, "./Settings/GPRS/CMNet/APN", null, "kept", Samples.Start);
        bench.Terminal.Tree.Add(null, "./Ours", new Meta { Format = "node" }, null, Samples.Start);
        Assert.Equal(bench.Terminal.Tree.Overlay, bench.Load(bench.Save()).Tree.Overlay);
    }

    private static DmTree? Tried(byte[] octets)
    {
        try
        {
            DmTree tree = new(TreeSample.Template, new TreeBehaviour());
            FleetSim.Device.Snapshot.SnapshotReader reader = new(octets);
            FleetSim.Device.Snapshot.TreeSnapshot.Read(tree, ref reader);
            return tree;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static DmTree Changed()
    {
        DmTree tree = TreeSample.Tree();
        Assert.All(
            new[]
            {
                tree.Replace("A", "./Fix/Text", "移动"), tree.Replace("A", "./Fix/Bin", "AAH/", "b64"), tree.Replace("A", "./Fix/Page", ""),
                tree.Replace("A", "./Fix?prop=ACL", "Get=*&Replace=A+B"), tree.Replace("A", "./Fix?prop=Title", ""), tree.Replace(null, ".?prop=ACL", "Add=*"),
                tree.Replace("A", "./Dyn/First?prop=Name", "Best"), tree.Add("B", "./Dyn/b", null, "node"), tree.Add("B", "./Dyn/b/Name", "n"),
                tree.Add("A", "./Closed/n", "7"), tree.Delete(null, "./Closed/Kept"), tree.Add(null, "./own", "x", null, "text/x-note"), tree.Add(null, "./own2", "x"),
            },
            code => Assert.Equal(200, code));
        return tree;
    }
}
