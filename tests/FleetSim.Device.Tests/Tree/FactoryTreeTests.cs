using FleetSim.Device.Tests.Support;
using FleetSim.Device.Tree;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Device.Tests.Tree;

public sealed class FactoryTreeTests
{
    private readonly FactoryTree _tree = new(Ddf.Import(Ddf.Document(
        Ddf.Node("Settings", "node", type: "<DDFName/>", children: [Ddf.Node("APN", "chr", before: "<DefaultValue>cmnet</DefaultValue>"), Ddf.Node("Port", "int")]),
        Ddf.Node("Accounts", "node", type: "<DDFName/>", children:
            [Ddf.Node("", "node", type: "<DDFName>urn:example:mo:account:1.0</DDFName>", children:
                [Ddf.Node("Addr", "chr"), Ddf.Node("Ports", "node", type: "<DDFName/>", children: [Ddf.Node("", "node", type: "<DDFName/>", children: [Ddf.Node("Number", "int", before: "<DefaultValue>80</DefaultValue>")])])])]))));

    [Fact]
    public void A_value_takes_the_place_of_the_descriptions()
    {
        Assert.Null(_tree.Set("./Settings/APN", "cmwap"));
        Assert.Null(_tree.Set("Settings/Port", "-1"));
        Assert.Equal(("cmwap", "-1"), (Default("Settings/APN"), Default("Settings/Port")));
    }

    [Fact]
    public void Naming_a_node_below_a_placeholder_makes_it_with_all_that_is_described_under_a_name()
    {
        Assert.Null(_tree.Set("./Accounts/Main/Ports/1/Number", "443"));
        Assert.Null(_tree.Make("./Accounts/Other"));
        TreeTemplate built = _tree.Build();
        Assert.Equal("Main/Other", built.ChildNames(built.Find("./Accounts")));
        Assert.Equal("Addr/Ports", built.ChildNames(built.Find("./Accounts/Other")));
        Assert.Equal(["Accounts/Main", "Accounts/Other"], built.ObjectsOf("urn:example:mo:account:1.0"));
        Assert.Equal("443", built[built.Find("./Accounts/Main/Ports/1/Number")].Default);
        Assert.Equal("", built.ChildNames(built.Find("./Accounts/Other/Ports")));
        // What may come at run time is still described, below the new nodes as well.
        Assert.Contains(built.Nodes, n => n.Path == "Accounts/*/Addr");
        Assert.Contains(built.Nodes, n => n is { Path: "Accounts/Main/Ports/*", IsPlaceholder: true });
    }

    [Fact]
    public void An_access_control_list_may_stand_on_any_node()
    {
        Assert.Null(_tree.SetAcl("./", "Add=*&Get=*"));
        Assert.Null(_tree.SetAcl("./Accounts/Main", "Get=a+b"));
        TreeTemplate built = _tree.Build();
        Assert.Equal(("Add=*&Get=*", "Get=a+b"), (built.Root.Acl, built[built.Find("./Accounts/Main")].Acl));
    }

    [Theory]
    [InlineData("./Settings/Apn", "x", "is not in the description: below ./Settings there is no Apn")]
    [InlineData("./Nowhere/A", "x", "is not in the description: below ./ there is no Nowhere")]
    [InlineData("./Settings", "x", "is an interior node")]
    [InlineData("./Settings/Port", "many", "has the format int, which cannot hold 'many'")]
    [InlineData("./Settings/", "x", "is no path")]
    [InlineData("", "x", "is no path")]
    [InlineData("./Accounts/*/Addr", "x", "is no path")]
    [InlineData("./Settings/APN?prop=ACL", "x", "is no path")]
    public void A_value_that_has_no_place_is_told(string uri, string value, string fault) => Assert.StartsWith(fault, _tree.Set(uri, value), StringComparison.Ordinal);

    [Fact]
    public void A_list_that_is_none_is_told() => Assert.StartsWith("has no access control list", _tree.SetAcl("./Settings", "Get"), StringComparison.Ordinal);

    [Theory]
    [InlineData(NodeFormat.Bool, "yes", false)]
    [InlineData(NodeFormat.Bool, "false", true)]
    [InlineData(NodeFormat.Bin, "AAE=", true)]
    [InlineData(NodeFormat.Bin, "A", false)]
    [InlineData(NodeFormat.Int, "1.5", false)]
    [InlineData(NodeFormat.Float, "1.5", true)]
    [InlineData(NodeFormat.Node, "x", false)]
    [InlineData(NodeFormat.Null, "x", false)]
    [InlineData(NodeFormat.Null, "", true)]
    [InlineData(NodeFormat.Xml, "<a/>", true)]
    public void A_format_holds_its_own_values_only(NodeFormat format, string value, bool fits) => Assert.Equal(fits, FactoryValue.Fits(format, value));

    private string? Default(string path)
    {
        TreeTemplate built = _tree.Build();
        return built[built.Find(path)].Default;
    }
}
