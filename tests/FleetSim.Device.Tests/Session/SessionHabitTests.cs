using FleetSim.Device.Behaviour;
using FleetSim.Device.Tests.Support;
using FleetSim.Protocol.Notification;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Device.Tests.Session;

/// <summary>How models differ in a session.</summary>
[Trait("spec", "Field practice, client habits")]
public sealed class SessionHabitTests
{
    private Bench _bench = null!;
    private DmServer _server = null!;

    [Fact]
    [Trait("row", "EXC-03")]
    public void A_lost_answer_ends_the_session_of_a_model_that_gives_up()
    {
        Use(new DmBehaviour());
        _bench.PostFails(NetworkFailure.TimedOut).ShouldBeIdle().Wait(TimeSpan.FromDays(1)).ShouldHavePosted(1);
    }

    [Fact]
    public void A_model_that_restarts_begins_again_with_package_1_of_the_same_session()
    {
        Use(new DmBehaviour { LostAnswer = LostAnswer.Restart });
        string id = _server.Take().Header.SessionId;
        _server.Reply(_server.Get("./DevInfo/Man"));
        Assert.Equal("2", _server.Take().Header.MsgId.Text);
        _bench.PostFails(NetworkFailure.TimedOut).ShouldHavePosted(2).Wait(TimeSpan.FromSeconds(5)).ShouldHavePosted(3);
        SyncMlMessage again = _server.Take();
        Assert.Equal((id, "1", AlertCode.ServerInitiated), (again.Header.SessionId, again.Header.MsgId.Text, again.Commands.OfType<Command.Alert>().Single().Code));
        _server.Reply().ShouldBeIdle();
        Assert.Equal(SessionOutcome.Completed, Assert.Single(_bench.Facts<TerminalFact.SessionEnded>()).Outcome);
    }

    [Fact]
    public void A_session_that_begins_again_knows_nothing_of_chunks_and_of_its_acceptance()
    {
        const string page = "./Settings/WAP/StartPage";
        Use(new DmBehaviour { LostAnswer = LostAnswer.Restart });
        Command.Replace Chunk(string text, bool more) => _server.Replace() with { Items = [new Item { Target = new Location(page), Meta = new Meta { Size = 4 }, Data = text, MoreData = more }] };
        _server.Reply(new ReplyForm { Final = false }, Chunk("ab", more: true));
        _bench.PostFails(NetworkFailure.TimedOut).Wait(TimeSpan.FromSeconds(5));
        Assert.NotNull(_server.Take().Header.Cred);
        _server.Reply(new ReplyForm { Final = false }, Chunk("ab", more: true));
        _server.Reply(Chunk("cd", more: false) with { Items = [new Item { Target = new Location(page), Data = "cd" }] });
        _server.Take();
        Assert.Equal("abcd", _bench.Terminal.Read(page).Value);
    }

    [Fact]
    public void A_model_that_resends_sends_the_same_octets()
    {
        Use(new DmBehaviour { LostAnswer = LostAnswer.Resend });
        byte[] body = _bench.OpenPost!.Body;
        _bench.PostFails(NetworkFailure.ConnectionLost).Wait(TimeSpan.FromSeconds(5)).ShouldHavePosted(2);
        Assert.Equal(body, _bench.OpenPost!.Body);
        _server.Reply().ShouldBeIdle();
    }

    [Theory]
    [InlineData(LostAnswer.Restart)]
    [InlineData(LostAnswer.Resend)]
    public void After_the_tries_the_session_ends(LostAnswer habit)
    {
        Use(new DmBehaviour { LostAnswer = habit, LostAnswerRetries = 2 });
        for (int attempt = 1; attempt <= 3; attempt++)
        {
            _bench.ShouldHavePosted(attempt).PostFails(NetworkFailure.TimedOut).Wait(TimeSpan.FromSeconds(5));
        }

        _bench.ShouldHavePosted(3).ShouldBeIdle();
        Assert.Equal(SessionOutcome.TimedOut, Assert.Single(_bench.Facts<TerminalFact.SessionEnded>()).Outcome);
    }

    [Fact]
    public void Power_off_between_two_tries_ends_it()
    {
        Use(new DmBehaviour { LostAnswer = LostAnswer.Resend });
        _bench.PostFails(NetworkFailure.TimedOut).Reboot().Wait(TimeSpan.FromDays(1)).ShouldHavePosted(1).ShouldBeIdle();
    }

    [Fact]
    public void A_model_may_ignore_RespURI()
    {
        Use(new DmBehaviour { ObeysRespUri = false });
        _server.Reply(new ReplyForm { RespUri = "http://dm.test:7001/dm?s=1" }, _server.Get("./DevInfo/Man"));
        Assert.Equal(Samples.DmAddress, _bench.OpenPost!.Uri);
    }

    [Theory]
    [InlineData(SessionIdForm.Hex, "9001")]
    [InlineData(SessionIdForm.Decimal, "36865")]
    [InlineData(SessionIdForm.Fixed, "1")]
    public void The_session_id_is_written_as_the_model_has_it(SessionIdForm form, string id)
    {
        Use(new DmBehaviour { SessionId = form });
        Assert.Equal(id, _server.Take().Header.SessionId);
    }

    [Theory]
    [InlineData(DevInfoItems.LeavesWithMeta, 5, true)]
    [InlineData(DevInfoItems.LeavesBare, 5, false)]
    [InlineData(DevInfoItems.WithInteriorNode, 6, true)]
    public void DevInfo_comes_as_the_model_has_it(DevInfoItems form, int items, bool meta)
    {
        Use(new DmBehaviour { DevInfo = form });
        Command.Replace devInfo = _server.Take().Commands.OfType<Command.Replace>().Single();
        Assert.Equal(items, devInfo.Items.Count);
        Assert.All(devInfo.Items, i => Assert.Equal(meta, i.Meta is not null));
    }

    [Theory]
    [InlineData("1.3", "DM/1.2", 505)]
    [InlineData("1.2", "DM/2.0", 513)]
    public void An_unknown_version_is_refused_and_the_session_left(string dtd, string protocol, int code)
    {
        Use(new DmBehaviour());
        Command.Replace replace = _server.Replace("./Settings/WAP/StartPage", "x");
        _server.Reply(new ReplyForm { VerDtd = dtd, VerProto = protocol }, replace);
        _server.Take();
        Assert.Equal((code, code), (_server.HeaderStatus!.Code, _server.CodeOf(replace)));
        Assert.Equal("http://wap.monternet.com", _bench.Terminal.Read("./Settings/WAP/StartPage").Value);
        _server.Reply(_server.Get("./DevInfo/Man")).ShouldBeIdle();
        Assert.Equal(SessionOutcome.ServerMistake, Assert.Single(_bench.Facts<TerminalFact.SessionEnded>()).Outcome);
    }

    [Fact]
    public void A_message_of_another_session_is_not_for_this_one()
    {
        Use(new DmBehaviour());
        _server.Reply(new ReplyForm { SessionId = "77" }, _server.Replace("./Settings/WAP/StartPage", "x")).ShouldBeIdle();
        Assert.Equal("http://wap.monternet.com", _bench.Terminal.Read("./Settings/WAP/StartPage").Value);
        Assert.Equal(SessionOutcome.ServerMistake, Assert.Single(_bench.Facts<TerminalFact.SessionEnded>()).Outcome);
    }

    [Theory]
    [InlineData(DmVersion.V112)]
    [InlineData(DmVersion.V112WithReports)]
    [Trait("spec", "SyncML DM 1.1.2, versions")]
    public void A_DM_1_1_handset_says_so(DmVersion version)
    {
        Use(new DmBehaviour { Version = version });
        Assert.Equal(("1.1", "DM/1.1"), (_server.Take().Header.VerDtd, _server.Received.Header.VerProto));
        Command.Get get = _server.Get("./DevInfo/Man");
        _server.Reply(new ReplyForm { VerDtd = "1.1", VerProto = "DM/1.1" }, get);
        _server.Take();
        Assert.Equal(200, _server.CodeOf(get));
    }

    [Theory]
    [InlineData(10, 1)]
    [InlineData(11, 0)]
    public void A_model_hears_the_notification_versions_it_knows(int version, int posts)
    {
        Bench bench = new Bench(Samples.Xml with { Dm = new DmBehaviour { NotificationVersions = [10] } }).PowerOn(Samples.HomeSim);
        DmServer server = new(bench);
        bench.Sms(server.Push(UiMode.Background, 1, version: version)).ShouldHavePosted(posts);
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public void A_model_may_leave_the_digest_unchecked(bool checks, int posts)
    {
        Bench bench = new Bench(Samples.Xml with { Authentication = new AuthenticationBehaviour { ChecksNotificationDigest = checks } }).PowerOn(Samples.HomeSim);
        DmServer server = new(bench) { Password = "guess" };
        bench.Sms(server.Push(UiMode.Background, 1)).ShouldHavePosted(posts);
    }

    [Theory]
    [Trait("row", "EXC-03")]
    [InlineData(PromptPolicy.Chapters, 1)]
    [InlineData(PromptPolicy.Quiet, 0)]
    public void Quiet_says_nothing_of_a_time_out_in_a_silent_firmware_session(PromptPolicy policy, int entries)
    {
        FirmwareBench firmware = new FirmwareBench(Samples.Xml with { Ui = new UiBehaviour { Prompts = policy } }).Command();
        firmware.Bench.PostFails(NetworkFailure.TimedOut);
        Assert.Equal(entries, firmware.Bench.Nv.Journal.Entries.Count);
    }

    [Fact]
    [Trait("row", "UIM-01")]
    public void The_sign_of_a_connection_is_for_visible_sessions()
    {
        foreach ((UiMode mode, int signs) in ((UiMode, int)[])[(UiMode.NotSpecified, 0), (UiMode.Background, 0), (UiMode.Informative, 1), (UiMode.UserInteraction, 1)])
        {
            Bench bench = new Bench().PowerOn(Samples.HomeSim);
            new DmServer(bench).Notify(mode);
            if (mode == UiMode.UserInteraction) bench.UserSays(UserAnswer.Yes);
            Assert.Equal(signs, bench.ShouldHavePosted(1).Nv.Journal.Indicators);
        }
    }

    [Fact]
    public void A_push_in_two_messages_is_one_notification()
    {
        Bench bench = new Bench().PowerOn(Samples.HomeSim);
        DmServer server = new(bench);
        byte[] payload = Protocol.Sms.UserData.Decode(server.Push(UiMode.Background, 5), true).Value!.Payload;
        Protocol.Sms.PortAddress ports = new(Protocol.Sms.WapPush.Port, 49154);
        bench.Sms(Protocol.Sms.UserData.Encode(ports, new(7, 2, 2), payload.AsSpan(20))).ShouldHavePosted(0);
        bench.Sms(Protocol.Sms.UserData.Encode(ports, new(7, 2, 1), payload.AsSpan(0, 20))).ShouldHavePosted(1);
    }

    private void Use(DmBehaviour dm)
    {
        _bench = new Bench(Samples.Xml with { Dm = dm }).PowerOn(Samples.HomeSim);
        _server = new DmServer(_bench);
        _server.Notify();
    }
}
