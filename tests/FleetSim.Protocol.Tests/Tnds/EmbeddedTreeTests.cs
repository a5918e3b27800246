using System.Text;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.Tests.Wbxml;
using FleetSim.Protocol.Tnds;
using Xunit.Sdk;

namespace FleetSim.Protocol.Tests.Tnds;

/// <summary>A tree in the Data of an Item, in every way a sender can put it there.</summary>
[Trait("spec", "OMA-TS-DM_TNDS-V1_2")]
public sealed class EmbeddedTreeTests
{
    public static TheoryData<SyncMlEncoding, TreeForm, DataForm, bool> Ways => new(
        from encoding in Enum.GetValues<SyncMlEncoding>()
        from trees in Enum.GetValues<TreeForm>()
        from data in Enum.GetValues<DataForm>()
        from cdata in new[] { false, true }
        select (encoding, trees, data, cdata));

    [Theory]
    [MemberData(nameof(Ways))]
    public void The_tree_survives_as_text(SyncMlEncoding encoding, TreeForm trees, DataForm data, bool cdata)
    {
        foreach (string name in new[] { "account", "device" })
        {
            ItemData tree = MgmtTreeCodec.ToData(Trees.Golden(name), SyncMlEncoding.Xml);
            SyncMlStyle style = new() { Trees = trees, Data = data, CData = cdata, StringTable = StringTableUse.Repeated };
            ItemData read = Carried(tree, new Meta { Format = "xml", Type = MgmtTreeCodec.TndsXml }, encoding, style, out _);
            if (!(cdata && trees == TreeForm.Markup)) Assert.Equal(tree.Text, read.Text);
            Assert.Equal(TreeText.Of(Trees.Golden(name)), TreeText.Of(Decoded(read)));
        }
    }

    [Theory]
    [InlineData(SyncMlEncoding.Wbxml, "bin")]
    [InlineData(SyncMlEncoding.Xml, "b64")]
    public void A_whole_WBXML_document_travels_as_octets(SyncMlEncoding encoding, string format)
    {
        ItemData tree = MgmtTreeCodec.ToData(Trees.Golden("account"), SyncMlEncoding.Wbxml);
        ItemData read = Carried(tree, new Meta { Format = "bin", Type = MgmtTreeCodec.TndsWbxml }, encoding, SyncMlStyle.Default, out Meta meta);
        Assert.Equal(format, meta.Format);
        Assert.Equal(TreeText.Of(Trees.Golden("account")), TreeText.Of(Decoded(read, meta.Format)));
    }

    [Fact]
    public void As_markup_it_stands_in_the_message_without_escapes()
    {
        string xml = Encoding.UTF8.GetString(Message(MgmtTreeCodec.ToData(Trees.Golden("device"), SyncMlEncoding.Xml), null, SyncMlEncoding.Xml, new SyncMlStyle { Trees = TreeForm.Markup }));
        Assert.Contains("<Data><MgmtTree xmlns=\"syncml:dmddf1.2\"><VerDTD>1.2</VerDTD><Man>Example</Man><Node><NodeName>Access</NodeName>", xml, StringComparison.Ordinal);
        Assert.Contains("<NodeName/><Path>./Access</Path>", xml, StringComparison.Ordinal);
    }

    [Fact]
    public void As_elements_of_page_2_it_is_much_shorter()
    {
        ItemData tree = MgmtTreeCodec.ToData(Trees.Golden("device"), SyncMlEncoding.Xml);
        byte[] elements = Message(tree, null, SyncMlEncoding.Wbxml, new SyncMlStyle { Trees = TreeForm.Markup });
        byte[] text = Message(tree, null, SyncMlEncoding.Wbxml, SyncMlStyle.Default);
        Assert.True(elements.Length * 3 < text.Length, $"{elements.Length} octets against {text.Length}");
        Assert.True(elements.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x4F, 0x00, 0x02, 0x60, 0x77]) > 0, "Data, page 2, MgmtTree, VerDTD");
    }

    [Theory]
    [InlineData("<MgmtTree>")]
    [InlineData("<MgmtTree><Node/></MgmtTree> ")]
    [InlineData("<MgmtTree><Foo/></MgmtTree>")]
    [InlineData("<MgmtTrees/>")]
    [InlineData("<MgmtTree>&</MgmtTree>")]
    [InlineData("<MgmtTree/><MgmtTree/>")]
    [InlineData("<!DOCTYPE MgmtTree><MgmtTree/>")]
    [InlineData("<MgmtTree>\u0001</MgmtTree>")]
    public void Text_that_is_no_clean_tree_stays_text(string text)
    {
        SyncMlStyle style = new() { Trees = TreeForm.Markup };
        Assert.Equal(text, Carried(text, null, SyncMlEncoding.Wbxml, style, out _).Text);
        if (!text.Contains('\u0001')) Assert.Equal(text, Carried(text, null, SyncMlEncoding.Xml, style, out _).Text);
    }

    [Fact]
    public void Elements_of_page_2_written_by_hand_are_read()
    {
        SyncMlMessage message = SyncMl.Read.Message(Documents.WithEmbeddedTree, SyncMlEncoding.Wbxml);
        MgmtNode node = Assert.Single(Decoded(ItemOf(message).Data!.Value).Nodes);
        Assert.Equal("a", node.Name);
        Assert.Equal("chr", node.Format);
        Assert.Equal("x &y", node.Value!.Value.Text);
    }

    [Fact]
    public void Octets_of_a_bin_node_among_page_2_elements_are_kept()
    {
        byte[] message = Documents.Message(
            Documents.Header,
            [
                0x45, 0x4B, .. Documents.Text("3"), 0x01, 0x54, 0x4F, 0x00, 0x02, // Add, Item, Data, page 2
                0x60, 0x64, // MgmtTree, Node
                0x66, .. Documents.Text("k"), 0x01, 0x6F, 0x5C, 0x09, 0x01, 0x01, // NodeName, RTProperties, Format, bin
                0x76, 0xC3, 0x03, 0x00, 0xFF, 0x80, 0x01, // Value, OPAQUE
                0x01, 0x01, 0x01, 0x01, 0x01,
            ]);
        MgmtNode node = Assert.Single(Decoded(ItemOf(SyncMl.Read.Message(message, SyncMlEncoding.Wbxml)).Data!.Value).Nodes);
        Assert.Equal("bin", node.Format);
        Assert.Equal([0x00, 0xFF, 0x80], node.Value!.Value.Octets);
    }

    [Fact]
    public void Data_that_is_no_tree_is_refused_with_a_reason()
    {
        Assert.Equal("text outside of the root element", MgmtTreeCodec.DecodeData("20").Reason);
        Assert.Equal("not a WBXML version this decoder knows: 01 to 04", MgmtTreeCodec.DecodeData(new ItemData([0x00, 0x01])).Reason);
        Assert.Equal(DecodeStatus.Invalid, MgmtTreeCodec.DecodeData("").Status);
    }

    internal static Item ItemOf(SyncMlMessage message) => message.Commands.OfType<Command.Add>().Single().Items.Single();

    private static MgmtTree Decoded(ItemData data, string? format = null)
    {
        Decoded<MgmtTree> decoded = MgmtTreeCodec.DecodeData(in data, format);
        return decoded.IsDone ? decoded.Value : throw new XunitException($"{decoded.Reason} at {decoded.Offset}");
    }

    private static ItemData Carried(ItemData data, Meta? meta, SyncMlEncoding encoding, SyncMlStyle style, out Meta read)
    {
        Item item = ItemOf(SyncMl.Read.Message(Message(data, meta, encoding, style), encoding));
        read = item.Meta ?? new Meta();
        return item.Data!.Value;
    }

    private static byte[] Message(ItemData data, Meta? meta, SyncMlEncoding encoding, SyncMlStyle style)
    {
        SyncHdr header = new() { SessionId = "1", MsgId = MsgId.From(1), Target = new Location("t"), Source = new Location("s") };
        Item item = new() { Target = new Location("./A"), Meta = meta, Data = data };
        return SyncMlCodec.Encode(new SyncMlMessage(header, [new Command.Add { CmdId = CmdId.From(1), Items = [item] }], true), encoding, style);
    }
}
