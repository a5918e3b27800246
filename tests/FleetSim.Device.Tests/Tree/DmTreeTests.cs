using FleetSim.Device.Behaviour;
using FleetSim.Device.Tests.Support;
using FleetSim.Device.Tree;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Device.Tests.Tree;

public sealed class DmTreeTests
{
    private const string Mmsc = "./Settings/MMS/MMSC";

    private readonly DmTree _tree = new(Samples.Xml.Tree, new TreeBehaviour { Properties = NodeProperties.None });

    [Fact]
    public void An_untouched_tree_has_no_overlay() => Assert.Empty(_tree.Overlay);

    [Fact]
    public void A_value_put_back_to_the_factorys_leaves_the_overlay()
    {
        Replace("other");
        Assert.Single(_tree.Overlay);
        Replace("another");
        Assert.Single(_tree.Overlay);
        Replace("http://mmsc.monternet.com");
        Assert.Empty(_tree.Overlay);
    }

    [Fact]
    public void Two_handsets_of_a_model_share_no_values()
    {
        DmTree other = new(Samples.Xml.Tree, new TreeBehaviour());
        Replace("mine");
        Assert.Equal("http://mmsc.monternet.com", other.Get("S", Mmsc, _ => "").Value);
    }

    [Theory]
    [InlineData(".", null, "DevDetail/DevInfo/FwUpdate/Settings")]
    [InlineData("./", null, "DevDetail/DevInfo/FwUpdate/Settings")]
    [InlineData("./DevInfo", "urn:oma:mo:oma-dm-devinfo:1.0", "DevId/DmV/Lang/Man/Mod")]
    [InlineData("./Settings", null, "DM/GPRS/MMS/PIM/SR/WAP")]
    [InlineData("Settings", null, "DM/GPRS/MMS/PIM/SR/WAP")]
    public void Interior_nodes_list_their_children(string uri, string? type, string children) =>
        Assert.Equal(new TreeReading(200, NodeFormat.Node, type, children), _tree.Get("S", uri, _ => ""));

    /// <summary>Header and three references: 40 octets on 64 bit.</summary>
    [Fact]
    public void An_untouched_tree_allocates_nothing_beyond_its_object()
    {
        const int trees = 1000;
        TreeBehaviour behaviour = new();
        DmTree[] kept = new DmTree[trees];
        kept[0] = new DmTree(Samples.Xml.Tree, behaviour);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < trees; i++) kept[i] = new DmTree(Samples.Xml.Tree, behaviour);
        long each = (GC.GetAllocatedBytesForCurrentThread() - before) / trees;
        Assert.Equal((2 + 3) * IntPtr.Size, each);
        Assert.All(kept, tree => Assert.Same(TreeOverlay.Empty, tree.Overlay));
    }

    private void Replace(string value) => Assert.Equal(200, _tree.Replace("S", Mmsc, null, value, Samples.Start));
}
