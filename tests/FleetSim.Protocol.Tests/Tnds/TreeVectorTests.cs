using System.Text;
using FleetSim.Protocol.Ddf;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.Tests.SyncMl;
using FleetSim.Protocol.Tnds;

namespace FleetSim.Protocol.Tests.Tnds;

/// <summary>Trees and descriptions that others published.</summary>
[Trait("spec", "OMA-TS-DM_TND-V1_2_1, 9")]
public sealed class TreeVectorTests
{
    private const string MailTree = """
        MgmtTree 1.2 man=- mod=-
          "E-Mail" format="node" type="DDFName:com.operatorX.dm/1.0/EMail"
            "POP3"
              "POPServer" format="chr" type="MIME:text/plain" value="mail.Operatorx.com"
              "UserID" format="chr" type="MIME:text/plain" value="UserName"
              "PWD" format="chr" type="MIME:text/plain" value="4571F7C34A9876B3"

        """;

    [Fact]
    public void A_description_of_a_whole_handset_is_read()
    {
        byte[] ddf = TestFiles.Vector("motorola-tree/syncmldm.ddf");
        Decoded<MgmtTree> decoded = MgmtTreeCodec.Decode(ddf, SyncMlEncoding.Xml, null, out SyncMlOddities oddities);
        Assert.True(decoded.IsDone, $"{decoded.Reason} at {decoded.Offset}");
        Assert.Equal(new SyncMlOddities(0, 0, 0, 0), oddities);
        MgmtTree tree = decoded.Value;
        Assert.Equal(("1.2", "Motorola", "Nexus"), (tree.VerDtd, tree.Man, tree.Mod));
        MgmtNode root = Assert.Single(tree.Nodes);
        Assert.Equal((".", AccessTypes.Add | AccessTypes.Delete | AccessTypes.Exec | AccessTypes.Get | AccessTypes.Replace), (root.Name, root.Description!.Access));
        IReadOnlyList<LocatedNode> nodes = tree.Locate(".");
        Assert.Equal(Count(ddf, "<Node>"), nodes.Count);
        MgmtNode depth = nodes.Single(node => node.Uri == "./CDMA/BC10").Node;
        Assert.Equal((AccessTypes.Get | AccessTypes.Replace, "int"), (depth.Description!.Access, depth.Description.Format));
        Assert.Equal(new Occurrence(OccurrenceKind.ZeroOrMore), nodes.First(node => node.Node.Name.Length == 0).Node.Description!.Occurrence);
        Assert.Contains(nodes, node => node.Uri == "./DevInfo/DevId");
    }

    [Theory]
    [InlineData(SyncMlEncoding.Xml)]
    [InlineData(SyncMlEncoding.Wbxml)]
    public void The_description_of_a_whole_handset_survives_both_wire_forms(SyncMlEncoding encoding)
    {
        MgmtTree tree = Trees.Read(TestFiles.Vector("motorola-tree/syncmldm.ddf"), SyncMlEncoding.Xml);
        foreach (StringTableUse use in Enum.GetValues<StringTableUse>())
        {
            byte[] octets = MgmtTreeCodec.Encode(tree, encoding, new SyncMlStyle { StringTable = use });
            Assert.Equal(TreeText.Of(tree), TreeText.Of(Trees.Read(octets, encoding)));
        }
    }

    [Theory]
    [InlineData("customization")]
    [InlineData("devdetail_ext")]
    [InlineData("devdetail_uri")]
    [InlineData("managedobjects")]
    [InlineData("root")]
    [InlineData("subscriber")]
    public void A_private_mixture_gives_its_nodes_and_its_oddities(string name)
    {
        byte[] xml = TestFiles.Vector($"motorola-tree/{name}.xml");
        Decoded<MgmtTree> decoded = MgmtTreeCodec.Decode(xml, SyncMlEncoding.Xml, null, out SyncMlOddities oddities);
        Assert.True(decoded.IsDone, $"{decoded.Reason} at {decoded.Offset}");
        Assert.Equal("1.1.2", decoded.Value.VerDtd);
        Assert.Equal(Count(xml, "<Node>"), decoded.Value.Locate(".").Count);
        Assert.Equal(Count(xml, "<Data>") + Count(xml, "<Data/>"), oddities.UnknownElements);
    }

    [Theory]
    [InlineData("customization")]
    [InlineData("devdetail_ext")]
    [InlineData("devdetail_uri")]
    [InlineData("managedobjects")]
    [InlineData("root")]
    [InlineData("subscriber")]
    public void A_private_store_in_foreign_tokens_is_refused(string name)
    {
        byte[] wbxml = TestFiles.Vector($"motorola-tree/{name}.wbxml");
        Assert.Equal("the root element is not MgmtTree", Trees.Refused(wbxml, SyncMlEncoding.Wbxml).Reason);
        Assert.Equal(DecodeStatus.Invalid, SyncMlCodec.Decode(wbxml, SyncMlEncoding.Wbxml).Status);
    }

    [Theory]
    [InlineData("motorola-tree/dmAccounts.xml")]
    [InlineData("webos/DmTree.xml")]
    [InlineData("libwbxml/syncml-011.xml")]
    [InlineData("libwbxml/prov-001.xml")]
    public void Documents_of_another_root_are_refused(string name) =>
        Assert.Equal("the root element is not MgmtTree", Trees.Refused(TestFiles.Vector(name), SyncMlEncoding.Xml).Reason);

    [Fact]
    public void The_access_lists_in_a_foreign_tree_are_read()
    {
        string xml = Encoding.UTF8.GetString(TestFiles.Vector("webos/DmTree.xml"));
        string[] lists = [.. xml.Split("<acl>").Skip(1).Select(rest => rest[..rest.IndexOf("</acl>", StringComparison.Ordinal)].Replace("&amp;", "&", StringComparison.Ordinal))];
        Assert.NotEmpty(lists);
        Assert.All(lists, list => Assert.True(Acl.Parse(list).IsDone, list));
    }

    [Fact]
    public void The_tree_of_the_specification_is_read() =>
        Assert.Equal(MailTree.ReplaceLineEndings("\n"), TreeText.Of(Trees.Read(TestFiles.Vector("libwbxml/ddf-001.ddf"), SyncMlEncoding.Xml)));

    /// <summary>The message is one of data synchronisation, so the tree stands in a Sync command, which DM does not use: taken out as text.</summary>
    [Fact]
    public void The_tree_inside_a_synchronisation_message_is_read()
    {
        string xml = Encoding.UTF8.GetString(TestFiles.Vector("libwbxml/syncml_with_ddf-001.xml"));
        SyncMlMessage message = SyncMl.Read.Xml(xml.Replace("<Sync>", "", StringComparison.Ordinal).Replace("</Sync>", "", StringComparison.Ordinal));
        Command.Add add = message.Commands.OfType<Command.Add>().Last();
        Item item = Assert.Single(add.Items);
        Assert.Equal((MgmtTreeCodec.TndsXml, "xml"), (item.Meta!.Type, item.Meta.Format));
        ItemData data = item.Data!.Value;
        Assert.Equal(MailTree.ReplaceLineEndings("\n"), TreeText.Of(MgmtTreeCodec.DecodeData(in data, item.Meta.Format).Value!));
        Assert.Equal(1, Unsupported(xml));
    }

    [Fact]
    public void The_sample_on_page_2_is_read()
    {
        MgmtTree tree = Trees.Read(TestFiles.Vector("wbxml-samples/neg/e.wbxml"), SyncMlEncoding.Wbxml);
        Assert.Equal(TreeText.Of(Trees.Read(TestFiles.Vector("wbxml-samples/neg/e.xml"), SyncMlEncoding.Xml)), TreeText.Of(tree));
        Assert.Equal("MgmtTree 1.2 man=x mod=-\n  \"A\"\n", TreeText.Of(tree));
    }

    private static int Unsupported(string xml)
    {
        Assert.True(SyncMlCodec.Decode(Encoding.UTF8.GetBytes(xml), SyncMlEncoding.Xml, null, out SyncMlOddities oddities).IsDone);
        return oddities.UnsupportedCommands;
    }

    private static int Count(byte[] xml, string tag) => Encoding.UTF8.GetString(xml).Split(tag).Length - 1;
}
