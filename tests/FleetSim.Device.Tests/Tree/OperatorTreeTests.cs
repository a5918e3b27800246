using FleetSim.Device.Behaviour;
using FleetSim.Device.Tests.Support;
using FleetSim.Device.Tree;
using FleetSim.Protocol.Ddf;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Device.Tests.Tree;

/// <summary>The operator's tree as any server sees it.</summary>
public sealed class OperatorTreeTests
{
    private readonly DmTree _tree = new(Samples.Xml.Tree, new TreeBehaviour());

    public static TheoryData<string> Settings =>
        [.. Samples.Xml.Tree.Nodes.Where(n => n.Path.StartsWith("Settings/", StringComparison.Ordinal) && n.Access.HasFlag(AccessTypes.Replace)).Select(n => "./" + n.Path)];

    [Theory]
    [Trait("row", "COL-06")]
    [Trait("row", "COL-07")]
    [MemberData(nameof(Settings))]
    public void A_setting_is_read_and_written_by_plain_commands(string node)
    {
        Assert.Equal(200, _tree.Get("OMADM", node).Status);
        Assert.Equal(200, _tree.Replace("OMADM", node, "new value"));
        Assert.Equal(new TreeReading(200, NodeFormat.Chr, "text/plain", "new value"), _tree.Get("OMADM", node));
    }

    [Theory]
    [Trait("row", "REG-18")]
    [InlineData("./Settings/SR/SRNumber", "10654040")]
    [InlineData("./Settings/SR/SRPort", "16998")]
    public void Registration_number_and_port_are_nodes_that_nobody_changes(string node, string value)
    {
        Assert.Equal(value, _tree.Get("OMADM", node).Value);
        Assert.Equal([405, 405, 405], [_tree.Replace("OMADM", node, "1"), _tree.Delete("OMADM", node), _tree.Copy("OMADM", "./Settings/DM/APN", node)]);
        Assert.Equal(value, _tree.Get("OMADM", node).Value);
    }

    [Theory]
    [Trait("row", "FUM-09")]
    [InlineData("./FwUpdate/Download", 200)]
    [InlineData("./FwUpdate/DownloadAndUpdate", 200)]
    [InlineData("./FwUpdate/Update", 200)]
    [InlineData("./FwUpdate", 405)]
    [InlineData("./FwUpdate/State", 405)]
    public void Firmware_nodes_are_executed_by_everybody(string node, int code) => Assert.Equal(code, _tree.CheckExec("OMADM", node));

    [Fact]
    public void Package_data_is_written_and_never_read()
    {
        Assert.Equal(200, _tree.Replace("OMADM", "./FwUpdate/Update/PkgData", new Meta { Format = "b64" }, "AQID", Samples.Start));
        Assert.Equal(405, _tree.Get("OMADM", "./FwUpdate/Update/PkgData").Status);
        Assert.Equal([1, 2, 3], _tree.Stored("FwUpdate/Update/PkgData")!.Value.Octets);
    }
}
