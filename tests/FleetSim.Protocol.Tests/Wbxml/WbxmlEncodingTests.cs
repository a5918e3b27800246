using System.Text;
using FleetSim.Protocol.SyncMl;
using static FleetSim.Protocol.Tests.Wbxml.Documents;

namespace FleetSim.Protocol.Tests.Wbxml;

/// <summary>The header and the choices of a style, octet by octet.</summary>
[Trait("spec", "WAP-192-WBXML, 5.4 to 5.8")]
[Trait("spec", "OMA-TS-SyncML-RepPro-V1_2_2, 8")]
public sealed class WbxmlEncodingTests
{
    private static readonly SyncMlMessage Empty = new(new SyncHdr { SessionId = "1", MsgId = MsgId.From(1), Target = new Location("t"), Source = new Location("s") }, [], false);

    [Fact]
    public void A_message_is_written_as_by_hand()
    {
        SyncMlMessage message = Empty with { Commands = [new Command.Alert { CmdId = CmdId.From(1), Code = 1201, Items = [new Item { Meta = new Meta { Format = "chr" }, Data = "x" }] }], Final = true };
        byte[] expected = Message(Header, [0x46, 0x4B, .. Text("1"), 0x01, 0x4F, .. Text("1201"), 0x01, 0x54, 0x5A, 0x00, 0x01, 0x47, .. Text("chr"), 0x01, 0x01, 0x00, 0x00, 0x4F, .. Text("x"), 0x01, 0x01, 0x01, 0x12]);
        Assert.Equal(Convert.ToHexString(expected), Convert.ToHexString(SyncMlCodec.Encode(message, SyncMlEncoding.Wbxml)));
    }

    [Theory]
    [InlineData("1.2", 2, PublicIdForm.Numeric, "02A4016A00")]
    [InlineData("1.1", 2, PublicIdForm.Numeric, "029F536A00")]
    [InlineData("1.2", 1, PublicIdForm.Numeric, "01A4016A00")]
    [InlineData("1.2", 3, PublicIdForm.Numeric, "03A4016A00")]
    public void The_header_follows_style_and_version(string version, byte wbxmlVersion, PublicIdForm publicId, string header) =>
        Assert.StartsWith(header, Convert.ToHexString(Encode(version, new SyncMlStyle { WbxmlVersion = wbxmlVersion, PublicId = publicId })), StringComparison.Ordinal);

    [Fact]
    public void A_public_id_as_text_stands_first_in_the_table()
    {
        byte[] id = Encoding.ASCII.GetBytes("-//SYNCML//DTD SyncML 1.1//EN");
        Assert.Equal([0x02, 0x00, 0x00, 0x6A, 0x1E, .. id, 0x00, 0x6D], Encode("1.1", new SyncMlStyle { PublicId = PublicIdForm.Text })[..36]);
        Assert.Equal([0x02, 0x00, 0x00, 0x6A, 0x1D, .. id, 0x6D], Encode("1.1", new SyncMlStyle { PublicId = PublicIdForm.TextWithoutNul })[..35]);
    }

    [Fact]
    public void Repeated_texts_go_into_the_table_once()
    {
        SyncMlMessage message = Empty with { Header = Empty.Header with { Target = new Location("same text"), Source = new Location("same text") } };
        byte[] octets = SyncMlCodec.Encode(message, SyncMlEncoding.Wbxml, new SyncMlStyle { StringTable = StringTableUse.Repeated });
        Assert.Equal([0x02, 0xA4, 0x01, 0x6A, 0x0A, .. "same text\0"u8, 0x6D], octets[..16]);
        Assert.Contains("6E5783000101675783000101", Convert.ToHexString(octets), StringComparison.Ordinal);
    }

    [Fact]
    public void Correlator_has_no_token_in_1_1_and_is_written_by_name()
    {
        SyncMlMessage message = Empty with
        {
            Header = Empty.Header with { VerDtd = "1.1", VerProto = "DM/1.1" },
            Commands = [new Command.Exec { CmdId = CmdId.From(1), Correlator = "c" }],
        };
        byte[] octets = SyncMlCodec.Encode(message, SyncMlEncoding.Wbxml);
        Assert.Equal([0x02, 0x9F, 0x53, 0x6A, 0x0B, .. "Correlator\0"u8], octets[..16]);
        Assert.Contains("440003630001", Convert.ToHexString(octets), StringComparison.Ordinal);
    }

    [Fact]
    public void Data_is_OPAQUE_when_the_style_says_so()
    {
        SyncMlMessage message = Empty with { Commands = [new Command.Replace { CmdId = CmdId.From(1), Items = [new Item { Data = "abc" }] }] };
        Assert.Contains("4FC30361626301", Convert.ToHexString(SyncMlCodec.Encode(message, SyncMlEncoding.Wbxml, new SyncMlStyle { Data = DataForm.Opaque })), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public void A_style_has_a_published_version(byte version) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SyncMlStyle { WbxmlVersion = version });

    private static byte[] Encode(string version, SyncMlStyle style) =>
        SyncMlCodec.Encode(Empty with { Header = Empty.Header with { VerDtd = version, VerProto = "DM/" + version } }, SyncMlEncoding.Wbxml, style);
}
