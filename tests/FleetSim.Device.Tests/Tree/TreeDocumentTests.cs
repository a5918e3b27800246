using FleetSim.Device.Behaviour;
using FleetSim.Device.Tests.Support;
using FleetSim.Device.Tree;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.Tnds;

namespace FleetSim.Device.Tests.Tree;

[Trait("spec", "OMA-TS-DM_TND-V1_2_1, serialisation")]
public sealed class TreeDocumentTests
{
    private static readonly MgmtNode Account = Node("x", Leaf("Name", "n") with { Title = "t" }, Leaf("Key", "k"), Node("Own", Leaf("Num", "7", "int"), Leaf("Oct", "AQI=", "bin") with { Value = new ItemData([1, 2]) }));

    private readonly DmTree _tree = TreeSample.Tree();

    [Theory]
    [InlineData(SyncMlEncoding.Xml)]
    [InlineData(SyncMlEncoding.Wbxml)]
    public void Add_brings_a_whole_subtree(SyncMlEncoding encoding)
    {
        Assert.Equal(200, Add("A", "./Dyn", encoding, Account));
        Assert.Equal(["Dyn/x", "Dyn/x/Name", "Dyn/x/Key", "Dyn/x/Own", "Dyn/x/Own/Num", "Dyn/x/Own/Oct"], _tree.Paths.Where(p => p.StartsWith("Dyn/x", StringComparison.Ordinal)));
        Assert.Equal(("n", "t", NodeFormat.Int), (_tree.Get("A", "./Dyn/x/Name").Value, _tree.Property("./Dyn/x/Name", "Title"), _tree.Get("A", "./Dyn/x/Own/Num").Format));
        Assert.Equal([1, 2], _tree.Get("A", "./Dyn/x/Own/Oct").Data.Octets);
    }

    [Theory]
    [InlineData("./Dyn/x", "", null)]
    [InlineData("./Dyn/x", "x", null)]
    [InlineData("./Dyn", "x", null)]
    [InlineData(".", "x", "Dyn")]
    [InlineData(".", "x", "./Dyn")]
    public void The_target_the_Path_and_the_name_lead_to_the_node(string target, string name, string? path)
    {
        Assert.Equal(200, Add("A", target, SyncMlEncoding.Xml, Account with { Name = name, Path = path }));
        Assert.Equal("n", _tree.Get("A", "./Dyn/x/Name").Value);
    }

    public static TheoryData<int, MgmtNode> Faults => new()
    {
        { 418, Node("First") },
        { 418, Node("y", Leaf("Name", "1"), Leaf("Name", "2")) },
        { 415, Node("y", Leaf("Name", "1", "int")) },
        { 415, Node("y", Leaf("Num", "no number", "int")) },
        { 415, Node("y", Leaf("a/b", "v")) },
        { 415, Node("y", Leaf("..", "v")) },
        { 415, Node("y", Leaf("Name", "v") with { Acl = "Get" }) },
        { 415, Leaf("y", "a leaf where an object is described") },
        { 414, Node("y", Leaf("abcdefghijk", "v")) },
        { 414, Node("y", Node("1", Node("2", Node("3", Leaf("4", "v"))))) },
        { 413, Node("y", Leaf("Name", new string('x', 4097))) },
        { 413, Node("y", Leaf("Name", "v") with { Title = new string('x', 256) }) },
        { 413, Node("y", [.. Enumerable.Range(0, 1024).Select(i => Leaf($"n{i}", "v"))]) },
        { 420, Node("y", [.. Enumerable.Range(0, 5).Select(i => Leaf($"n{i}", new string('x', 4000)))]) },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void One_fault_anywhere_and_nothing_is_added(int code, MgmtNode fault)
    {
        string[] before = TreeSample.Everything_in(_tree);
        Assert.Equal(code, Add("A", "./Dyn", SyncMlEncoding.Xml, Account, fault));
        Assert.Equal(before, TreeSample.Everything_in(_tree));
    }

    [Fact]
    public void Rights_are_those_of_the_single_Adds()
    {
        Assert.Equal([405, 405, 405, 404], new[] { "./Fix", "./Run", "./Fix/Text", "./Nobody/x" }.Select(uri => Add("A", uri, SyncMlEncoding.Xml, Account)));
        Assert.Equal(200, Add("B", "./Dyn", SyncMlEncoding.Xml, Account));
        Assert.Equal("Add=B&Delete=B&Replace=B", _tree.Property("./Dyn/x", "ACL"));
        Assert.Equal("", _tree.Property("./Dyn/x/Own", "ACL"));
        Assert.Equal(200, Add("B", "./Dyn", SyncMlEncoding.Xml, Account with { Name = "z", Acl = "Get=*" }));
        Assert.Equal("Get=*", _tree.Property("./Dyn/z", "ACL"));
    }

    [Theory]
    [InlineData("not a document")]
    [InlineData("")]
    [InlineData("<MgmtTree xmlns='syncml:dmddf1.2'><VerDTD>1.2</VerDTD></MgmtTree>")]
    public void What_is_no_document_is_415(string text)
    {
        Assert.Equal(415, _tree.Add("A", "./Dyn/x", text, "xml", MgmtTreeCodec.TndsXml));
        Assert.Equal(415, _tree.Replace("A", "./Dyn/First", text, "xml", MgmtTreeCodec.TndsXml));
    }

    [Fact]
    public void No_data_is_415_and_too_much_is_413()
    {
        Assert.Equal(415, _tree.Add("A", "./Dyn/x", null, "xml", MgmtTreeCodec.TndsXml));
        Assert.Equal(413, _tree.Add("A", "./Dyn/x", new string(' ', 256 * 1024 + 1), "xml", MgmtTreeCodec.TndsXml));
    }

    [Fact]
    public void A_model_without_documents_says_415()
    {
        DmTree tree = TreeSample.Tree(new TreeBehaviour { Lists = ListSupport.Struct });
        Assert.Equal(415, tree.Add("A", "./Dyn", Text(Account), "xml", MgmtTreeCodec.TndsXml));
        Assert.Equal(415, tree.Replace("A", "./Dyn/First", Text(Account), "xml", MgmtTreeCodec.TndsXml));
    }

    [Fact]
    public void Replace_takes_out_what_is_not_mentioned()
    {
        Assert.Equal(200, Add("A", "./Dyn", SyncMlEncoding.Xml, Account));
        Assert.Equal(200, Replace("A", "./Dyn/x", Node("x", Leaf("Name", "new"), Node("Other"))));
        Assert.Equal(["Dyn/x", "Dyn/x/Name", "Dyn/x/Other"], _tree.Paths.Where(p => p.StartsWith("Dyn/x", StringComparison.Ordinal)));
        Assert.Equal("new", _tree.Get("A", "./Dyn/x/Name").Value);
    }

    [Fact]
    public void Replace_sets_permanent_nodes_and_takes_out_none()
    {
        MgmtNode[] all = [.. Document("./Fix").Children.Where(n => n.Name is not ("Const" or "State"))];
        MgmtNode constant = new() { Name = "Const" }, state = new() { Name = "State" }, secret = Leaf("Secret", "hidden");
        MgmtNode[] changed = [.. all.Select(n => n.Name == "Text" ? n with { Value = "changed", Title = "new" } : n), constant, state, secret];
        Assert.Equal(200, Replace("A", "./Fix", changed));
        Assert.Equal(("changed", "new", "hidden", "c"), (_tree.Get("A", "./Fix/Text").Value, _tree.Property("./Fix/Text", "Title"), _tree.Get(null, "./Fix/Secret").Value, _tree.Get("A", "./Fix/Const").Value));
        string[] before = TreeSample.Everything_in(_tree);
        Assert.Equal(405, Replace("A", "./Fix", changed[1..]));
        Assert.Equal(405, Replace("A", "./Fix", [.. changed.Where(n => n != constant), Leaf("Const", "other")]));
        Assert.Equal(405, Replace("A", "./Fix", [.. changed, Leaf("New", "v")]));
        Assert.Equal(415, Replace("A", "./Fix", [.. changed.Where(n => n.Name != "Text"), Node("Text", Leaf("y", "v"))]));
        Assert.Equal(415, Replace("A", "./Fix", [.. changed.Where(n => n.Name != "Num"), Leaf("Num", "x", "int")]));
        Assert.Equal(418, Replace("A", "./Fix", [.. changed, Leaf("Text", "twice")]));
        Assert.Equal(425, Replace("B", "./Fix", changed));
        Assert.Equal(405, Replace("A", "./Dyn", Account));
        Assert.Equal(404, Replace("A", "./Nobody", Account));
        Assert.Equal(before, TreeSample.Everything_in(_tree));
    }

    [Fact]
    public void Replace_changes_no_list_and_no_title_that_the_server_could_not_change_alone()
    {
        DmTree tree = new(new TreeTemplate(
        [
            TreeSample.Interior("P", TreeSample.Everything) with { Acl = "Get=*&Replace=A" }, TreeSample.Interior("P/Q", TreeSample.Everything) with { Acl = "Get=*&Replace=B" },
            TreeSample.Leaf("P/Q/L") with { Acl = "Get=*", Title = "t" },
        ]), new TreeBehaviour());
        MgmtNode leaf = Leaf("L", "") with { Value = null };
        int With(MgmtNode changed) => tree.Replace("A", "./P", Text(Node("P", Node("Q", changed))), "xml", MgmtTreeCodec.TndsXml);
        Assert.Equal([425, 425, 200], [With(leaf with { Acl = "Get=A" }), With(leaf with { Title = "other" }), With(leaf with { Acl = "Get=*", Title = "t" })]);
        Assert.Empty(tree.Overlay);
        Assert.Equal(200, tree.Replace("A", "./P", Text(Node("P", Node("Q", leaf) with { Acl = "Get=A&Replace=A" })), "xml", MgmtTreeCodec.TndsXml));
        Assert.Equal("Get=A&Replace=A", tree.Property("./P/Q", "ACL"));
    }

    [Fact]
    public void What_a_server_was_given_it_can_put_back()
    {
        Assert.Equal(200, Add("A", "./Dyn", SyncMlEncoding.Xml, Account with { Children = [.. Account.Children.Where(n => n.Name != "Key")] }));
        MgmtNode given = Document("./Dyn/x");
        string[] before = TreeSample.Everything_in(_tree);
        Assert.Equal(200, Replace("A", "./Dyn/x", Leafless()));
        Assert.NotEqual(before, TreeSample.Everything_in(_tree));
        Assert.Equal(200, Replace("A", "./Dyn/x", given with { Path = null }));
        Assert.Equal(before, TreeSample.Everything_in(_tree));
    }

    [Fact]
    public void Nodes_of_one_document_may_share_the_segments_of_their_Path()
    {
        Assert.Equal(200, Add("A", "./Dyn", SyncMlEncoding.Xml, Account));
        Assert.Equal(200, Replace("A", "./Dyn/x", Leaf("1", "a") with { Path = "Own" }, Leaf("2", "b") with { Path = "./Own/" }, Leaf("3", "c") with { Path = "Own/In" }));
        Assert.Equal(["Dyn/x", "Dyn/x/Own", "Dyn/x/Own/1", "Dyn/x/Own/2", "Dyn/x/Own/In", "Dyn/x/Own/In/3"], _tree.Paths.Where(p => p.StartsWith("Dyn/x", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_Path_that_is_too_long_is_414()
    {
        string path = string.Join('/', Enumerable.Repeat("a", 100_000));
        Assert.Equal(414, Replace("A", "./Dyn/First", Leaf("1", "a") with { Path = path }));
        Assert.Equal(414, Add("A", "./Dyn", SyncMlEncoding.Xml, Leaf("1", "a") with { Path = path }));
    }

    private static MgmtNode Leafless() => new() { Name = "x", Format = "node" };

    private static MgmtNode Node(string name, params MgmtNode[] children) => new() { Name = name, Format = "node", Children = children };

    private static MgmtNode Leaf(string name, string value, string format = "chr") => new() { Name = name, Format = format, Value = value };

    private static string Text(params MgmtNode[] nodes) => MgmtTreeCodec.ToData(new MgmtTree(nodes), SyncMlEncoding.Xml).Text;

    private MgmtNode Document(string uri) => Assert.IsType<TreeListing.Document>(_tree.Get("A", uri + "?list=TNDS").Listing).Tree.Nodes[0];

    private int Add(string server, string uri, SyncMlEncoding encoding, params MgmtNode[] nodes)
    {
        (string format, string type) = encoding == SyncMlEncoding.Xml ? ("xml", MgmtTreeCodec.TndsXml) : ("bin", MgmtTreeCodec.TndsWbxml);
        return _tree.Add(server, uri, TreeSample.Meta(format, type), MgmtTreeCodec.ToData(new MgmtTree(nodes), encoding), Samples.Start);
    }

    private int Replace(string server, string uri, params MgmtNode[] nodes) => _tree.Replace(server, uri, Text(nodes), "xml", MgmtTreeCodec.TndsXml);
}
