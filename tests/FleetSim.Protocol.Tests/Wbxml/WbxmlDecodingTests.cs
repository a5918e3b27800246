using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.Tests.SyncMl;
using static FleetSim.Protocol.Tests.Wbxml.Documents;

namespace FleetSim.Protocol.Tests.Wbxml;

[Trait("spec", "WAP-192-WBXML, 5.4 to 5.8")]
[Trait("spec", "OMA-TS-SyncML-RepPro-V1_2_2, 8")]
public sealed class WbxmlDecodingTests
{
    // Get(CmdID 1) with what a test puts in front of the end of its Item: Item(Target(LocURI ...)).
    private static byte[] Get(params byte[] uri) => [0x53, 0x4B, .. Text("1"), 0x01, 0x54, 0x6E, 0x57, .. uri, 0x01, 0x01, 0x01, 0x01];

    [Fact]
    public void A_message_written_by_hand_is_read()
    {
        SyncMlMessage message = Decode(Message(Header, [.. Get(Text("./DevInfo/Mod")), 0x12]));
        Assert.Equal(("1.2", "DM/1.2", "1", "t", "s"), (message.Header.VerDtd, message.Header.VerProto, message.Header.SessionId, message.Header.Target.LocUri, message.Header.Source.LocUri));
        Assert.Equal("./DevInfo/Mod", UriOf(message));
        Assert.True(message.Final);
    }

    [Fact]
    public void A_text_may_come_in_pieces_of_every_kind() =>
        Assert.Equal("./a-bé!c", UriOf(Decode(Message(HeaderWith("xx\0-b"), Get([.. Text("./a"), 0x83, 0x03, 0x02, 0x81, 0x69, 0xC3, 0x02, (byte)'!', (byte)'c'])))));

    [Fact]
    public void A_table_string_ends_with_NUL_or_with_the_table()
    {
        Assert.Equal("xx", UriOf(Decode(Message(HeaderWith("xx\0yy"), Get(0x83, 0x00)))));
        Assert.Equal("yy", UriOf(Decode(Message(HeaderWith("xx\0yy"), Get(0x83, 0x03)))));
    }

    [Theory]
    [InlineData(new byte[] { 0x12 })]
    [InlineData(new byte[] { 0x52, 0x01 })]
    public void Final_may_have_the_content_bit(byte[] final) => Assert.True(Decode(Message(Header, final)).Final);

    [Fact]
    public void Empty_Data_is_the_empty_text_in_both_forms_and_absent_Data_is_none()
    {
        Assert.Equal((ItemData)"", ItemData(0x0F));
        Assert.Equal((ItemData)"", ItemData(0x4F, 0x01));
        Assert.Null(ItemData());
    }

    [Fact]
    public void Opaque_data_stays_octets()
    {
        ItemData data = ItemData(0x4F, 0xC3, 0x03, 0x00, 0xFF, 0x01, 0x01)!.Value;
        Assert.True(data.IsOctets);
        Assert.Equal([0x00, 0xFF, 0x01], data.Octets);
    }

    [Fact]
    public void A_raw_nonce_becomes_base64_text()
    {
        byte[] status = [0x69, 0x4B, .. Text("1"), 0x01, 0x4C, .. Text("0"), 0x01, 0x49, 0x5A, 0x00, 0x01, 0x50, 0xC3, 0x03, 0x00, 0xFF, 0x01, 0x01, 0x00, 0x00, 0x01, 0x01, 0x4F, .. Text("401"), 0x01, 0x01];
        Command.Status read = Assert.IsType<Command.Status>(Assert.Single(Decode(Message(Header, status)).Commands));
        Assert.Equal("AP8B", read.Chal!.NextNonce);
        Assert.Equal(401, read.Code);
    }

    [Fact]
    public void The_page_persists_over_the_end_of_elements()
    {
        // Meta(Format, Type) without a switch between them, and back to page 0 only for the next Item.
        byte[] replace = [0x60, 0x4B, .. Text("1"), 0x01, 0x54, 0x5A, 0x00, 0x01, 0x47, .. Text("chr"), 0x01, 0x53, .. Text("text/plain"), 0x01, 0x01, 0x01, 0x00, 0x00, 0x14, 0x01];
        Command.Replace read = Assert.IsType<Command.Replace>(Assert.Single(Decode(Message(Header, replace)).Commands));
        Assert.Equal(new Meta { Format = "chr", Type = "text/plain" }, read.Items[0].Meta);
        Assert.Equal(2, read.Items.Count);
    }

    [Fact]
    public void An_element_written_by_name_is_taken_by_its_name_or_skipped()
    {
        byte[] header = HeaderWith("Correlator\0Foo\0");
        byte[] exec = [0x51, 0x4B, .. Text("1"), 0x01, 0x44, 0x0B, 0x14, 0x4B, .. Text("9"), 0x01, 0x01, 0x44, 0x00, .. Text("c-1"), 0x01, 0x04, 0x0B, 0x01];
        Decoded<SyncMlMessage> decoded = SyncMlCodec.Decode(Message(header, exec), SyncMlEncoding.Wbxml, null, out SyncMlOddities oddities);
        Command.Exec read = Assert.IsType<Command.Exec>(Assert.Single(decoded.Value!.Commands));
        Assert.Equal(("1", "c-1"), (read.CmdId.Text, read.Correlator));
        Assert.Equal(2, oddities.UnknownElements);
    }

    [Fact]
    public void Elements_in_Data_become_XML_text()
    {
        Command.Add add = Assert.IsType<Command.Add>(Assert.Single(Decode(WithEmbeddedTree).Commands));
        Assert.Equal(
            "<MgmtTree xmlns=\"syncml:dmddf1.2\"><VerDTD>1.2</VerDTD><Node><NodeName>a</NodeName><RTProperties><Format><chr/></Format></RTProperties><Value>x &amp;y</Value></Node></MgmtTree>",
            add.Items[0].Data!.Value.Text);
    }

    [Fact]
    public void The_version_never_comes_from_the_public_id() =>
        Assert.Equal("1.2", Decode(Message([0x02, 0x9F, 0x53, 0x6A, 0x00])).Header.VerDtd);

    [Theory]
    [InlineData(new byte[] { 0x02, 0xA4, 0x01, 0x6A }, 4, "the length of the string table does not end")]
    [InlineData(new byte[] { 0x02, 0xA4, 0x01, 0x6A, 0x05, 0x00 }, 4, "the string table is longer than the document")]
    [InlineData(new byte[] { 0x02, 0x00, 0x05, 0x6A, 0x01, 0x41 }, 4, "the public id lies outside of the string table")]
    [InlineData(new byte[] { 0x02, 0xA4, 0x01, 0x87, 0x68, 0x00 }, 3, "a charset other than UTF-8 and US-ASCII")]
    [InlineData(new byte[] { 0x02, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F }, 1, "the public id does not end")]
    [InlineData(new byte[] { 0x02, 0xA4, 0x01, 0x6A, 0x00, 0xED, 0x01 }, 5, "an element with attributes, or a token SyncML does not use")]
    [InlineData(new byte[] { 0x02, 0xA4, 0x01, 0x6A, 0x00, 0x01 }, 5, "an END without an element")]
    [InlineData(new byte[] { 0x02, 0xA4, 0x01, 0x6A, 0x00, 0x03, 0x41, 0x00 }, 5, "text outside of the root element")]
    [InlineData(new byte[] { 0x02, 0xA4, 0x01, 0x6A, 0x00, 0x6D, 0x03, 0x41 }, 6, "an inline string does not end")]
    [InlineData(new byte[] { 0x02, 0xA4, 0x01, 0x6A, 0x00, 0x6D, 0x00 }, 6, "the document ends inside a page switch")]
    [InlineData(new byte[] { 0x02, 0xA4, 0x01, 0x6A, 0x00, 0x6D, 0x02, 0x83, 0xB0, 0x00 }, 6, "a character number names no character")]
    [InlineData(new byte[] { 0x02, 0xA4, 0x01, 0x6A, 0x00, 0x6D, 0x40, 0x41, 0x00 }, 6, "a token that its code page does not have")]
    public void A_fault_has_its_position_and_reason(byte[] octets, int offset, string reason)
    {
        Decoded<SyncMlMessage> decoded = Read.Refused(octets, SyncMlEncoding.Wbxml);
        Assert.Equal((offset, reason), (decoded.Offset, decoded.Reason));
    }

    private static SyncMlMessage Decode(byte[] octets) => Read.Message(octets, SyncMlEncoding.Wbxml);

    private static string UriOf(SyncMlMessage message) => Assert.IsType<Command.Get>(Assert.Single(message.Commands)).Items[0].Target!.LocUri;

    private static ItemData? ItemData(params byte[] data) =>
        Assert.IsType<Command.Replace>(Assert.Single(Decode(Message(Header, [0x60, 0x4B, .. Text("1"), 0x01, 0x54, .. data, 0x01, 0x01])).Commands)).Items[0].Data;
}
