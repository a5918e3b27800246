using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.Tests.SyncMl;

namespace FleetSim.Protocol.Tests.Wbxml;

/// <summary>vectors/wbxml-samples/neg: sample 01 without string table, changed in one place.</summary>
[Trait("spec", "WAP-192-WBXML, 5.4 to 5.8")]
public sealed class WbxmlNegativeVectorTests
{
    public static TheoryData<string> Harmless =>
        ["v11", "v13", "v14", "pid-strtbl-nul", "pid-strtbl-nonul", "pid-dm-1f", "pid-unknown-01", "charset-0", "charset-ascii", "opaque-data-ver", "extra-trailing"];

    [Theory]
    [MemberData(nameof(Harmless))]
    public void A_harmless_change_gives_the_same_message(string name)
    {
        string expected = ModelText.Of(Read.Message(TestFiles.Vector("wbxml-samples/01-dm12-pkg1-ns.xml"), SyncMlEncoding.Xml));
        Assert.Equal(expected, ModelText.Of(Read.Message(TestFiles.Vector($"wbxml-samples/neg/{name}.wbxml"), SyncMlEncoding.Wbxml, name)));
    }

    [Theory]
    [MemberData(nameof(Harmless))]
    public void What_another_decoder_made_of_it_is_the_same_message(string name) =>
        Assert.Equal(
            ModelText.Of(Read.Message(TestFiles.Vector($"wbxml-samples/neg/{name}.wbxml"), SyncMlEncoding.Wbxml, name)),
            ModelText.Of(Read.Message(TestFiles.Vector($"wbxml-samples/neg/{name}.xml"), SyncMlEncoding.Xml, name)));

    [Fact]
    public void Octets_behind_the_root_are_counted()
    {
        byte[] octets = TestFiles.Vector("wbxml-samples/neg/extra-trailing.wbxml");
        Decoded<SyncMlMessage> decoded = SyncMlCodec.Decode(octets, SyncMlEncoding.Wbxml, null, out SyncMlOddities oddities);
        Assert.Equal(octets.Length - 2, decoded.Consumed);
        Assert.Equal(2, oddities.TrailingOctets);
    }

    [Theory]
    [InlineData("v10", "not a WBXML version this decoder knows: 01 to 04")]
    [InlineData("unknown-tag", "a token that its code page does not have")]
    [InlineData("overlong-strtbl", "the root element is not SyncML")]
    [InlineData("bad-codepage", "SyncHdr without SessionID")]
    [InlineData("strtbl-oob", "a string lies outside of the string table, or too much was taken from it")]
    [InlineData("opaque-oob", "opaque data is longer than the document")]
    [InlineData("trunc", null)]
    [InlineData("trunc1", "the document ends inside an element")]
    [InlineData("empty", "nothing at all")]
    [InlineData("hdr-only", "the document ends inside an element")]
    [InlineData("d", "a DevInf document, not a SyncML message")]
    [InlineData("e", "the root element is not SyncML")]
    public void A_broken_document_is_refused(string name, string? reason)
    {
        Decoded<SyncMlMessage> decoded = Read.Refused(TestFiles.Vector($"wbxml-samples/neg/{name}.wbxml"), SyncMlEncoding.Wbxml);
        if (reason is not null) Assert.Equal(reason, decoded.Reason);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("b")]
    [InlineData("c")]
    public void Incomplete_or_broken_XML_is_refused(string name) => Read.Refused(TestFiles.Vector($"wbxml-samples/neg/{name}.xml"), SyncMlEncoding.Xml);
}
