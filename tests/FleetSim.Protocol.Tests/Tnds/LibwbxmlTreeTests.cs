using FleetSim.Protocol.DevInf;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.Tests.SyncMl;
using FleetSim.Protocol.Tnds;

namespace FleetSim.Protocol.Tests.Tnds;

/// <summary>Trees and DevInf documents through an independent reader and writer.</summary>
[Trait("needs", "libwbxml")]
[Trait("spec", "OMA-TS-DM_TND-V1_2_1, 10")]
public sealed class LibwbxmlTreeTests : IDisposable
{
    private readonly Libwbxml _libwbxml = new();

    [Theory]
    [InlineData("account")]
    [InlineData("device")]
    public void It_reads_our_WBXML_to_the_same_tree(string name)
    {
        MgmtTree tree = Tame(name);
        foreach (SyncMlStyle style in MgmtTreeGoldenTests.Styles())
        {
            byte[] xml = _libwbxml.Convert("wbxml2xml", MgmtTreeCodec.Encode(tree, SyncMlEncoding.Wbxml, style), "-m", "0", "-k");
            Assert.Equal(TreeText.Of(tree), TreeText.Of(Trees.Read(xml, SyncMlEncoding.Xml, style.ToString())));
        }
    }

    [Theory]
    [InlineData("account")]
    [InlineData("device")]
    public void It_writes_our_XML_as_WBXML_that_we_read_to_the_same_tree(string name)
    {
        MgmtTree tree = Trees.Golden(name);
        byte[] wbxml = _libwbxml.Convert("xml2wbxml", MgmtTreeCodec.Encode(tree, SyncMlEncoding.Xml), "-k");
        Assert.Equal(TreeText.Of(tree), TreeText.Of(Trees.Read(wbxml, SyncMlEncoding.Wbxml)));
    }

    [Fact]
    public void It_writes_published_trees_as_WBXML_that_we_read_to_the_same_tree()
    {
        foreach (string name in new[] { "libwbxml/ddf-001.ddf", "wbxml-samples/neg/e.xml" })
        {
            byte[] xml = TestFiles.Vector(name);
            Assert.Equal(TreeText.Of(Trees.Read(xml, SyncMlEncoding.Xml)), TreeText.Of(Trees.Read(_libwbxml.Convert("xml2wbxml", xml), SyncMlEncoding.Wbxml, name)));
        }
    }

    /// <summary>It has no page 2 for the inside of messages: it puts a whole WBXML document into OPAQUE, and takes it out of there.</summary>
    [Theory]
    [InlineData("account")]
    [InlineData("device")]
    public void It_writes_markup_inside_our_messages_as_a_whole_document_that_we_read(string name)
    {
        MgmtTree tree = Tame(name);
        SyncHdr header = new() { SessionId = "1", MsgId = MsgId.From(1), Target = new Location("t"), Source = new Location("s") };
        Item item = new() { Target = new Location("./A"), Meta = new Meta { Format = "xml", Type = MgmtTreeCodec.TndsXml }, Data = MgmtTreeCodec.ToData(tree, SyncMlEncoding.Xml) };
        SyncMlMessage message = new(header, [new Command.Add { CmdId = CmdId.From(1), Items = [item] }], true);
        byte[] wbxml = _libwbxml.Convert("xml2wbxml", SyncMlCodec.Encode(message, SyncMlEncoding.Xml, new SyncMlStyle { Trees = TreeForm.Markup }));
        ItemData data = EmbeddedTreeTests.ItemOf(SyncMl.Read.Message(wbxml, SyncMlEncoding.Wbxml)).Data!.Value;
        Assert.True(data.IsOctets);
        Decoded<MgmtTree> decoded = MgmtTreeCodec.DecodeData(in data);
        Assert.True(decoded.IsDone, $"{decoded.Reason} at {decoded.Offset}: {Convert.ToHexString(data.Octets)}");
        Assert.Equal(TreeText.Of(tree), TreeText.Of(decoded.Value));
    }

    [Theory]
    [InlineData("golden")]
    [InlineData("libwbxml/syncml-011.xml")]
    public void It_writes_DevInf_as_WBXML_that_we_read_to_the_same_elements(string name)
    {
        byte[] xml = name == "golden" ? TestFiles.Golden("tnds/devinf-clean.xml") : TestFiles.Vector(name);
        string expected = DevInf.DevInfCodecTests.Text(DevInfCodec.Decode(xml, SyncMlEncoding.Xml).Value!);
        Assert.Equal(expected, DevInf.DevInfCodecTests.Text(DevInfCodec.Decode(_libwbxml.Convert("xml2wbxml", xml), SyncMlEncoding.Wbxml).Value!));
    }

    [Theory]
    [InlineData("golden")]
    [InlineData("libwbxml/syncml-011.xml")]
    public void It_reads_our_DevInf_to_the_same_elements(string name)
    {
        DevInfElement root = DevInfCodec.Decode(name == "golden" ? TestFiles.Golden("tnds/devinf-clean.xml") : TestFiles.Vector(name), SyncMlEncoding.Xml).Value!;
        byte[] xml = _libwbxml.Convert("wbxml2xml", DevInfCodec.Encode(root, SyncMlEncoding.Wbxml), "-m", "0", "-k");
        Assert.Equal(DevInf.DevInfCodecTests.Text(root), DevInf.DevInfCodecTests.Text(DevInfCodec.Decode(xml, SyncMlEncoding.Xml).Value!));
    }

    public void Dispose() => _libwbxml.Dispose();

    // wbxml2xml writes OPAQUE as CDATA as it is, which only text survives.
    private static MgmtTree Tame(string name)
    {
        MgmtTree tree = Trees.Golden(name);
        return tree with { Nodes = [.. tree.Nodes.Select(Tame)] };
    }

    private static MgmtNode Tame(MgmtNode node) => node with
    {
        Value = node.Value is { IsOctets: true } ? new ItemData("AAH/gA==") : node.Value,
        Children = [.. node.Children.Select(Tame)],
    };
}
