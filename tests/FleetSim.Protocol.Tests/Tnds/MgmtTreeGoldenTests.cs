using System.Text;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.Tests.SyncMl;
using FleetSim.Protocol.Tnds;

namespace FleetSim.Protocol.Tests.Tnds;

/// <summary>tests/golden/tnds: trees and descriptions written by hand, every field expected.</summary>
[Trait("spec", "OMA-TS-DM_TNDS-V1_2")]
public sealed class MgmtTreeGoldenTests
{
    public static TheoryData<string> Names => ["account", "device"];

    [Theory]
    [MemberData(nameof(Names))]
    [InlineData("astray")]
    public void Every_field_of_the_XML_is_read(string name) =>
        Assert.Equal(Encoding.UTF8.GetString(TestFiles.Golden($"tnds/{name}.expected.txt")), TreeText.Of(Trees.Golden(name)));

    [Theory]
    [MemberData(nameof(Names))]
    public void Written_as_XML_it_is_the_file_without_its_indentation(string name)
    {
        string[] lines = Encoding.UTF8.GetString(TestFiles.Golden($"tnds/{name}.xml")).Split('\n');
        Assert.Equal(string.Concat(lines.Select(line => line.Trim())), Encoding.UTF8.GetString(MgmtTreeCodec.Encode(Trees.Golden(name), SyncMlEncoding.Xml)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_WBXML_of_it_gives_the_same_tree(string name)
    {
        byte[] expected = TestFiles.Golden($"tnds/{name}.expected.txt");
        foreach (SyncMlStyle style in Styles())
        {
            byte[] wbxml = MgmtTreeCodec.Encode(Trees.Golden(name), SyncMlEncoding.Wbxml, style);
            Assert.Equal(Encoding.UTF8.GetString(expected), TreeText.Of(Trees.Read(wbxml, SyncMlEncoding.Wbxml, style.ToString())));
        }
    }

    [Fact]
    public void The_WBXML_is_written_octet_by_octet()
    {
        MgmtTree tree = new([new MgmtNode { Name = "A" }]) { Man = "x" };
        byte[] id = Encoding.ASCII.GetBytes("-//OMA//DTD-DM-DDF 1.2//EN");
        byte[] expected =
        [
            0x02, 0x00, 0x00, 0x6A, 0x1B, .. id, 0x00,
            0x00, 0x02, 0x60, // page 2, MgmtTree
            0x77, 0x03, (byte)'1', (byte)'.', (byte)'2', 0x00, 0x01, // VerDTD
            0x5F, 0x03, (byte)'x', 0x00, 0x01, // Man
            0x64, 0x66, 0x03, (byte)'A', 0x00, 0x01, 0x01, 0x01, // Node, NodeName
        ];
        Assert.Equal(expected, MgmtTreeCodec.Encode(tree, SyncMlEncoding.Wbxml));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void In_UTF_16_it_is_the_same_tree(string name)
    {
        string xml = Encoding.UTF8.GetString(TestFiles.Golden($"tnds/{name}.xml"));
        byte[] octets = [.. Encoding.BigEndianUnicode.GetPreamble(), .. Encoding.BigEndianUnicode.GetBytes(xml)];
        Assert.Equal(TreeText.Of(Trees.Golden(name)), TreeText.Of(Trees.Read(octets, SyncMlEncoding.Xml)));
    }

    [Fact]
    public void What_was_passed_over_is_counted()
    {
        Assert.True(MgmtTreeCodec.Decode(TestFiles.Golden("tnds/astray.xml"), SyncMlEncoding.Xml, null, out SyncMlOddities oddities).IsDone);
        Assert.Equal(new SyncMlOddities(UnknownElements: 2, UnsupportedCommands: 1, BareAmpersands: 0, TrailingOctets: "<!-- the end -->".Length), oddities);
    }

    [Theory]
    [InlineData("<MgmtTree><VerDTD>1.2</VerDTD></MgmtTree>", "MgmtTree without Node")]
    [InlineData("<rdmtree><version>1.02</version></rdmtree>", "the root element is not MgmtTree")]
    [InlineData("<Node><NodeName>a</NodeName></Node>", "the root element is not MgmtTree")]
    [InlineData("<MgmtTree><Node></MgmtTree>", "an end tag does not match its start tag")]
    [InlineData("<!DOCTYPE MgmtTree [<!ENTITY a 'b'>]><MgmtTree><Node/></MgmtTree>", "a document type that does not end or has an internal subset")]
    [InlineData("<MgmtTree><Node><DFProperties><Occurrence><ZeroOrN>many</ZeroOrN></Occurrence></DFProperties></Node></MgmtTree>", "not a number where one is expected")]
    public void Another_or_a_broken_document_is_refused(string xml, string reason) =>
        Assert.Equal(reason, Trees.Refused(Encoding.UTF8.GetBytes(xml), SyncMlEncoding.Xml).Reason);

    [Fact]
    public void Nesting_has_a_limit()
    {
        string xml = $"<MgmtTree>{string.Concat(Enumerable.Repeat("<Node>", 64))}";
        Assert.Equal("elements are nested deeper than the limit allows", Trees.Refused(Encoding.UTF8.GetBytes(xml), SyncMlEncoding.Xml).Reason);
    }

    [Fact]
    public void A_document_may_begin_on_its_own_page_without_a_switch()
    {
        byte[] wbxml = MgmtTreeCodec.Encode(Trees.Golden("account"), SyncMlEncoding.Wbxml);
        int at = 5 + 27;
        Assert.Equal([0x00, 0x02], wbxml[at..(at + 2)]);
        Assert.Equal(TreeText.Of(Trees.Golden("account")), TreeText.Of(Trees.Read([.. wbxml[..at], .. wbxml[(at + 2)..]], SyncMlEncoding.Wbxml)));
    }

    [Fact]
    public void Path_counts_at_the_top_and_an_empty_name_is_the_target()
    {
        Assert.Equal(
            ["./Vendor/Messaging", "./Vendor/Messaging/Inbound", "./Vendor/Messaging/Inbound/Host", "./Vendor/Messaging/Inbound/Key", "./Vendor/Messaging/Inbound/Empty"],
            Trees.Golden("account").Locate(".").Select(located => located.Uri));
        MgmtTree unnamed = new([new MgmtNode { Name = "", Children = [new MgmtNode { Name = "b", Path = "./elsewhere" }] }]);
        Assert.Equal(["./A", "./A/b"], unnamed.Locate("./A").Select(located => located.Uri));
    }

    internal static IEnumerable<SyncMlStyle> Styles() =>
        from version in new byte[] { 1, 2, 3 }
        from publicId in Enum.GetValues<PublicIdForm>()
        from table in Enum.GetValues<StringTableUse>()
        from data in Enum.GetValues<DataForm>()
        select new SyncMlStyle { WbxmlVersion = version, PublicId = publicId, StringTable = table, Data = data };
}
