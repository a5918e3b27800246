using System.Text;
using CsCheck;
using FleetSim.Device.Tests.Support;
using FleetSim.Device.Tree;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.Tnds;

namespace FleetSim.Device.Tests.Tree;

[Trait("row", "COL-05")]
[Trait("row", "FUM-10")]
[Trait("spec", "OMA-TS-DM_TND-V1_2_1, DFProperties")]
public sealed class DdfExportTests
{
    public static TheoryData<string> Shipped => [.. Directory.GetFiles(Path.Combine(Repository.Root, "models"), "*.ddf").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Fact]
    public void Any_tree_is_read_back_from_its_description_as_it_was() => Trees.Templates.Sample(template =>
    {
        foreach (SyncMlEncoding encoding in Enum.GetValues<SyncMlEncoding>())
        {
            byte[] document = MgmtTreeCodec.Encode(Export(template), encoding);
            TreeTemplate? read = DdfImport.Read(MgmtTreeCodec.Decode(document, encoding).Value!, out IReadOnlyList<DdfError> errors);
            Assert.Empty(errors);
            Assert.Equal(Ddf.All(template), Ddf.All(read!));
        }
    }, iter: 2000);

    [Fact]
    public void Any_description_written_is_valid() => Trees.Templates.Sample(template => Assert.Empty(DdfDtd.Breaches(MgmtTreeCodec.Encode(Export(template), SyncMlEncoding.Xml))), iter: 2000);

    [Theory]
    [MemberData(nameof(Shipped))]
    public void A_shipped_description_is_valid(string file) => Assert.Empty(DdfDtd.Breaches(Repository.Read("models", file)));

    [Theory]
    [MemberData(nameof(Shipped))]
    public void A_shipped_description_is_read_and_written_without_loss(string file)
    {
        TreeTemplate template = Ddf.Import(Repository.Read("models", file));
        byte[] document = MgmtTreeCodec.Encode(Export(template), SyncMlEncoding.Xml);
        Assert.Empty(DdfDtd.Breaches(document));
        Assert.Equal(Ddf.All(template), Ddf.All(Ddf.Import(document)));
    }

    [Fact]
    public void Every_node_is_listed_with_its_format_and_access()
    {
        MgmtTree tree = DdfExport.Write(Samples.Xml);
        LocatedNode[] nodes = [.. tree.Locate("")];
        Assert.Equal(Samples.Xml.Tree.Nodes.Select(n => n.Path), nodes.Where(n => n.Uri.Length > 0).Select(n => n.Uri));
        Assert.All(nodes, n => Assert.Equal((Node(n).Format.Text(), Node(n).Access), (n.Node.Description!.Format, n.Node.Description.Access)));
        Assert.Equal((Samples.Manufacturer, Samples.ModelName), (tree.Man, tree.Mod));

        static TreeNode Node(LocatedNode located) => Samples.Xml.Tree[located.Uri.Length == 0 ? TreeTemplate.RootNumber : Samples.Xml.Tree.Find(located.Uri)];
    }

    [Fact]
    public void Factory_values_stand_in_it_and_those_of_one_handset_do_not()
    {
        Dictionary<string, string?> values = DdfExport.Write(Samples.Xml).Locate("").ToDictionary(n => n.Uri, n => n.Node.Description!.DefaultValue);
        Assert.Equal(
            ("cmnet", Samples.FactoryVersion, "10", null),
            (values["Settings/GPRS/CMNet/APN"], values["DevDetail/SwV"], values["FwUpdate/State"], values["DevInfo/DevId"]));
    }

    [Theory]
    [InlineData("<MgmtTree><VerDTD>1.2</VerDTD></MgmtTree>", "MgmtTree: has VerDTD,")]
    [InlineData("<MgmtTree><Node><NodeName>A</NodeName></Node></MgmtTree>", "MgmtTree: has Node,")]
    [InlineData("<MgmtTree><VerDTD>1.2</VerDTD><Node><Path>.</Path><NodeName>A</NodeName></Node></MgmtTree>", "Node: has Path,NodeName,")]
    [InlineData("<MgmtTree><VerDTD>1.2</VerDTD><Node><NodeName>A</NodeName><DFProperties><AccessType><Get/><Add/></AccessType><DFFormat/><DFType/></DFProperties></Node></MgmtTree>", "AccessType: has Get,Add,")]
    [InlineData("<MgmtTree><VerDTD>1.2</VerDTD><Node><NodeName>A</NodeName><Data>1</Data></Node></MgmtTree>", "Data: is no element of the DTD")]
    [InlineData("<MgmtTree><VerDTD>1.2</VerDTD><Node><NodeName>A</NodeName>text</Node></MgmtTree>", "Node: has text beside elements")]
    public void The_validator_of_these_tests_finds_breaches(string document, string breach) => Assert.Contains(breach, DdfDtd.Breaches(Encoding.UTF8.GetBytes(document)));

    private static MgmtTree Export(TreeTemplate template) => DdfExport.Write(template, node => node.Default);
}
