using FleetSim.Device.Behaviour;
using FleetSim.Device.Tests.Support;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Device.Tests.Session;

public sealed class GroupTests
{
    private const string Apn = "./Settings/GPRS/CMNet/APN";
    private const string Page = "./Settings/WAP/StartPage";

    private Bench _bench = null!;
    private DmServer _server = null!;

    public GroupTests() => Use(new DmBehaviour(), new TreeBehaviour());

    [Fact]
    [Trait("spec", "OMA-TS-DM_RepPro-V1_2_1, Atomic")]
    public void An_Atomic_changes_everything_in_it()
    {
        Command[] inside = [_server.Replace(Apn, "a"), _server.Replace(Page, "b")];
        Command.Atomic atomic = _server.Atomic(inside);
        Answered(atomic);
        Assert.Equal([200, 200, 200], Codes([atomic, .. inside]));
        Assert.Equal(("a", "b"), (Value(Apn), Value(Page)));
    }

    [Fact]
    [Trait("spec", "OMA-TS-DM_RepPro-V1_2_1, Atomic")]
    public void Atomic_rolls_back_every_change_when_one_command_fails()
    {
        Command[] inside = [_server.Replace(Apn, "a"), _server.Replace("./Nobody", "x"), _server.Replace(Page, "b")];
        Command.Atomic atomic = _server.Atomic(inside);
        Command.Replace behind = _server.Replace("./Settings/MMS/MMSC", "behind");
        Answered(atomic, behind);
        Assert.Equal([507, 216, 404, 215, 200], Codes([atomic, .. inside, behind]));
        Assert.Equal(("cmnet", "http://wap.monternet.com", "behind"), (Value(Apn), Value(Page), Value("./Settings/MMS/MMSC")));
    }

    [Fact]
    [Trait("spec", "OMA-TS-DM_RepPro-V1_2_1, Atomic")]
    public void The_Status_of_an_Atomic_stands_before_those_of_its_commands()
    {
        Command[] inside = [_server.Replace(Apn, "a"), _server.Delete("./Nobody")];
        Command.Atomic atomic = _server.Atomic(inside);
        Answered(atomic);
        Assert.Equal(["SyncHdr", "Atomic", "Replace", "Delete"], _server.Received.Commands.OfType<Command.Status>().Select(s => s.Cmd));
    }

    [Fact]
    [Trait("spec", "OMA-TS-DM_RepPro-V1_2_1, Atomic")]
    public void A_roll_back_that_fails_says_so()
    {
        Use(new DmBehaviour(), new TreeBehaviour { RollBackFails = true });
        Command[] inside = [_server.Replace(Apn, "a"), _server.Replace("./Nobody", "x")];
        Command.Atomic atomic = _server.Atomic(inside);
        Answered(atomic);
        Assert.Equal([516, 516, 404], Codes([atomic, .. inside]));
        Assert.Equal("a", Value(Apn));
    }

    [Fact]
    public void A_Get_or_an_Exec_in_an_Atomic_makes_it_fail()
    {
        Func<Command>[] all = [() => _server.Get(Apn), () => _server.Exec("./FwUpdate/Download"), () => _server.Atomic(_server.Replace(Apn, "b"))];
        foreach (Func<Command> one in all)
        {
            Use(new DmBehaviour(), new TreeBehaviour());
            Command.Replace before = _server.Replace(Apn, "a");
            Command forbidden = one();
            Command.Atomic atomic = _server.Atomic(before, forbidden);
            Answered(atomic);
            Assert.Equal([507, 216, 500], Codes([atomic, before, forbidden]));
            Assert.Equal("cmnet", Value(Apn));
        }
    }

    [Fact]
    public void A_Sequence_in_an_Atomic_is_part_of_it()
    {
        Command.Replace first = _server.Replace(Apn, "a"), second = _server.Replace("./DevInfo/Man", "b");
        Command.Sequence sequence = _server.Sequence(first, second);
        Command.Atomic atomic = _server.Atomic(sequence);
        Answered(atomic);
        Assert.Equal([507, 200, 216, 405], Codes([atomic, sequence, first, second]));
        Assert.Equal("cmnet", Value(Apn));
    }

    [Fact]
    [Trait("row", "ALR-05")]
    public void A_refusal_in_an_Atomic_undoes_it()
    {
        Command.Replace before = _server.Replace(Apn, "a"), behind = _server.Replace(Page, "b");
        Command.Alert alert = _server.Alert(AlertCode.Confirm, "Change it?");
        Command.Atomic atomic = _server.Atomic(before, alert, behind);
        _server.Reply(atomic);
        Assert.Equal("a", Value(Apn));
        _bench.UserSays(UserAnswer.No);
        _server.Take();
        Assert.Equal([507, 216, 304, 215], Codes([atomic, before, alert, behind]));
        Assert.Equal(("cmnet", "http://wap.monternet.com"), (Value(Apn), Value(Page)));
    }

    [Fact]
    public void A_failing_command_does_not_stop_its_Sequence()
    {
        Command[] inside = [_server.Replace("./Nobody", "x"), _server.Replace(Apn, "a"), _server.Get(Apn)];
        Command.Sequence sequence = _server.Sequence(inside);
        Answered(sequence);
        Assert.Equal([200, 404, 200, 200], Codes([sequence, .. inside]));
        Assert.Equal("a", _server.ResultsOf(inside[2])[Apn]);
    }

    [Fact]
    public void An_Atomic_in_a_Sequence_is_one_of_its_commands()
    {
        Command.Replace inside = _server.Replace("./Nobody", "x"), behind = _server.Replace(Apn, "a");
        Command.Atomic atomic = _server.Atomic(inside);
        Command.Sequence sequence = _server.Sequence(atomic, behind);
        Answered(sequence);
        Assert.Equal([200, 507, 404, 200], Codes([sequence, atomic, inside, behind]));
        Assert.Equal("a", Value(Apn));
    }

    [Theory]
    [InlineData(UserAnswer.Cancelled, 214)]
    [InlineData(UserAnswer.No, 304)]
    public void A_cancelled_alert_stops_its_Sequence_and_goes_on_behind_it(UserAnswer answer, int code)
    {
        Command.Alert alert = _server.Alert(AlertCode.Confirm, "?");
        Command.Replace inside = _server.Replace(Apn, "a"), behind = _server.Replace(Page, "b");
        _server.Reply(_server.Sequence(alert, inside), behind);
        _bench.UserSays(answer);
        _server.Take();
        Assert.Equal([code, 215, 200], Codes([alert, inside, behind]));
    }

    [Fact]
    public void A_cancelled_alert_beside_other_commands_stops_what_has_not_run()
    {
        Command.Replace before = _server.Replace(Page, "b"), behind = _server.Replace(Apn, "a");
        Command.Alert alert = _server.Alert(AlertCode.Confirm, "?");
        _server.Reply(before, alert, behind);
        _bench.UserSays(UserAnswer.Cancelled);
        _server.Take();
        Assert.Equal([200, 214, 215], Codes([before, alert, behind]));
    }

    [Fact]
    public void A_handset_without_Atomic_does_nothing_of_it()
    {
        Use(new DmBehaviour { Atomic = AtomicSupport.Refused, CopyStatus = 406 }, new TreeBehaviour());
        Command.Replace inside = _server.Replace(Apn, "a");
        Command.Atomic atomic = _server.Atomic(inside);
        Command.Copy copy = new() { CmdId = new CmdId("900"), Items = [new Item { Target = new Location(Apn), Source = new Location("./DevInfo/Man") }] };
        Answered(atomic, copy);
        Assert.Equal([406, 215, 406], Codes([atomic, inside, copy]));
        Assert.Equal("cmnet", Value(Apn));
    }

    [Theory]
    [Trait("spec", "OMA-TS-DM_RepPro-V1_2_1, Atomic")]
    [InlineData(true)]
    [InlineData(false)]
    public void Nothing_stays_of_an_Atomic_whose_user_was_still_being_asked(bool powerCut)
    {
        _server.Reply(_server.Atomic(_server.Replace(Apn, "a"), _server.Alert(AlertCode.Confirm, "?"), _server.Replace(Page, "b")));
        if (powerCut) _bench.Reboot();
        else _bench.Revive();
        Assert.Equal(("cmnet", "http://wap.monternet.com"), (Value(Apn), Value(Page)));
    }

    [Fact]
    public void An_Atomic_that_the_user_agrees_to_is_saved_with_its_end()
    {
        _server.Reply(_server.Atomic(_server.Replace(Apn, "a"), _server.Alert(AlertCode.Confirm, "?"), _server.Replace(Page, "b")));
        _ = _bench.Terminal.TakeDirty();
        _bench.UserSays(UserAnswer.Yes);
        Assert.True(_bench.Terminal.TakeDirty());
        _bench.Revive();
        Assert.Equal(("a", "b"), (Value(Apn), Value(Page)));
    }

    [Fact]
    public void A_factory_reset_while_an_Atomic_waits_fails_it_and_is_not_undone_with_it()
    {
        _server.Reply(_server.Replace(Page, "before"));
        Command[] inside = [_server.Replace(Apn, "a"), _server.Alert(AlertCode.Confirm, "?"), _server.Replace(Page, "b")];
        Command.Atomic atomic = _server.Atomic(inside);
        _server.Reply(atomic, inside[0]);
        _bench.Step(new TerminalEvent.FactoryReset(_bench.Now)).UserSays(UserAnswer.No);
        _server.Take();
        Assert.Equal(507, _server.CodeOf(atomic));
        Assert.Equal("http://wap.monternet.com", Value(Page));
    }

    [Fact]
    public void A_handset_with_the_fault_runs_an_Atomic_one_by_one()
    {
        Use(new DmBehaviour { Atomic = AtomicSupport.OneByOne }, new TreeBehaviour());
        Command[] inside = [_server.Replace(Apn, "a"), _server.Replace("./Nobody", "x"), _server.Replace(Page, "b")];
        Command.Atomic atomic = _server.Atomic(inside);
        Answered(atomic);
        Assert.Equal([null, 200, 404, 200], Codes([atomic, .. inside]));
        Assert.Equal(("a", "b"), (Value(Apn), Value(Page)));
    }

    [Fact]
    [Trait("row", "CFG-05")]
    public void Commands_on_what_is_not_there_have_their_Status()
    {
        Command.Copy copy = new() { CmdId = new CmdId("900"), Items = [new Item { Target = new Location(Apn), Source = new Location("./Settings/GPRS/CMWap/APN") }, new Item { Target = new Location(Apn) }] };
        Command.Exec exec = _server.Exec("./FwUpdate/State");
        Command.Delete delete = _server.Delete("./DevInfo");
        Answered(copy, exec, delete);
        Assert.Equal((200, 412), (_server.Received.Commands.OfType<Command.Status>().First(s => s.CmdRef == copy.CmdId).Code, _server.Received.Commands.OfType<Command.Status>().Last(s => s.CmdRef == copy.CmdId).Code));
        Assert.Equal([405, 405], Codes([exec, delete]));
        Assert.Equal("cmwap", Value(Apn));
    }

    private void Use(DmBehaviour dm, TreeBehaviour tree)
    {
        _bench = new Bench(Samples.Xml with { Dm = dm, TreeBehaviour = tree }).PowerOn(Samples.HomeSim);
        _server = new DmServer(_bench);
        _server.Notify();
    }

    private void Answered(params Command[] commands)
    {
        _server.Reply(commands);
        _server.Take();
    }

    private IEnumerable<int?> Codes(IEnumerable<Command> commands) => commands.Select(c => _server.CodeOf(c));

    private string Value(string uri) => _bench.Terminal.Read(uri).Value;
}
