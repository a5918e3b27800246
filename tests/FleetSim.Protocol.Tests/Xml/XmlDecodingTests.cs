using System.Text;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.Tests.SyncMl;

namespace FleetSim.Protocol.Tests.Xml;

[Trait("spec", "OMA-TS-SyncML-RepPro-V1_2_2, 5 (XML usage)")]
public sealed class XmlDecodingTests
{
    private const string Hdr = "<SyncHdr><VerDTD>1.2</VerDTD><VerProto>DM/1.2</VerProto><SessionID>1</SessionID><MsgID>1</MsgID><Target><LocURI>t</LocURI></Target><Source><LocURI>s</LocURI></Source></SyncHdr>";

    [Theory]
    [InlineData("a&lt;b&gt;&amp;&quot;&apos;", "a<b>&\"'")]
    [InlineData("&#65;&#x42;&#x1F4F1;", "AB\U0001F4F1")]
    [InlineData("<![CDATA[a<&]]>", "a<&")]
    [InlineData("x<![CDATA[]]>y<!-- z -->w<?p q?>v", "xywv")]
    [InlineData("a\r\nb\rc\n", "a\nb\nc\n")]
    [InlineData("<![CDATA[a\r\nb]]>", "a\nb")]
    [InlineData(" padded ", " padded ")]
    [InlineData("a&b&;&nbsp;&#;c", null)]
    [InlineData("a&b&;&nbsp;c", "a&b&;&nbsp;c")]
    [InlineData("<a href='x'>1</a>&amp;", "<a href='x'>1</a>&amp;")]
    [InlineData("\n <MgmtTree><Node/></MgmtTree>\n", "<MgmtTree><Node/></MgmtTree>")]
    [InlineData("", "")]
    public void Text_is_what_XML_says(string content, string? expected)
    {
        byte[] octets = Encoding.UTF8.GetBytes($"<SyncML>{Hdr}<SyncBody><Replace><CmdID>1</CmdID><Item><Data>{content}</Data></Item></Replace></SyncBody></SyncML>");
        if (expected is null) Read.Refused(octets, SyncMlEncoding.Xml);
        else Assert.Equal(expected, Assert.IsType<Command.Replace>(Read.Message(octets, SyncMlEncoding.Xml).Commands[0]).Items[0].Data!.Value.Text);
    }

    [Theory]
    [InlineData("<SyncML xmlns=\"SYNCML:SYNCML1.2\">", "</SyncML>")]
    [InlineData("<SyncML xmlns=\"urn:odd\" a='1'\n>", "</SyncML\n>")]
    [InlineData("<x:SyncML xmlns:x=\"SYNCML:SYNCML1.2\">", "</x:SyncML>")]
    [InlineData("<!DOCTYPE SyncML SYSTEM \"a>b\"><SyncML>", "</SyncML>")]
    [InlineData("\uFEFF<?xml version=\"1.0\"?>\n<!-- x --><SyncML>", "</SyncML>")]
    public void Names_count_and_namespaces_do_not(string open, string close) =>
        Assert.Equal("1", Read.Xml($"{open}{Hdr}<SyncBody/>{close}").Header.SessionId);

    [Theory]
    [InlineData("", "the document ends inside an element")]
    [InlineData("SyncML", "text outside of the root element")]
    [InlineData("<!DOCTYPE SyncML [<!ENTITY a 'b'>]><SyncML/>", "a document type that does not end or has an internal subset")]
    [InlineData("<!DOCTYPE SyncML SYSTEM 'x' [ ]><SyncML/>", "a document type that does not end or has an internal subset")]
    [InlineData("<SyncML><!DOCTYPE SyncML></SyncML>", "a declaration that has no place here")]
    [InlineData("<!ENTITY a 'b'><SyncML/>", "a declaration that has no place here")]
    [InlineData("<SyncML></SyncMl>", "an end tag does not match its start tag")]
    [InlineData("<SyncML><SyncHdr></SyncML></SyncHdr>", "an end tag does not match its start tag")]
    [InlineData("</SyncML>", "an end tag without a start tag")]
    [InlineData("< SyncML/>", "a tag without a name")]
    [InlineData("<SyncML a='1><SyncHdr/></SyncML>", "a tag does not end")]
    [InlineData("<SyncML a<SyncHdr/></SyncML>", "a tag does not end")]
    [InlineData("<SyncML><!-- ", "a comment or a processing instruction does not end")]
    [InlineData("<SyncML><![CDATA[ ", "a CDATA section does not end")]
    [InlineData("<Sync/>", "the root element is not SyncML")]
    [InlineData("<html/>", "the root element is not SyncML")]
    [InlineData("<SyncML/>", "SyncML without SyncHdr")]
    public void A_broken_document_is_refused(string xml, string reason) =>
        Assert.Equal(reason, Read.Refused(Encoding.UTF8.GetBytes(xml), SyncMlEncoding.Xml).Reason);

    [Theory]
    [InlineData("&#0;")]
    [InlineData("&#xD800;")]
    [InlineData("&#x110000;")]
    [InlineData("&#99999999999;")]
    [InlineData("&#x;")]
    [InlineData("&#1a;")]
    public void A_reference_to_no_character_is_refused(string reference)
    {
        Decoded<SyncMlMessage> decoded = Read.Refused(Encoding.UTF8.GetBytes($"<SyncML>{Hdr}<SyncBody><Get><CmdID>{reference}</CmdID></Get></SyncBody></SyncML>"), SyncMlEncoding.Xml);
        Assert.Equal("a character reference names no character", decoded.Reason);
        Assert.Equal("<SyncML>".Length + Hdr.Length + "<SyncBody><Get><CmdID>".Length, decoded.Offset);
    }

    [Fact]
    public void The_position_in_UTF_16_counts_octets_of_the_original()
    {
        Decoded<SyncMlMessage> decoded = Read.Refused([0xFF, 0xFE, .. Encoding.Unicode.GetBytes("<SyncML>é</Sync>")], SyncMlEncoding.Xml);
        Assert.Equal(2 + 2 * "<SyncML>é".Length, decoded.Offset);
    }

    [Fact]
    public void A_message_may_be_cut_out_of_a_longer_buffer()
    {
        byte[] octets = Encoding.UTF8.GetBytes($"<SyncML>{Hdr}<SyncBody/></SyncML>junk");
        Decoded<SyncMlMessage> decoded = SyncMlCodec.Decode(octets, SyncMlEncoding.Xml, null, out SyncMlOddities oddities);
        Assert.Equal(octets.Length - 4, decoded.Consumed);
        Assert.Equal(4, oddities.TrailingOctets);
    }
}
