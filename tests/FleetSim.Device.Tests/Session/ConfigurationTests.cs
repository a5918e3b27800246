using FleetSim.Device.Tests.Support;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Device.Tests.Session;

public sealed class ConfigurationTests
{
    private const string Apn = "./Settings/GPRS/CMNet/APN";

    private readonly Bench _bench;
    private readonly DmServer _server;

    public ConfigurationTests()
    {
        _bench = new Bench().PowerOn(Samples.HomeSim);
        _server = new DmServer(_bench);
        _server.Notify();
    }

    [Theory]
    [Trait("row", "CFG-01")]
    [InlineData("./Settings/DM/ConnProfile", "CMCC DM")]
    [InlineData("./Settings/DM/APN", "cmdm")]
    [InlineData("./Settings/DM/Proxy", "")]
    [InlineData("./Settings/DM/Port", "")]
    public void The_DM_bearer_is_immutable(string node, string value)
    {
        Assert.Equal(405, CodeOf(_server.Replace(node, "other")));
        _server.Reply();
        Assert.Equal(value, _bench.Terminal.Read(node).Value);
        _server.Notify();
        Assert.Equal(Samples.DmAddress, _bench.OpenPost!.Uri);
    }

    [Fact]
    [Trait("row", "CFG-03")]
    [Trait("row", "CFG-08")]
    public void One_session_reads_and_repairs_the_wrong_leaf_only()
    {
        _bench.Terminal.Tree.Put(_bench.Terminal.Model.Tree.Find(Apn), "cmnte");
        Command.Get get = _server.Get(Apn, "./Settings/GPRS/CMWap/APN");
        _server.Reply(get);
        _server.Take();
        Assert.Equal("cmnte", _server.ResultsOf(get)[Apn]);
        string[] before = Values();
        Assert.Equal(200, CodeOf(_server.Replace(Apn, "cmnet")));
        _server.Reply().ShouldBeSilent();
        Assert.Equal("cmnet", _bench.Terminal.Read(Apn).Value);
        Assert.Equal(before.Select(v => v.Replace("APN=cmnte", "APN=cmnet", StringComparison.Ordinal)), Values());
    }

    [Fact]
    [Trait("row", "CFG-04")]
    public void A_Replace_needs_no_Get_before_it()
    {
        Assert.Equal(200, CodeOf(_server.Replace(Apn, "other")));
        Assert.Equal("other", _bench.Terminal.Read(Apn).Value);
    }

    public static TheoryData<string, string, int> Failures => new()
    {
        { "./Settings/Nobody", "x", 404 },
        { "./Nobody", "x", 404 },
        { "Nobody/./Settings", "x", 404 },
        { "./Settings/GPRS/CMNet", "x", 405 },
        { "./DevInfo/DevId", "IMEI:000000000000000", 405 },
        { "./DevDetail/SwV", "9", 405 },
        { "./FwUpdate/State", "100", 405 },
        { "./Settings/SR/SRNumber", "1", 405 },
        { ".", "x", 405 },
        { Apn, new string('x', 4097), 413 },
        { "./" + new string('x', 126), "x", 414 },
        { Apn + "?prop=Colour", "x", 406 },
        { Apn + "?prop=Size", "1", 405 },
        { "./DevDetail?prop=ACL", "Get=*", 425 },
    };

    [Theory]
    [Trait("row", "CFG-05")]
    [MemberData(nameof(Failures))]
    public void Every_failed_Replace_has_its_Status_and_changes_nothing(string node, string value, int code)
    {
        string[] before = Values();
        Assert.Equal(code, CodeOf(_server.Replace(node, value)));
        Assert.Equal(before, Values());
    }

    [Theory]
    [Trait("row", "CFG-05")]
    [InlineData("./Nobody", 404)]
    [InlineData(Apn + "?prop=Colour", 406)]
    [InlineData("./FwUpdate/Update/PkgData", 405)]
    public void Every_failed_Get_has_its_Status(string node, int code) => Assert.Equal(code, CodeOf(_server.Get(node)));

    [Fact]
    [Trait("row", "CFG-05")]
    public void Every_command_has_one_Status_whatever_it_is()
    {
        Command[] commands =
        [
            _server.Get(Apn), _server.Get("./Nobody"), _server.Get(), _server.Replace(Apn, "a"), _server.Replace("./Nobody", "a"), _server.Replace(),
            _server.Add(Apn), _server.Add("./Settings/New"), _server.Delete(Apn), _server.Delete("./Nobody"), _server.Exec("./Nobody"), _server.Exec(Apn),
            new Command.Copy { CmdId = new CmdId("900"), Items = [new Item { Target = new Location(Apn), Source = new Location("./DevInfo/Man") }] },
            _server.Alert(AlertCode.TextInput, "?"), _server.Alert(9999),
        ];
        _server.Reply(commands);
        _server.Take();
        int?[] expected = [200, 404, 412, 200, 404, 412, 418, 405, 405, 404, 404, 405, 406, 406, 406];
        Assert.Equal(expected, commands.Select(c => _server.CodeOf(c)));
    }

    [Fact]
    [Trait("row", "CFG-05")]
    public void Items_that_fare_differently_have_a_Status_each()
    {
        Command.Replace replace = _server.Replace((Apn, "a"), ("./Nobody", "b"), ("./DevInfo/Man", "c"));
        _server.Reply(replace);
        _server.Take();
        Assert.Equal(200, _server.CodeOf(replace, Apn));
        Assert.Equal(404, _server.CodeOf(replace, "./Nobody"));
        Assert.Equal(405, _server.CodeOf(replace, "./DevInfo/Man"));
    }

    [Fact]
    [Trait("row", "CFG-05")]
    public void A_Get_without_a_target_is_incomplete()
    {
        Command.Get get = _server.Get() with { Items = [new Item(), new Item { Target = new Location("") }] };
        _server.Reply(get);
        _server.Take();
        Assert.Equal([412, 404], _server.Received.Commands.OfType<Command.Status>().Where(s => s.CmdRef == get.CmdId).Select(s => s.Code));
    }

    [Fact]
    [Trait("row", "CFG-05")]
    public void An_Atomic_is_not_supported_and_nothing_in_it_is_done()
    {
        Command.Replace inside = _server.Replace(Apn, "a");
        Command.Atomic atomic = _server.Atomic(inside);
        _server.Reply(atomic);
        _server.Take();
        Assert.Equal(406, _server.CodeOf(atomic));
        Assert.Equal(215, _server.CodeOf(inside));
        Assert.Equal("cmnet", _bench.Terminal.Read(Apn).Value);
    }

    [Fact]
    [Trait("row", "CFG-06")]
    public void The_user_has_no_way_to_change_a_setting()
    {
        string[] users = [.. typeof(TerminalEvent).GetNestedTypes().Select(t => t.Name).Where(n => n.StartsWith("User", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        Assert.Equal([nameof(TerminalEvent.UserAnswered), nameof(TerminalEvent.UserCancelledDownload)], users);
    }

    [Fact]
    public void A_value_of_4096_octets_is_taken() => Assert.Equal(200, CodeOf(_server.Replace(Apn, new string('x', 4096))));

    private int? CodeOf(Command command)
    {
        _server.Reply(command);
        _server.Take();
        return _server.CodeOf(command);
    }

    private string[] Values() => [.. _bench.Terminal.Model.Tree.Nodes.Select(n => $"{n.Path}={_bench.Terminal.Read("./" + n.Path).Value}")];
}
