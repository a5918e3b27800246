using FleetSim.Device.Behaviour;
using FleetSim.Device.Tests.Support;
using FleetSim.Device.Tree;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Device.Tests.Tree;

[Trait("spec", "OMA-TS-DM_TND-V1_2_1, Format")]
public sealed class NodeValueTests
{
    private readonly DmTree _tree = TreeSample.Tree();

    [Theory]
    [InlineData("bool", "true", 200)]
    [InlineData("bool", "false", 200)]
    [InlineData("bool", "TRUE", 415)]
    [InlineData("chr", " any <text> 移动 ", 200)]
    [InlineData("date", "20260301", 200)]
    [InlineData("date", "2026-03-01", 200)]
    [InlineData("date", "2026-02-30", 415)]
    [InlineData("float", "-1.5e3", 200)]
    [InlineData("float", "1,5", 415)]
    [InlineData("int", "0", 200)]
    [InlineData("int", "-2147483648", 200)]
    [InlineData("int", "2147483648", 415)]
    [InlineData("int", "0x10", 415)]
    [InlineData("int", " 1", 415)]
    [InlineData("null", "x", 415)]
    [InlineData("time", "163817", 200)]
    [InlineData("time", "16:38:17Z", 200)]
    [InlineData("time", "25:00:00", 415)]
    [InlineData("xml", "<a/>", 200)]
    public void A_value_is_of_its_format(string format, string value, int code)
    {
        Assert.Equal(code, _tree.Add("A", "./new", value, format));
        if (code == 200) Assert.Equal(new TreeReading(200, NodeFormats.Parse(format), "text/plain", value), _tree.Get("A", "./new"));
        else Assert.Equal(404, _tree.Get("A", "./new").Status);
    }

    [Theory]
    [InlineData("bool")]
    [InlineData("int")]
    [InlineData("null")]
    [InlineData("bin")]
    [InlineData("xml")]
    public void A_leaf_may_come_without_a_value(string format)
    {
        Assert.Equal(200, _tree.Add("A", "./new", null, format));
        Assert.Equal((200, ""), (_tree.Get("A", "./new").Status, _tree.Get("A", "./new").Value));
        Assert.Equal("0", _tree.Property("./new", "Size"));
    }

    [Fact]
    public void Octets_come_raw_or_as_base64_and_stay_octets()
    {
        byte[] octets = [0, 0x80, 0xFF];
        Assert.Equal(200, _tree.Replace("A", "./Fix/Bin", null, new ItemData(octets), Samples.Start));
        Assert.Equal(octets, _tree.Get("A", "./Fix/Bin").Data.Octets);
        Assert.Equal(("3", "bin", "application/octet-stream"), (_tree.Property("./Fix/Bin", "Size"), _tree.Property("./Fix/Bin", "Format"), _tree.Property("./Fix/Bin", "Type")));
        Assert.Equal(200, _tree.Replace("A", "./Fix/Bin", "AQI=", "b64"));
        Assert.Equal([1, 2], _tree.Get("A", "./Fix/Bin").Data.Octets);
        Assert.Equal(200, _tree.Add("A", "./new", "/w==", "b64"));
        Assert.Equal((NodeFormat.Bin, "FF"), (_tree.Get("A", "./new").Format, Convert.ToHexString(_tree.Get("A", "./new").Data.Octets)));
    }

    [Fact]
    public void Octets_that_are_no_text_are_refused_by_a_text() =>
        Assert.Equal(415, _tree.Replace("A", "./Fix/Text", null, new ItemData([0x80]), Samples.Start));

    [Fact]
    public void The_size_counts_the_octets_of_the_value()
    {
        Assert.Equal(200, _tree.Replace("A", "./Fix/Text", "移动"));
        Assert.Equal("6", _tree.Property("./Fix/Text", "Size"));
    }

    [Fact]
    public void A_live_value_goes_before_the_stored_one()
    {
        Assert.Equal("30", _tree.Get("A", "./Fix/State", node => node.Source == NodeSource.FumoState ? "30" : null).Value);
        Assert.Equal("10", _tree.Get("A", "./Fix/State").Value);
        Assert.Equal("t", _tree.Get("A", "./Fix/Text", _ => "live").Value);
        Assert.Equal("3", _tree.Get("A", "./Fix/State?prop=Size", _ => "100").Value);
    }

    [Fact]
    public void A_live_value_of_an_added_node_is_asked_for_by_its_own_path()
    {
        TreeTemplate template = new(
        [
            TreeSample.Interior("Up", TreeSample.Everything) with { Acl = "Add=*&Get=*" }, TreeSample.Interior("Up/*", TreeSample.Everything) with { IsPlaceholder = true },
            TreeSample.Leaf("Up/*/State", NodeFormat.Int) with { Source = NodeSource.FumoState },
        ]);
        DmTree tree = new(template, new TreeBehaviour());
        Assert.Equal(200, tree.Add(null, "./Up/x", null, "node"));
        Assert.Equal(200, tree.Add(null, "./Up/x/State"));
        Assert.Equal("Up/x/State", tree.Get("A", "./Up/x/State", node => node.Path).Value);
        Assert.Equal(("Up/x", NodeFormat.Node, false), (tree.Describe("./Up/x")!.Path, tree.Describe("./Up/x")!.Format, tree.Describe("./Up/x")!.IsPlaceholder));
    }

    [Fact]
    public void Types_are_those_of_the_description_or_of_the_sender()
    {
        Assert.Equal("text/html", _tree.Get("A", "./Fix/Page").Type);
        Assert.Equal(200, _tree.Add("A", "./new", "x", null, "text/x-note"));
        Assert.Equal("text/x-note", _tree.Property("./new", "Type"));
        Assert.Equal(200, _tree.Add("A", "./obj", null, "node", "urn:test:mo:1.0"));
        Assert.Equal("urn:test:mo:1.0", _tree.Get(null, "./obj").Type);
        Assert.Equal(413, _tree.Add("A", "./too", "x", null, new string('x', 256)));
    }
}
