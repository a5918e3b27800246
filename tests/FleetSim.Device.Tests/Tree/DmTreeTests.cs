using FleetSim.Device.Tests.Support;
using FleetSim.Device.Tree;

namespace FleetSim.Device.Tests.Tree;

public sealed class DmTreeTests
{
    private readonly DmTree _tree = new(Samples.Xml.Tree);

    [Fact]
    public void An_untouched_tree_has_no_overlay() => Assert.Empty(_tree.Overlay);

    [Fact]
    public void A_value_put_back_to_the_factorys_leaves_the_overlay()
    {
        _tree.Replace("./Settings/MMS/MMSC", "other");
        Assert.Single(_tree.Overlay);
        _tree.Replace("./Settings/MMS/MMSC", "another");
        Assert.Single(_tree.Overlay);
        _tree.Replace("./Settings/MMS/MMSC", "http://mmsc.monternet.com");
        Assert.Empty(_tree.Overlay);
    }

    [Fact]
    public void Two_handsets_of_a_model_share_no_values()
    {
        DmTree other = new(Samples.Xml.Tree);
        _tree.Replace("./Settings/MMS/MMSC", "mine");
        Assert.Equal("http://mmsc.monternet.com", other.Get("./Settings/MMS/MMSC", _ => "").Value);
    }

    [Theory]
    [InlineData(".", "DevDetail/DevInfo/FwUpdate/Settings")]
    [InlineData("./", "DevDetail/DevInfo/FwUpdate/Settings")]
    [InlineData("./Settings", "DM/GPRS/MMS/PIM/SR/WAP")]
    [InlineData("Settings", "DM/GPRS/MMS/PIM/SR/WAP")]
    public void Interior_nodes_list_their_children(string uri, string children) => Assert.Equal(new TreeReading(200, "node", children), _tree.Get(uri, _ => ""));
}
