using CsCheck;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.Tests.Vectors;

namespace FleetSim.Protocol.Tests.SyncMl;

/// <summary>Debian's wbxml2xml and xml2wbxml (package libwbxml2-utils), an independent reader and writer.</summary>
[Trait("needs", "libwbxml")]
[Trait("spec", "OMA-TS-DM_RepPro-V1_2_1, 5.2")]
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

    public static TheoryData<string> Vectors =>
        [.. VectorRow.All.Where(row => row.Reader == "message" && !row.Gives.StartsWith("refused", StringComparison.Ordinal)).Select(row => row.File)];

    // A NUL behind a text; octets under Format bin, which become base64.
    private static readonly string[] NotForXml = ["captured-libdmclient/probe-xml/02-client.xml", "wbxml-samples/05-dm12-bin-moredata.wbxml"];

    public static TheoryData<string> Twins =>
        [.. VectorRow.All.Where(row => row is { Reader: "message", TwinGives: { } gives } && !gives.StartsWith("refused", StringComparison.Ordinal)).Select(row => row.File)];

    /// <summary>Every message among the vectors, written by us in both forms.</summary>
    [Theory]
    [MemberData(nameof(Vectors))]
    public void It_reads_and_writes_the_messages_of_the_vectors_as_we_do(string file) =>
        AssertBothWays(Read.Message(TestFiles.Vector(file), file), !NotForXml.Contains(file));

    [Theory]
    [MemberData(nameof(Twins))]
    public void It_reads_and_writes_their_twins_as_we_do(string file) => AssertBothWays(Read.Message(TestFiles.Twin(file), file));

    // Tame, because wbxml2xml puts OPAQUE into CDATA as it is, so that "]]>" breaks out, and writes a carriage return as it is.
    [Fact]
    public void It_reads_generated_messages_in_every_style() =>
        Gen.Select(Messages.Tame, Messages.Style).Sample((message, style) => AssertReads(message, style), iter: 100, threads: 1);

    public void Dispose() => _libwbxml.Dispose();

    /// <param name="xmlHoldsIt">False for values that XML cannot hold as they are, so that our XML has them otherwise.</param>
    private void AssertBothWays(SyncMlMessage message, bool xmlHoldsIt = true)
    {
        string expected = Without(ModelText.Of(message));
        byte[] xml = _libwbxml.Convert("wbxml2xml", SyncMlCodec.Encode(message, SyncMlEncoding.Wbxml), "-m", "0", "-k");
        Assert.Equal(expected, Without(ModelText.Of(Read.Message(xml, SyncMlEncoding.Xml))));
        byte[] wbxml = _libwbxml.Convert("xml2wbxml", SyncMlCodec.Encode(message, SyncMlEncoding.Xml), "-k");
        string back = Without(ModelText.Of(Read.Message(wbxml, SyncMlEncoding.Wbxml)));
        if (xmlHoldsIt) Assert.Equal(expected, back);
        else Assert.NotEqual(expected, back);
    }

    /// <summary>Without what libwbxml changes: it writes carriage returns into XML as they are, and names DevInf after the form it writes.</summary>
    private static string Without(string text) =>
        text.Replace("\\0D", "", StringComparison.Ordinal).Replace("vnd.syncml-devinf+xml", "vnd.syncml-devinf+wbxml", StringComparison.Ordinal);

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
