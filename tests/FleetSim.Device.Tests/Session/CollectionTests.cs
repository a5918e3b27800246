using FleetSim.Device.Tests.Support;
using FleetSim.Device.Ui;
using FleetSim.Protocol.Ddf;
using FleetSim.Protocol.Notification;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Device.Tests.Session;

public sealed class CollectionTests
{
    /// <summary>cmcc.md, 5.1 and 3: every node that is collected, with its factory value.</summary>
    private static readonly Dictionary<string, string> Collected = new()
    {
        ["./Settings/DM/ConnProfile"] = "CMCC DM", ["./Settings/DM/APN"] = "cmdm", ["./Settings/DM/Proxy"] = "", ["./Settings/DM/Port"] = "",
        ["./Settings/GPRS/CMNet/APN"] = "cmnet", ["./Settings/GPRS/CMNet/UserName"] = "", ["./Settings/GPRS/CMNet/PassWord"] = "",
        ["./Settings/GPRS/CMNet/ProxyAddr"] = "", ["./Settings/GPRS/CMNet/ProxyPortNbr"] = "",
        ["./Settings/GPRS/CMWap/APN"] = "cmwap", ["./Settings/GPRS/CMWap/UserName"] = "", ["./Settings/GPRS/CMWap/PassWord"] = "",
        ["./Settings/GPRS/CMWap/ProxyAddr"] = "10.0.0.172", ["./Settings/GPRS/CMWap/ProxyPortNbr"] = "80",
        ["./Settings/WAP/ConnProfile"] = "cmwap", ["./Settings/WAP/StartPage"] = "http://wap.monternet.com",
        ["./Settings/MMS/MMSC"] = "http://mmsc.monternet.com", ["./Settings/MMS/ConnProfile"] = "cmwap",
        ["./Settings/PIM/Addr"] = "http://pim.monternet.com", ["./Settings/PIM/AddressBookURI"] = "./Contact", ["./Settings/PIM/CalendarURI"] = "./Calendar",
        ["./DevInfo/DevId"] = "IMEI:860206000003972", ["./DevInfo/Man"] = "Hisense", ["./DevInfo/Mod"] = "TS7032", ["./DevDetail/SwV"] = "TI7.2.01.22.00",
    };

    private readonly Bench _bench;
    private readonly DmServer _server;

    public CollectionTests()
    {
        _bench = new Bench().PowerOn(Samples.HomeSim);
        _server = new DmServer(_bench);
        _server.Notify();
    }

    public static TheoryData<string> Nodes => [.. Collected.Keys];

    [Theory]
    [Trait("row", "COL-01")]
    [Trait("row", "COL-06")]
    [MemberData(nameof(Nodes))]
    public void Every_node_is_read_by_a_plain_Get(string node)
    {
        Command.Get get = _server.Get(node);
        _server.Reply(get);
        _server.Take();
        Assert.Equal(200, _server.CodeOf(get));
        Assert.Equal(Collected[node], _server.ResultsOf(get)[node]);
    }

    [Fact]
    [Trait("row", "COL-06")]
    [Trait("row", "COL-12")]
    [Trait("row", "COL-14")]
    public void One_Get_reads_them_all_in_silence()
    {
        Command.Get get = _server.Get([.. Collected.Keys]);
        _server.Reply(get);
        _server.Take();
        Assert.Equal(200, _server.CodeOf(get));
        Assert.Equal(Collected, _server.ResultsOf(get));
        _server.Reply().ShouldBeIdle().ShouldBeSilent();
    }

    [Theory]
    [Trait("row", "COL-03")]
    [InlineData("./Settings/GPRS", "CMNet/CMWap")]
    [InlineData("./Settings/GPRS/CMNet", "APN/PassWord/ProxyAddr/ProxyPortNbr/UserName")]
    [InlineData("./Settings/GPRS/CMWap", "APN/PassWord/ProxyAddr/ProxyPortNbr/UserName")]
    [InlineData("./Settings/WAP", "ConnProfile/StartPage")]
    [InlineData("./Settings/MMS", "ConnProfile/MMSC")]
    [InlineData("./Settings/PIM", "Addr/AddressBookURI/CalendarURI")]
    public void An_interior_node_lists_its_children(string node, string children)
    {
        Command.Get get = _server.Get(node);
        _server.Reply(get);
        _server.Take();
        Assert.Equal(200, _server.CodeOf(get));
        Assert.Equal(children, _server.ResultsOf(get)[node]);
        Assert.Equal("node", _server.Received.Commands.OfType<Command.Results>().Single().Items[0].Meta!.Format);
    }

    [Fact]
    [Trait("row", "COL-06")]
    public void Results_refer_to_their_Get()
    {
        Command.Get first = _server.Get("./DevInfo/Man");
        Command.Get second = _server.Get("./DevInfo/Mod");
        _server.Reply(first, second);
        _server.Take();
        Assert.Equal("Hisense", _server.ResultsOf(first)["./DevInfo/Man"]);
        Assert.Equal("TS7032", _server.ResultsOf(second)["./DevInfo/Mod"]);
        Assert.All(_server.Received.Commands.OfType<Command.Results>(), r => Assert.Equal("1", r.MsgRef!.Value.Text));
    }

    public static TheoryData<string> Parameters => [.. Collected.Keys.Where(n => n.StartsWith("./Settings/", StringComparison.Ordinal) && !n.StartsWith("./Settings/DM/", StringComparison.Ordinal))];

    [Theory]
    [Trait("row", "COL-07")]
    [Trait("row", "CFG-02")]
    [Trait("row", "CFG-04")]
    [MemberData(nameof(Parameters))]
    public void A_network_parameter_can_be_read_and_written(string node)
    {
        Assert.True(_bench.Terminal.Model.Tree.Nodes[_bench.Terminal.Model.Tree.Find(node)].Access.HasFlag(AccessTypes.Get | AccessTypes.Replace));
        Command.Replace replace = _server.Replace(node, "new value");
        Command.Get get = _server.Get(node);
        _server.Reply(replace, get);
        _server.Take();
        Assert.Equal(200, _server.CodeOf(replace));
        Assert.Equal("new value", _server.ResultsOf(get)[node]);
        _server.Reply();
        _bench.Reboot().Revive();
        Assert.Equal("new value", _bench.Terminal.Read(node).Value);
    }

    [Theory]
    [Trait("row", "COL-10")]
    [InlineData(NetworkFailure.ConnectionLost)]
    [InlineData(NetworkFailure.TimedOut)]
    [InlineData(NetworkFailure.Other)]
    public void A_collection_that_dies_is_forgotten(NetworkFailure failure)
    {
        _server.Reply(_server.Get([.. Collected.Keys]));
        _bench.PostFails(failure).ShouldBeIdle().ShouldBeSilent().Wait(TimeSpan.FromDays(1)).ShouldHavePosted(2);
        Assert.Null(_bench.Nv.Job);
        Assert.Empty(_bench.Terminal.Tree.Overlay);
    }

    [Fact]
    [Trait("row", "COL-11")]
    public void An_unknown_node_gets_its_Status_and_nothing_is_shown()
    {
        Command.Get get = _server.Get("./DevInfo/Man", "./Nobody/Knows");
        _server.Reply(get);
        _server.Take();
        Assert.Equal(200, _server.CodeOf(get, "./DevInfo/Man"));
        Assert.Equal(404, _server.CodeOf(get, "./Nobody/Knows"));
        Assert.Equal("./DevInfo/Man", Assert.Single(_server.ResultsOf(get)).Key);
        _server.Reply().ShouldBeSilent();
    }

    [Fact]
    [Trait("row", "COL-13")]
    [Trait("row", "CFG-07")]
    public void Something_is_shown_when_the_server_wants_it_and_only_then()
    {
        _server.Reply(_server.Get("./DevInfo/Man"));
        _server.Reply(_server.Replace("./Settings/WAP/StartPage", "x"));
        _server.Reply().ShouldBeSilent();
        _server.Notify(UiMode.Informative).ShouldHaveShown(UiSubject.SessionInfo);
        _server.Reply(_server.Alert(AlertCode.Display, "t")).ShouldHaveShown(UiSubject.SessionInfo, UiSubject.AlertDisplay);
    }
}
