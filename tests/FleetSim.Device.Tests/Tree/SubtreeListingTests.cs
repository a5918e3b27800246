using FleetSim.Device.Behaviour;
using FleetSim.Device.Tree;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.Tnds;

namespace FleetSim.Device.Tests.Tree;

[Trait("spec", "OMA-TS-DM_RepPro-V1_2_1, Get with list")]
public sealed class SubtreeListingTests
{
    private readonly DmTree _tree = TreeSample.Tree();

    [Fact]
    public void Struct_is_one_item_for_each_node_without_data()
    {
        IReadOnlyList<Item> items = Items("./Dyn?list=Struct");
        Assert.Equal(["./Dyn node ", "./Dyn/First node ", "./Dyn/First/Name chr text/plain"], items.Select(i => $"{i.Source!.LocUri} {i.Meta!.Format} {i.Meta.Type}"));
        Assert.All(items, i => Assert.Null(i.Data));
    }

    [Fact]
    public void StructData_has_the_values_of_leaves()
    {
        IReadOnlyList<Item> items = Items("./Dyn?list=StructData");
        Assert.Equal([null, null, "first"], items.Select(i => i.Data?.Text));
    }

    [Fact]
    public void The_root_lists_the_whole_tree_as_addresses_that_can_be_used()
    {
        IReadOnlyList<Item> items = Items(".?list=StructData");
        Assert.Equal(".", items[0].Source!.LocUri);
        Assert.Equal(_tree.Paths.Where(p => p != "Fix/Secret").Select(p => "./" + p), items.Skip(1).Select(i => i.Source!.LocUri));
        Assert.All(items, i => Assert.Equal(200, _tree.Get("A", i.Source!.LocUri).Status));
    }

    [Fact]
    public void Only_what_the_server_may_Get_is_listed_and_nothing_below_the_rest()
    {
        Assert.DoesNotContain(Items("./Fix?list=Struct"), i => i.Source!.LocUri == "./Fix/Secret");
        Assert.Equal(200, _tree.Replace("A", "./Dyn/First?prop=ACL", "Get=A"));
        Assert.Equal(["./Dyn", "./Dyn/First", "./Dyn/First/Name"], Items("./Dyn?list=Struct").Select(i => i.Source!.LocUri));
        Assert.Equal(["./Dyn"], ((TreeListing.Nodes)_tree.Get("B", "./Dyn?list=Struct").Listing!).Items.Select(i => i.Source!.LocUri));
        Assert.Equal(425, _tree.Get("B", "./Dyn/First?list=Struct").Status);
    }

    [Fact]
    public void TNDS_is_a_document_with_everything()
    {
        Assert.Equal(200, _tree.Replace("A", "./Fix/Text", "x"));
        MgmtNode fix = Assert.Single(Document("./Fix?list=TNDS").Nodes);
        Assert.Equal(("Fix", ".", "Get=*&Replace=A", "node", "fixed", null), (fix.Name, fix.Path, fix.Acl, fix.Format, fix.Title, fix.Value));
        MgmtNode text = fix.Children.Single(n => n.Name == "Text");
        Assert.Equal((null, "chr", NodeType.Mime("text/plain"), "20260301T080000Z", "1", (ItemData?)"x"), (text.Acl, text.Format, text.Type, text.TStamp, text.VerNo, text.Value));
        Assert.Equal([1, 2], fix.Children.Single(n => n.Name == "Bin").Value!.Value.Octets);
    }

    [Fact]
    public void TNDS_has_the_parts_asked_for()
    {
        MgmtNode node = Document("./Dyn?list=TNDS+Value").Nodes[0];
        Assert.Equal((null, null, null), (node.Acl, node.Format, node.Type));
        Assert.Equal("first", node.Children[0].Children[0].Value!.Value.Text);
        MgmtNode other = Document("./Dyn?list=TNDS-Value").Nodes[0];
        Assert.NotNull(other.Acl);
        Assert.Null(other.Children[0].Children[0].Value);
    }

    [Theory]
    [InlineData(ListSupport.None, 406, 406, 406)]
    [InlineData(ListSupport.Struct, 200, 200, 406)]
    [InlineData(ListSupport.StructAndTnds, 200, 200, 200)]
    public void A_model_answers_the_lists_it_knows(ListSupport lists, int plain, int data, int tnds)
    {
        DmTree tree = TreeSample.Tree(new TreeBehaviour { Lists = lists });
        Assert.Equal([plain, data, tnds], new[] { "Struct", "StructData", "TNDS" }.Select(list => tree.Get("A", "./Fix?list=" + list).Status));
    }

    [Fact]
    public void A_model_without_optional_properties_lists_none()
    {
        DmTree tree = TreeSample.Tree(new TreeBehaviour { Properties = NodeProperties.None });
        MgmtNode node = ((TreeListing.Document)tree.Get("A", "./Fix?list=TNDS").Listing!).Tree.Nodes[0];
        Assert.Equal((null, null, null), (node.Title, node.TStamp, node.VerNo));
    }

    [Theory]
    [InlineData(4096, 1, 200)]
    [InlineData(4097, 1, 413)]
    [InlineData(65, 4091, 200)]
    [InlineData(65, 4092, 413)]
    public void A_listing_has_a_bound(int nodes, int valueOctets, int code)
    {
        string value = new('x', valueOctets);
        DmTree tree = new(new TreeTemplate(Enumerable.Range(0, nodes - 1).Select(i => TreeSample.Leaf($"X/{i:D4}") with { Default = value })), new TreeBehaviour());
        Assert.Equal(code, tree.Get("A", "./X?list=StructData").Status);
        Assert.Equal(nodes > 4096 ? 413 : 200, tree.Get("A", "./X?list=Struct").Status);
    }

    [Fact]
    public void Live_values_are_listed_live()
    {
        TreeReading reading = _tree.Get("A", "./Fix?list=StructData", node => node.Source == NodeSource.FumoState ? "60" : null);
        Assert.Equal("60", ((TreeListing.Nodes)reading.Listing!).Items.Single(i => i.Source!.LocUri == "./Fix/State").Data!.Value.Text);
    }

    [Theory]
    [InlineData(SyncMlEncoding.Xml, "xml", MgmtTreeCodec.TndsXml)]
    [InlineData(SyncMlEncoding.Wbxml, "bin", MgmtTreeCodec.TndsWbxml)]
    public void A_document_is_one_item_in_the_form_of_its_message(SyncMlEncoding encoding, string format, string type)
    {
        TreeReading reading = _tree.Get("A", "./Dyn?list=TNDS");
        Item item = Assert.Single(reading.Items("./Dyn?list=TNDS", encoding));
        Assert.Equal(("./Dyn?list=TNDS", format, type), (item.Source!.LocUri, item.Meta!.Format, item.Meta.Type));
        Assert.Equal("first", MgmtTreeCodec.DecodeData(item.Data!.Value).Value!.Nodes[0].Children[0].Children[0].Value!.Value.Text);
    }

    [Fact]
    public void A_reading_is_the_items_of_its_Results()
    {
        Assert.Equal(new Item { Source = new Location("./Fix/Text"), Meta = TreeSample.Meta("chr", "text/plain"), Data = "t" }, Assert.Single(_tree.Get("A", "./Fix/Text").Items("./Fix/Text", SyncMlEncoding.Xml)));
        Assert.Equal(new Item { Source = new Location("./Dyn"), Meta = TreeSample.Meta("node"), Data = "First" }, Assert.Single(_tree.Get("A", "./Dyn").Items("./Dyn", SyncMlEncoding.Xml)));
        Assert.Equal(new Item { Source = new Location("./Dyn?prop=Name"), Data = "Dyn" }, Assert.Single(_tree.Get("A", "./Dyn?prop=Name").Items("./Dyn?prop=Name", SyncMlEncoding.Xml)));
        Assert.Equal(3, _tree.Get("A", "./Dyn?list=Struct").Items("./Dyn?list=Struct", SyncMlEncoding.Xml).Count);
        Assert.Empty(_tree.Get("A", "./Nobody").Items("./Nobody", SyncMlEncoding.Xml));
    }

    private IReadOnlyList<Item> Items(string uri) => Assert.IsType<TreeListing.Nodes>(_tree.Get("A", uri).Listing).Items;

    private MgmtTree Document(string uri) => Assert.IsType<TreeListing.Document>(_tree.Get("A", uri).Listing).Tree;
}
