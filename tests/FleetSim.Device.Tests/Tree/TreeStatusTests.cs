using FleetSim.Device.Behaviour;
using FleetSim.Device.Tree;

namespace FleetSim.Device.Tests.Tree;

/// <summary>Every wrong use of every command has its status and changes nothing.</summary>
[Trait("row", "CFG-05")]
public sealed class TreeStatusTests
{
    private readonly DmTree _tree = TreeSample.Tree();

    [Theory]
    [Trait("spec", "OMA-TS-DM_RepPro-V1_2_1, Get")]
    [InlineData("./Fix/Text", 200)]
    [InlineData("Fix/Text", 200)]
    [InlineData("./Dyn", 200)]
    [InlineData(".", 200)]
    [InlineData("./Nobody", 404)]
    [InlineData("./fix/Text", 404)]
    [InlineData("", 404)]
    [InlineData("/Fix", 404)]
    [InlineData("./Fix/", 404)]
    [InlineData("./Fix//Text", 404)]
    [InlineData("./Fix/../Fix", 404)]
    [InlineData("./Fix/./Text", 404)]
    [InlineData("././Fix", 404)]
    [InlineData("./Fix\u0001", 404)]
    [InlineData("./Dyn/*", 404)]
    [InlineData("./Dyn/*/Name", 404)]
    [InlineData("./Fix/Text/Deeper", 404)]
    [InlineData("./Fix/Secret", 405)]
    [InlineData("./Fix?prop=Size", 405)]
    [InlineData("./Fix/Text?prop=Colour", 406)]
    [InlineData("./Fix/Text?prop=acl", 406)]
    [InlineData("./Nobody?prop=Colour", 406)]
    [InlineData("./Nobody?prop=ACL", 404)]
    [InlineData("./Fix?list=Everything", 406)]
    [InlineData("./Fix?list=TNDS+Value-ACL", 406)]
    [InlineData("./Fix?what", 406)]
    [InlineData("./Fix/Secret?list=Struct", 405)]
    [InlineData("./Nobody?list=Struct", 404)]
    [InlineData("./a/b/c/d/e", 404)]
    [InlineData("./a/b/c/d/e/f", 414)]
    [InlineData("./abcdefghij", 404)]
    [InlineData("./abcdefghijk", 414)]
    [InlineData("./a/b/c/d/..//", 414)]
    public void Get(string uri, int code) => Assert.Equal(code, _tree.Get("A", uri).Status);

    [Fact]
    public void An_address_counts_whole_with_its_query()
    {
        const string uri = "./aaaaaaaaa/bbbbbbbbb/ccccccccc?prop=ACL";
        Assert.Equal(40, uri.Length);
        Assert.Equal(404, _tree.Get("A", uri).Status);
        Assert.Equal(414, _tree.Get("A", uri.Replace("ccc", "cccc", StringComparison.Ordinal)).Status);
    }

    [Fact]
    public void Zero_is_no_limit_of_the_model_but_the_hard_limits_stay()
    {
        DmTree open = new(new TreeTemplate([TreeSample.Leaf("DevDetail/URI/MaxDepth") with { Default = "0" }, TreeSample.Leaf("DevDetail/URI/MaxTotLen") with { Default = "0" }]), new TreeBehaviour());
        Assert.Equal(404, open.Get("A", "./" + string.Join('/', Enumerable.Repeat("ab", 64))).Status);
        Assert.Equal(414, open.Get("A", "./" + string.Join('/', Enumerable.Repeat("ab", 65))).Status);
        Assert.Equal(404, open.Get("A", "./" + new string('a', 255)).Status);
        Assert.Equal(414, open.Get("A", "./" + new string('a', 256)).Status);
        Assert.Equal(414, open.Get("A", "./" + string.Join('/', Enumerable.Repeat(new string('a', 255), 9))).Status);
    }

    [Theory]
    [Trait("spec", "OMA-TS-DM_RepPro-V1_2_1, Replace")]
    [InlineData("A", "./Fix/Text", "x", null, null, 200)]
    [InlineData("A", "./Fix/Text", "x", "chr", "text/plain", 200)]
    [InlineData("A", "./Fix/Text", "eA==", "b64", null, 200)]
    [InlineData("A", "./Nobody", "x", null, null, 404)]
    [InlineData("A", "./Fix", "x", null, null, 405)]
    [InlineData("A", ".", "x", null, null, 405)]
    [InlineData("A", "./Fix/Const", "x", null, null, 405)]
    [InlineData("B", "./Fix/Const", "x", null, null, 405)]
    [InlineData("B", "./Fix/Text", "x", null, null, 425)]
    [InlineData("B", "./Fix/Num", "x", null, null, 425)]
    [InlineData("A", "./Fix/Num", "x", null, null, 415)]
    [InlineData("A", "./Fix/Text", "x", "int", null, 415)]
    [InlineData("A", "./Fix/Text", "x", "colour", null, 415)]
    [InlineData("A", "./Fix/Text", "%", "b64", null, 415)]
    [InlineData("A", "./Fix/Text", "gA==", "b64", null, 415)]
    [InlineData("A", "./Fix/Page", "x", null, "text/html; charset=utf-8", 200)]
    [InlineData("A", "./Fix/Page", "x", null, "text/plain", 415)]
    [InlineData("A", "./Fix/Text?list=Struct", "x", null, null, 405)]
    [InlineData("A", "./Fix/Text?prop=Format", "int", null, null, 405)]
    [InlineData("A", "./Fix/Text?prop=Size", "1", null, null, 405)]
    [InlineData("A", "./Fix/Text?prop=TStamp", "x", null, null, 405)]
    [InlineData("A", "./Fix/Text?prop=VerNo", "1", null, null, 405)]
    [InlineData("A", "./Fix/Text?prop=Type", "x", null, null, 405)]
    [InlineData("A", "./Fix/Text?prop=Colour", "x", null, null, 406)]
    [InlineData("A", "./Fix/Text?prop=Name", "x", null, null, 405)]
    [InlineData("A", ".?prop=Name", "x", null, null, 405)]
    [InlineData("A", "./Fix/Text?prop=Title", "x", null, null, 200)]
    [InlineData("B", "./Fix/Text?prop=Title", "x", null, null, 425)]
    [InlineData("A", "./Dyn/First?prop=Name", "y", null, null, 200)]
    [InlineData("B", "./Dyn/First?prop=Name", "y", null, null, 425)]
    [InlineData("A", "./Dyn/First?prop=Name", "First", null, null, 200)]
    [InlineData("A", "./Dyn/First?prop=Name", "a/b", null, null, 415)]
    [InlineData("A", "./Dyn/First?prop=Name", "..", null, null, 415)]
    [InlineData("A", "./Dyn/First?prop=Name", "", null, null, 415)]
    [InlineData("A", "./Dyn/First?prop=Name", "abcdefghijk", null, null, 414)]
    [InlineData("A", "./Fix/Text?prop=ACL", "Replace=", null, null, 415)]
    [InlineData("A", "./Fix/Text?prop=ACL", "Copy=*", null, null, 415)]
    [InlineData("B", "./Fix/Text?prop=ACL", "Get=*", null, null, 425)]
    public void Replace(string server, string uri, string value, string? format, string? type, int code) => Changes(code, () => _tree.Replace(server, uri, value, format, type));

    [Fact]
    public void A_value_is_as_long_as_the_model_takes()
    {
        DmTree tree = TreeSample.Tree(new TreeBehaviour { ValueOctets = 4 });
        Assert.Equal(200, tree.Replace("A", "./Fix/Text", "移1"));
        Assert.Equal(413, tree.Replace("A", "./Fix/Text", "移12"));
        Assert.Equal(200, tree.Replace("A", "./Fix/Bin", "AAAAAA==", "b64"));
        Assert.Equal(413, tree.Replace("A", "./Fix/Bin", "AAAAAAA=", "b64"));
        Assert.Equal(413, tree.Add("A", "./New", "12345"));
        Assert.Equal(200, tree.Add("A", "./New", "1234"));
    }

    [Fact]
    public void Properties_have_their_limits_too()
    {
        Assert.Equal(200, _tree.Replace("A", "./Fix?prop=Title", new string('x', 255)));
        Assert.Equal(413, _tree.Replace("A", "./Fix?prop=Title", new string('x', 254) + "移"));
        Assert.Equal(413, _tree.Replace("A", "./Fix?prop=ACL", "Get=" + new string('x', 1021)));
        Assert.Equal(200, _tree.Replace("A", "./Fix?prop=ACL", "Get=" + new string('x', 1020)));
    }

    [Fact]
    public void A_new_name_must_fit_the_addresses_below_as_well()
    {
        DmTree tree = TreeSample.Tree();
        Assert.Equal(200, tree.Add("A", "./Dyn/x", null, "node"));
        Assert.Equal(200, tree.Add(null, "./Dyn/x/abcdefghij", null, "node"));
        Assert.Equal(200, tree.Add(null, "./Dyn/x/abcdefghij/abcdefghij", null, "node"));
        Assert.Equal(200, tree.Add(null, "./Dyn/x/abcdefghij/abcdefghij/abcdefgh", "v"));
        Assert.Equal(200, tree.Replace("A", "./Dyn/x?prop=Name", "xyz"));
        Assert.Equal(414, tree.Replace("A", "./Dyn/xyz?prop=Name", "wxyz"));
    }

    [Theory]
    [Trait("spec", "OMA-TS-DM_RepPro-V1_2_1, Add")]
    [InlineData("A", "./Dyn/New", null, "node", null, 200)]
    [InlineData("B", "./Dyn/New", null, "node", null, 200)]
    [InlineData("A", "./New", "x", "chr", null, 200)]
    [InlineData("A", "./New", "5", "int", null, 200)]
    [InlineData("A", "./New", null, null, null, 200)]
    [InlineData("A", "./Fix", null, "node", null, 418)]
    [InlineData("A", ".", null, "node", null, 418)]
    [InlineData("B", "./Fix/Text", "x", null, null, 418)]
    [InlineData("A", "./Nobody/New", "x", null, null, 404)]
    [InlineData("A", "./Dyn//New", "x", null, null, 404)]
    [InlineData("A", "./Fix/Text/New", "x", null, null, 405)]
    [InlineData("A", "./Fix/Text/New/Deep", "x", null, null, 405)]
    [InlineData("A", "./Fix/New", "x", null, null, 405)]
    [InlineData("A", "./Dyn/First/Name?prop=ACL", "x", null, null, 405)]
    [InlineData("A", "./Nobody?prop=ACL", "x", null, null, 404)]
    [InlineData("A", "./Run/New", "x", null, null, 405)]
    [InlineData("A", "./Dyn/New", "x", "chr", null, 415)]
    [InlineData("A", "./Dyn/New", "x", "node", null, 415)]
    [InlineData("A", "./Dyn/New", "x", null, null, 415)]
    [InlineData("A", "./New", "x", "int", null, 415)]
    [InlineData("A", "./New", "x", "colour", null, 415)]
    [InlineData("A", "./New", "x", "null", null, 415)]
    [InlineData("A", "./Closed/New", "7", null, null, 200)]
    [InlineData("A", "./Closed/New", "7", "chr", null, 415)]
    [InlineData("A", "./abcdefghijk", "7", "chr", null, 414)]
    public void Add(string server, string uri, string? value, string? format, string? type, int code) => Changes(code, () => _tree.Add(server, uri, value, format, type));

    [Fact]
    public void Add_needs_the_right_on_the_parent()
    {
        Assert.Equal(200, _tree.Replace("A", "./Dyn?prop=ACL", "Add=A&Get=*&Replace=A"));
        Assert.Equal(425, _tree.Add("B", "./Dyn/New", null, "node"));
        Assert.Equal(200, _tree.Add("A", "./Dyn/New", null, "node"));
        Assert.Equal(425, _tree.Add("B", "./Dyn/New/Name", "x"));
    }

    [Theory]
    [Trait("spec", "OMA-TS-DM_RepPro-V1_2_1, Delete")]
    [InlineData("A", "./Dyn/First", 200)]
    [InlineData("B", "./Dyn/First", 425)]
    [InlineData("A", "./Dyn/First/Name", 405)]
    [InlineData("A", "./Closed/Kept", 405)]
    [InlineData("A", "./Fix", 405)]
    [InlineData("A", ".", 405)]
    [InlineData("A", "./Nobody", 404)]
    [InlineData("A", "./Dyn/First?prop=ACL", 405)]
    [InlineData("A", "./Dyn/First?list=Struct", 405)]
    [InlineData("A", "./abcdefghijk", 414)]
    [InlineData("A", "./Fix?prop=Colour", 406)]
    public void Delete(string server, string uri, int code) => Changes(code, () => _tree.Delete(server, uri));

    [Theory]
    [Trait("spec", "OMA-TS-DM_RepPro-V1_2_1, Copy")]
    [InlineData("A", "./Fix/Const", "./Fix/Text", 200)]
    [InlineData("A", "./Fix/Const", "./New", 200)]
    [InlineData("B", "./Fix/Const", "./New", 200)]
    [InlineData("A", "./Fix", "./Fix/Text", 403)]
    [InlineData("A", "./Fix/Text", "./Fix", 403)]
    [InlineData("A", "./Fix", "./New", 403)]
    [InlineData("A", "./Nobody", "./Fix/Text", 404)]
    [InlineData("A", "./Fix/Text", "./Nobody/New", 404)]
    [InlineData("A", "./Fix/Text", "./Fix//New", 404)]
    [InlineData("A", "./Fix/Secret", "./Fix/Text", 405)]
    [InlineData("A", "./Fix/Text", "./Fix/Const", 405)]
    [InlineData("A", "./Fix/Text", "./Fix/New", 405)]
    [InlineData("A", "./Fix/Text?prop=ACL", "./Fix/Page", 405)]
    [InlineData("A", "./Fix/Text", "./Fix/Page?prop=ACL", 405)]
    [InlineData("B", "./Fix/Const", "./Fix/Text", 425)]
    [InlineData("A", "./Fix/Text", "./Fix/Num", 415)]
    [InlineData("A", "./Fix/Text", "./Fix/Page", 415)]
    [InlineData("A", "./Fix/Text", "./abcdefghijk", 414)]
    [InlineData("A", "./abcdefghijk", "./Fix/Text", 414)]
    [InlineData("A", "./Fix/Text?list=No", "./Fix/Text", 406)]
    public void Copy(string server, string source, string target, int code) => Changes(code, () => _tree.Copy(server, source, target));

    [Theory]
    [Trait("spec", "OMA-TS-DM_RepPro-V1_2_1, Exec")]
    [InlineData("A", "./Run", 200)]
    [InlineData("B", "./Run", 425)]
    [InlineData("A", "./Fix", 405)]
    [InlineData("A", "./Run?prop=ACL", 405)]
    [InlineData("A", "./Nobody", 404)]
    [InlineData("A", "./abcdefghijk", 414)]
    [InlineData("A", "./Run?prop=Colour", 406)]
    public void Exec(string server, string uri, int code) => Assert.Equal(code, _tree.CheckExec(server, uri));

    [Fact]
    public void A_full_tree_still_gives_room_back()
    {
        DmTree tree = TreeSample.Tree(new TreeBehaviour { CapacityOctets = 100, Properties = NodeProperties.Title });
        Assert.Equal(200, tree.Replace("A", "./Fix/Text", new string('x', 80)));
        Assert.Equal(420, tree.Replace("A", "./Fix/Num", "2"));
        Assert.Equal(420, tree.Add("A", "./Dyn/New", null, "node"));
        Assert.Equal(420, tree.Copy("A", "./Fix/Const", "./New"));
        Assert.Equal(420, tree.Replace("A", "./Fix?prop=ACL", "Get=*"));
        Assert.Equal(420, tree.Replace("A", "./Fix?prop=Title", "t"));
        Assert.Equal(200, tree.Delete("A", "./Dyn/First"));
        Assert.Equal(200, tree.Replace("A", "./Fix/Text", new string('x', 40)));
        Assert.Equal(200, tree.Replace("A", "./Fix/Num", "2"));
    }

    [Fact]
    public void A_store_that_fails_says_so_after_all_other_checks()
    {
        DmTree tree = TreeSample.Tree(new TreeBehaviour { StoreFails = true });
        string[] before = TreeSample.Everything_in(tree);
        Assert.Equal([510, 510, 510, 510, 510],
            [tree.Replace("A", "./Fix/Text", "x"), tree.Replace("A", "./Fix?prop=ACL", "Get=*"), tree.Add("A", "./New", "x"), tree.Delete("A", "./Dyn/First"), tree.Copy("A", "./Fix/Const", "./Fix/Text")]);
        Assert.Equal([404, 405, 425, 415], [tree.Replace("A", "./Nobody", "x"), tree.Delete("A", "./Fix"), tree.Replace("B", "./Fix/Text", "x"), tree.Replace("A", "./Fix/Num", "x")]);
        Assert.Equal(before, TreeSample.Everything_in(tree));
        Assert.Equal(200, tree.Get("A", "./Fix/Text").Status);
    }

    [Fact]
    public void Some_models_answer_a_missing_node_with_nothing()
    {
        DmTree tree = TreeSample.Tree(new TreeBehaviour { MissingNodeIsEmpty = true });
        Assert.Equal(new TreeReading(204), tree.Get("A", "./Nobody"));
        Assert.Equal([404, 404, 405], [tree.Get("A", "./Nobody?prop=ACL").Status, tree.Replace("A", "./Nobody", "x"), tree.Get("A", "./Fix/Secret").Status]);
    }

    [Fact]
    public void The_handset_itself_may_what_no_server_may()
    {
        Assert.Equal("s", _tree.Get(null, "./Fix/Secret").Value);
        Assert.Equal([200, 200, 200, 200, 200],
            [_tree.Replace(null, "./Fix/Const", "x"), _tree.Add(null, "./Fix/New", "x"), _tree.Delete(null, "./Run"), _tree.Replace(null, "./Fix?prop=Name", "Fox"), _tree.CheckExec(null, "./Fox")]);
        Assert.Equal([418, 405, 415, 404], [_tree.Add(null, "./Fox", "x"), _tree.Delete(null, "."), _tree.Replace(null, "./Fox/Num", "x"), _tree.Get(null, "./Run").Status]);
    }

    private void Changes(int code, Func<int> command)
    {
        string[] before = TreeSample.Everything_in(_tree);
        Assert.Equal(code, command());
        if (code != 200) Assert.Equal(before, TreeSample.Everything_in(_tree));
    }
}
