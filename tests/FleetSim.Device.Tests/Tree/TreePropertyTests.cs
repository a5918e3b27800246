using FleetSim.Device.Behaviour;
using FleetSim.Device.Tests.Support;
using FleetSim.Device.Tree;

namespace FleetSim.Device.Tests.Tree;

[Trait("spec", "OMA-TS-DM_TND-V1_2_1, properties")]
public sealed class TreePropertyTests
{
    private readonly DmTree _tree = TreeSample.Tree();

    [Theory]
    [InlineData("./Fix/Text", "ACL", "")]
    [InlineData("./Fix/Text", "Format", "chr")]
    [InlineData("./Fix/Text", "Name", "Text")]
    [InlineData("./Fix/Text", "Type", "text/plain")]
    [InlineData("./Fix/Text", "Size", "1")]
    [InlineData("./Fix/Text", "Title", "a text")]
    [InlineData("./Fix/Text", "TStamp", "")]
    [InlineData("./Fix/Text", "VerNo", "0")]
    [InlineData("./Fix", "ACL", "Get=*&Replace=A")]
    [InlineData("./Fix", "Format", "node")]
    [InlineData("./Fix", "Type", "")]
    [InlineData(".", "Name", ".")]
    [InlineData("./", "Format", "node")]
    [InlineData("./Fix/Secret", "Size", "1")]
    public void A_property_is_text_without_a_format(string uri, string name, string value) => Assert.Equal(new TreeReading(200, Data: value), _tree.Get("A", $"{uri}?prop={name}"));

    [Fact]
    public void A_property_is_read_by_who_may_Get_the_node()
    {
        Assert.Equal(200, _tree.Replace("A", "./Fix?prop=ACL", "Get=A&Replace=A"));
        Assert.All(["ACL", "Format", "Name", "Type", "Size", "Title", "TStamp", "VerNo"], name => Assert.Equal((200, 425), (_tree.Get("A", "./Fix/Text?prop=" + name).Status, _tree.Get("B", "./Fix/Text?prop=" + name).Status)));
    }

    [Theory]
    [InlineData("Size", NodeProperties.Size)]
    [InlineData("Title", NodeProperties.Title)]
    [InlineData("TStamp", NodeProperties.TStamp)]
    [InlineData("VerNo", NodeProperties.VerNo)]
    public void An_optional_property_is_406_where_the_model_has_none(string name, NodeProperties property)
    {
        DmTree without = TreeSample.Tree(new TreeBehaviour { Properties = NodeProperties.All & ~property }), with = TreeSample.Tree(new TreeBehaviour { Properties = property });
        Assert.Equal((406, 200), (without.Get("A", "./Fix/Text?prop=" + name).Status, with.Get("A", "./Fix/Text?prop=" + name).Status));
        Assert.Equal(406, without.Replace("A", "./Fix/Text?prop=" + name, "x"));
    }

    [Fact]
    public void TStamp_and_VerNo_tell_changes_of_the_value()
    {
        Assert.Equal(200, _tree.Replace("A", "./Fix/Text", null, "one", Samples.Start));
        Assert.Equal(200, _tree.Replace("A", "./Fix/Text", null, "two", TreeSample.Later));
        Assert.Equal(("20260301T080500Z", "2"), (_tree.Property("./Fix/Text", "TStamp"), _tree.Property("./Fix/Text", "VerNo")));
        Assert.Equal(200, _tree.Replace("A", "./Fix/Text?prop=Title", null, "t", TreeSample.Later.AddHours(1)));
        Assert.Equal(("20260301T080500Z", "2"), (_tree.Property("./Fix/Text", "TStamp"), _tree.Property("./Fix/Text", "VerNo")));
        Assert.Equal(200, _tree.Add("A", "./new", "x"));
        Assert.Equal(("20260301T080000Z", "0"), (_tree.Property("./new", "TStamp"), _tree.Property("./new", "VerNo")));
        Assert.Equal(200, _tree.Copy("A", "./Fix/Text", "./Fix/Text"));
        Assert.Equal(("20260301T080000Z", "3"), (_tree.Property("./Fix/Text", "TStamp"), _tree.Property("./Fix/Text", "VerNo")));
    }

    [Fact]
    public void VerNo_wraps_after_16_bits()
    {
        for (int i = 0; i < 65535; i++) _tree.Replace("A", "./Fix/Text", null, "x", Samples.Start);
        Assert.Equal("65535", _tree.Property("./Fix/Text", "VerNo"));
        Assert.Equal(200, _tree.Replace("A", "./Fix/Text", "x"));
        Assert.Equal("0", _tree.Property("./Fix/Text", "VerNo"));
    }

    [Fact]
    public void A_rename_takes_the_subtree_with_it()
    {
        Assert.Equal(200, _tree.Replace("A", "./Dyn/First?prop=Name", "Best"));
        Assert.Equal((404, "first"), (_tree.Get("A", "./Dyn/First/Name").Status, _tree.Get("A", "./Dyn/Best/Name").Value));
        Assert.Equal("Best", _tree.Get("A", "./Dyn").Value);
        Assert.Equal(200, _tree.Add("A", "./Dyn/First", null, "node"));
        Assert.Equal("Best/First", _tree.Get("A", "./Dyn").Value);
        Assert.Equal(418, _tree.Replace("A", "./Dyn/First?prop=Name", "Best"));
        Assert.Equal([200, 200, 200], [_tree.Add(null, "./Dyn/First/Name", "second"), _tree.Delete("A", "./Dyn/First"), _tree.Replace("A", "./Dyn/Best?prop=Name", "First")]);
        Assert.Empty(_tree.Overlay);
    }

    [Fact]
    public void A_title_put_back_leaves_no_change()
    {
        Assert.Equal([200, 200], [_tree.Replace("A", "./Fix?prop=Title", "other"), _tree.Replace("A", "./Fix?prop=Title", "fixed")]);
        Assert.Empty(_tree.Overlay);
    }
}
