using CsCheck;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Protocol.Tests.SyncMl;

/// <summary>Debian's wbxml2xml and xml2wbxml (package libwbxml2-utils), an independent reader and writer.</summary>
[Trait("needs", "libwbxml")]
public sealed class LibwbxmlTests : IDisposable
{
    private readonly Libwbxml _libwbxml = new();

    public static TheoryData<string> Names => GoldenMessageTests.CanonicalNames;

    [Theory]
    [MemberData(nameof(Names))]
    public void It_reads_our_WBXML_to_the_same_message(string name)
    {
        SyncMlMessage message = GoldenMessageTests.Message(name);
        foreach (SyncMlStyle style in Styles()) AssertReads(message, style);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_writes_our_XML_as_WBXML_that_we_read_to_the_same_message(string name)
    {
        SyncMlMessage message = GoldenMessageTests.Message(name);
        foreach (NamespaceForm form in new[] { NamespaceForm.Standard, NamespaceForm.UpperCase })
        {
            byte[] wbxml = _libwbxml.Convert("xml2wbxml", SyncMlCodec.Encode(message, SyncMlEncoding.Xml, new SyncMlStyle { Namespaces = form }), "-k");
            Assert.Equal(ModelText.Of(message), ModelText.Of(Read.Message(wbxml, SyncMlEncoding.Wbxml, name)));
        }
    }

    // Tame, because wbxml2xml puts OPAQUE into CDATA as it is, so that "]]>" breaks out, and writes a carriage return as it is.
    [Fact]
    public void It_reads_generated_messages_in_every_style() =>
        Gen.Select(Messages.Tame, Messages.Style).Sample((message, style) => AssertReads(message, style), iter: 100, threads: 1);

    public void Dispose() => _libwbxml.Dispose();

    private void AssertReads(SyncMlMessage message, SyncMlStyle style)
    {
        byte[] xml = _libwbxml.Convert("wbxml2xml", SyncMlCodec.Encode(message, SyncMlEncoding.Wbxml, style), "-m", "0", "-k");
        Assert.Equal(ModelText.Of(message), ModelText.Of(Read.Message(xml, SyncMlEncoding.Xml, style.ToString())));
    }

    private static IEnumerable<SyncMlStyle> Styles() =>
        from version in new byte[] { 1, 2, 3 }
        from publicId in Enum.GetValues<PublicIdForm>()
        from table in Enum.GetValues<StringTableUse>()
        from data in Enum.GetValues<DataForm>()
        select new SyncMlStyle { WbxmlVersion = version, PublicId = publicId, StringTable = table, Data = data };
}
