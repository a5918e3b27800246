using System.Text;
using FleetSim.Protocol.DevInf;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.Tests.SyncMl;
using FleetSim.Protocol.Tests.Tnds;
using FleetSim.Protocol.Tnds;

namespace FleetSim.Protocol.Tests.DevInf;

[Trait("spec", "OMA-TS-DS_DevInf-V1_2")]
public sealed class DevInfCodecTests
{
    // DevInf(VerDTD, Man x, CTCap(1C 30)).
    private static byte[] Body(string version) => [0x4A, 0x65, 0x03, .. Encoding.ASCII.GetBytes(version), 0x00, 0x01, 0x51, 0x03, (byte)'x', 0x00, 0x01, 0x45, 0x5C, 0x03, (byte)'3', (byte)'0', 0x00, 0x01, 0x01, 0x01];

    [Theory]
    [InlineData(new byte[] { 0x02, 0x9F, 0x52, 0x6A, 0x00 })]
    [InlineData(new byte[] { 0x02, 0x9F, 0x54, 0x6A, 0x00 })]
    [InlineData(new byte[] { 0x03, 0xA4, 0x03, 0x6A, 0x00 })]
    [InlineData(new byte[] { 0x02, 0x01, 0x6A, 0x00 })]
    public void A_document_with_a_numeric_or_unknown_public_id_is_read(byte[] header) =>
        Assert.Equal("DevInf(VerDTD=1.1 Man=x CTCap(Size=30))", Text(Decoded([.. header, .. Body("1.1")], SyncMlEncoding.Wbxml)));

    [Theory]
    [InlineData("-//SYNCML//DTD DevInf 1.1//EN")]
    [InlineData("-//SYNCML//DTD DevInf 1.2//EN\0")]
    public void A_document_with_a_textual_public_id_is_read(string id)
    {
        byte[] header = [0x02, 0x00, 0x00, 0x6A, (byte)id.Length, .. Encoding.ASCII.GetBytes(id)];
        Assert.Equal("DevInf(VerDTD=1.2 Man=x CTCap(MaxSize=30))", Text(Decoded([.. header, .. Body("1.2")], SyncMlEncoding.Wbxml)));
        Assert.Equal("a DevInf document, not a SyncML message", SyncMlCodec.Decode([.. header, .. Body("1.2")], SyncMlEncoding.Wbxml).Reason);
        Assert.Equal("a DevInf document, not a management tree", MgmtTreeCodec.Decode([.. header, .. Body("1.2")], SyncMlEncoding.Wbxml).Reason);
    }

    [Fact]
    public void Another_document_is_refused()
    {
        byte[] tree = MgmtTreeCodec.Encode(Trees.Golden("account"), SyncMlEncoding.Wbxml);
        Assert.Equal("another document than DevInf by its public id", DevInfCodec.Decode(tree, SyncMlEncoding.Wbxml).Reason);
        Assert.Equal("another document than DevInf by its public id", DevInfCodec.Decode([0x02, 0xA4, 0x01, 0x6A, 0x00, .. Body("1.2")], SyncMlEncoding.Wbxml).Reason);
        Assert.Equal("the root element is not DevInf", DevInfCodec.Decode(TestFiles.Golden("tnds/account.xml"), SyncMlEncoding.Xml).Reason);
        Assert.Equal("a token that its code page does not have", DevInfCodec.Decode([0x02, 0xA4, 0x03, 0x6A, 0x00, 0x4A, 0x00, 0x01, 0x07, 0x01], SyncMlEncoding.Wbxml).Reason);
    }

    [Fact]
    public void The_tokens_of_DevInf_have_no_page_in_a_message() =>
        Assert.Equal(
            "a token that its code page does not have",
            SyncMlCodec.Decode(Wbxml.Documents.Message(Wbxml.Documents.Header, [0x00, 0x03, 0x0A]), SyncMlEncoding.Wbxml).Reason);

    [Fact]
    public void Every_element_of_the_XML_is_read_and_unknown_ones_are_counted()
    {
        Decoded<DevInfElement> decoded = DevInfCodec.Decode(TestFiles.Golden("tnds/devinf.xml"), SyncMlEncoding.Xml, null, out SyncMlOddities oddities);
        Assert.Equal("DevInf(VerDTD=1.1 Man=Example UTC= DataStore(SourceRef=./contacts Rx-Pref(CTType=text/vcard VerCT=3.0)) CTCap(PropName=TEL Size=30))", Text(decoded.Value!));
        Assert.Equal(1, oddities.UnknownElements);
        Assert.Equal("Example", decoded.Value!["Man"]);
    }

    [Theory]
    [InlineData("1.1", "029F54")]
    [InlineData("1.2", "02A403")]
    public void What_is_written_is_read_to_the_same_elements(string version, string header)
    {
        DevInfElement root = Decoded([0x02, 0xA4, 0x03, 0x6A, 0x00, .. Body(version)], SyncMlEncoding.Wbxml);
        byte[] wbxml = DevInfCodec.Encode(root, SyncMlEncoding.Wbxml);
        Assert.StartsWith(header, Convert.ToHexString(wbxml), StringComparison.Ordinal);
        Assert.Equal(Text(root), Text(Decoded(wbxml, SyncMlEncoding.Wbxml)));
        byte[] xml = DevInfCodec.Encode(root, SyncMlEncoding.Xml);
        Assert.Equal(Text(root), Text(Decoded(xml, SyncMlEncoding.Xml)));
        Assert.Contains(version == "1.2" ? "<MaxSize>30</MaxSize>" : "<Size>30</Size>", Encoding.UTF8.GetString(xml), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => DevInfCodec.Encode(new DevInfElement("DevInf", "", [new("NoSuch", "1", [])]), SyncMlEncoding.Xml));
    }

    [Fact]
    public void Every_shortened_form_is_refused()
    {
        byte[] wbxml = [0x02, 0xA4, 0x03, 0x6A, 0x00, .. Body("1.2")];
        for (int length = 0; length < wbxml.Length; length++) Assert.Equal(DecodeStatus.Invalid, DevInfCodec.Decode(wbxml.AsSpan(0, length), SyncMlEncoding.Wbxml).Status);
        byte[] xml = TestFiles.Golden("tnds/devinf.xml");
        for (int length = 0; length < xml.Length - 1; length++) Assert.Equal(DecodeStatus.Invalid, DevInfCodec.Decode(xml.AsSpan(0, length), SyncMlEncoding.Xml).Status);
    }

    [Theory]
    [InlineData(SyncMlEncoding.Xml)]
    [InlineData(SyncMlEncoding.Wbxml)]
    public void A_mutated_document_is_a_value_never_an_exception(SyncMlEncoding encoding)
    {
        byte[] seed = encoding == SyncMlEncoding.Xml ? TestFiles.Golden("tnds/devinf.xml") : [0x02, 0xA4, 0x03, 0x6A, 0x00, .. Body("1.2")];
        Mutation.Sample([seed], octets =>
        {
            Decoded<DevInfElement> decoded = DevInfCodec.Decode(octets, encoding);
            return decoded.IsDone || Mutation.IsRefusal(decoded.Status, decoded.Consumed, decoded.Offset, decoded.Reason, octets);
        });
    }

    [Fact]
    public void The_sample_document_is_read() =>
        Assert.Equal("DevInf(VerDTD=1.2)", Text(Decoded(TestFiles.Vector("wbxml-samples/neg/d.wbxml"), SyncMlEncoding.Wbxml)));

    [Fact]
    public void A_published_document_is_read()
    {
        DevInfElement root = Decoded(TestFiles.Vector("libwbxml/syncml-011.xml"), SyncMlEncoding.Xml);
        Assert.Equal(("1.1", "Big Factory, Ltd.", "1218182THD000001-2"), (root["VerDTD"], root["Man"], root["DevID"]));
        Assert.Equal("1 7", string.Join(' ', root.Children.Single(e => e.Name == "DataStore").Children.Single(e => e.Name == "SyncCap").Children.Select(e => e.Text)));
        Assert.Equal(2, root.Children.Count(e => e.Name == "Ext"));
    }

    internal static string Text(DevInfElement element) =>
        element.Children.Count == 0 ? $"{element.Name}={element.Text}" : $"{element.Name}({string.Join(' ', element.Children.Select(Text))})";

    private static DevInfElement Decoded(byte[] octets, SyncMlEncoding encoding)
    {
        Decoded<DevInfElement> decoded = DevInfCodec.Decode(octets, encoding);
        Assert.True(decoded.IsDone, $"{decoded.Reason} at {decoded.Offset}");
        return decoded.Value;
    }
}
