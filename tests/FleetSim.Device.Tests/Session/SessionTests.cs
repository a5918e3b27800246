using FleetSim.Device.Tests.Support;
using FleetSim.Device.Ui;
using FleetSim.Protocol.Notification;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Device.Tests.Session;

public sealed class SessionTests
{
    private readonly Bench _bench;
    private readonly DmServer _server;

    public SessionTests()
    {
        _bench = new Bench().PowerOn(Samples.HomeSim);
        _server = new DmServer(_bench);
    }

    [Fact]
    [Trait("spec", "OMA-TS-DM_Protocol-V1_2_1, 8.3")]
    public void Package_1_says_who_the_handset_is()
    {
        _server.Notify();
        TerminalAction.PostDm post = _bench.OpenPost!;
        Assert.Equal(Samples.DmAddress, post.Uri);
        Assert.Equal(SyncMlMediaType.Xml, post.ContentType);
        Assert.Equal(TimeSpan.FromSeconds(60), post.Timeout);
        SyncMlMessage package1 = _server.Take();
        Assert.True(package1.Final);
        Assert.Equal(("1.2", "DM/1.2"), (package1.Header.VerDtd, package1.Header.VerProto));
        Assert.Equal(new Location("IMEI:860206000003972", "mvpdm"), package1.Header.Source);
        Assert.Equal(Samples.DmAddress, package1.Header.Target.LocUri);
        Assert.Equal(9000, package1.Header.Meta!.MaxMsgSize);
        Command.Replace devInfo = package1.Commands.OfType<Command.Replace>().Single();
        Assert.Equal(
            ["./DevInfo/Mod=TS7032", "./DevInfo/Man=Hisense", "./DevInfo/Lang=zh-CN", "./DevInfo/DmV=1.2", "./DevInfo/DevId=IMEI:860206000003972"],
            devInfo.Items.Select(i => $"{i.Source!.LocUri}={i.Data!.Value.Text}"));
    }

    [Fact]
    public void A_WBXML_handset_speaks_WBXML()
    {
        Bench bench = new Bench(Samples.Wbxml).PowerOn(null);
        DmServer server = new(bench);
        server.Notify();
        Assert.Equal(SyncMlMediaType.Wbxml, bench.OpenPost!.ContentType);
        Assert.Equal(2, bench.OpenPost.Body[0]);
        Command.Get get = server.Get("./DevInfo/Man");
        server.Reply(get);
        server.Take();
        Assert.Equal("Hisense", server.ResultsOf(get)["./DevInfo/Man"]);
        server.Reply().ShouldBeIdle();
        Assert.Equal(1, bench.Nv.Odometer.SessionsCompleted);
    }

    [Fact]
    public void Every_message_has_the_next_number_and_the_same_session_id()
    {
        _server.Notify();
        string id = _server.Take().Header.SessionId;
        for (int message = 2; message < 6; message++)
        {
            _server.Reply(_server.Get("./DevInfo/Man"));
            Assert.Equal((id, message.ToString(null, null)), (_server.Take().Header.SessionId, _server.Received.Header.MsgId.Text));
        }
    }

    [Fact]
    public void A_package_in_two_messages_is_asked_for_by_1222()
    {
        _server.Notify();
        _server.Reply(new ReplyForm { Final = false });
        Assert.Equal(AlertCode.NextMessage, _server.Take().Commands.OfType<Command.Alert>().Single().Code);
        Assert.False(_server.Received.Final);
        _server.Reply(_server.Get("./DevInfo/Man"));
        Assert.True(_server.Take().Final);
        _server.Reply().ShouldBeIdle();
    }

    [Fact]
    public void RespURI_is_followed_in_this_session_only()
    {
        _server.Notify();
        _server.Reply(new ReplyForm { RespUri = "http://dm.test:7001/dm?s=1" }, _server.Get("./DevInfo/Man"));
        Assert.Equal("http://dm.test:7001/dm?s=1", _bench.OpenPost!.Uri);
        _server.Reply();
        _server.Notify();
        Assert.Equal(Samples.DmAddress, _bench.OpenPost!.Uri);
    }

    [Fact]
    public void The_servers_1223_ends_the_session()
    {
        _server.Notify();
        _server.Reply(_server.Alert(AlertCode.SessionAbort), _server.Replace("./Settings/MMS/MMSC", "x")).ShouldBeIdle();
        Assert.Equal("http://mmsc.monternet.com", _bench.Terminal.Read("./Settings/MMS/MMSC").Value);
        Assert.Equal(SessionOutcome.Aborted, Ended.Outcome);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(404)]
    [InlineData(302)]
    public void Another_HTTP_status_than_200_ends_the_session(int status)
    {
        _server.Notify();
        _bench.PostAnswered(status, [], null).ShouldBeIdle().ShouldBeSilent();
        Assert.Equal(SessionOutcome.ServerMistake, Ended.Outcome);
    }

    [Fact]
    public void A_server_that_never_comes_to_an_end_is_left()
    {
        _server.Notify();
        for (int message = 0; message < 64; message++) _server.Reply(_server.Get("./DevInfo/Man"));
        _server.Reply(_server.Get("./DevInfo/Man")).ShouldBeIdle();
        Assert.Equal(SessionOutcome.ServerMistake, Ended.Outcome);
    }

    [Theory]
    [Trait("row", "EXC-03")]
    [InlineData(UiMode.Informative)]
    [InlineData(UiMode.UserInteraction)]
    public void A_time_out_in_a_visible_session_is_shown_once(UiMode mode)
    {
        _server.Notify(mode);
        if (mode == UiMode.UserInteraction) _bench.UserSays(UserAnswer.Yes);
        _bench.PostFails(NetworkFailure.TimedOut).ShouldBeIdle();
        Assert.Equal(UiSubject.SessionTimedOut, _bench.Nv.Journal.Entries[^1].Subject);
        Assert.Equal(2, _bench.Nv.Journal.Entries.Count);
        Assert.Contains(_bench.LastStep, a => a is TerminalAction.CloseSession);
        Assert.Equal(SessionOutcome.TimedOut, Ended.Outcome);
    }

    [Fact]
    [Trait("row", "EXC-03")]
    public void A_time_out_after_a_FUMO_command_is_shown_in_a_silent_session_too()
    {
        FirmwareBench firmware = new FirmwareBench().Command();
        firmware.Bench.PostFails(NetworkFailure.TimedOut);
        Assert.Equal(UiSubject.SessionTimedOut, Assert.Single(firmware.Bench.Nv.Journal.Entries).Subject);
    }

    [Fact]
    public void Time_in_which_the_user_is_asked_is_not_the_sessions()
    {
        _server.Notify(UiMode.UserInteraction);
        _bench.Wait(TimeSpan.FromSeconds(20)).UserSays(UserAnswer.Yes).Wait(TimeSpan.FromSeconds(1));
        _server.Reply(_server.Sequence(_server.Alert(AlertCode.Confirm, "?")));
        _bench.Wait(TimeSpan.FromSeconds(30)).UserSays(UserAnswer.Yes).Wait(TimeSpan.FromSeconds(2));
        _server.Reply();
        Assert.Equal(TimeSpan.FromSeconds(3), Ended.Duration);
    }

    [Fact]
    public void A_stale_completion_is_counted_and_dropped()
    {
        _server.Notify();
        int request = _bench.OpenPost!.Request;
        _bench.LoseSignal().Step(new TerminalEvent.HttpReplied(_bench.Now, request, 200, null, [])).ShouldBeIdle();
        Assert.Single(_bench.Facts<TerminalFact.StaleCompletion>());
        Assert.Equal(SessionOutcome.NetworkFailed, Ended.Outcome);
    }

    [Fact]
    public void Power_off_ends_the_session()
    {
        _server.Notify();
        _bench.PowerOff().ShouldBeIdle();
        Assert.Equal(SessionOutcome.PowerLost, Ended.Outcome);
        _server.Notify().ShouldHavePosted(1);
    }

    private TerminalFact.SessionEnded Ended => Assert.Single(_bench.Facts<TerminalFact.SessionEnded>());
}
