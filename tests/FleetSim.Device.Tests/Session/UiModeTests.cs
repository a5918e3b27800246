using FleetSim.Device.Tests.Support;
using FleetSim.Device.Ui;
using FleetSim.Protocol.Notification;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Device.Tests.Session;

public sealed class UiModeTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(150);

    private readonly Bench _bench;
    private readonly DmServer _server;

    public UiModeTests()
    {
        _bench = new Bench().PowerOn(Samples.HomeSim);
        _server = new DmServer(_bench);
    }

    [Theory]
    [Trait("row", "UIM-01")]
    [InlineData(UiMode.Background)]
    [InlineData(UiMode.NotSpecified)]
    public void A_background_session_runs_in_silence(UiMode mode)
    {
        _server.Notify(mode).ShouldHavePosted(1);
        SyncMlMessage package1 = _server.Take();
        Assert.Equal(_server.LastNotification.ToString("X", null), package1.Header.SessionId);
        Assert.Equal(AlertCode.ServerInitiated, Assert.IsType<Command.Alert>(package1.Commands[0]).Code);
        _server.Reply().ShouldBeIdle().ShouldBeSilent();
        Assert.Equal(1, _bench.Nv.Odometer.SessionsCompleted);
    }

    [Theory]
    [Trait("row", "UIM-02")]
    [InlineData(UiMode.Background, NetworkFailure.ConnectRefused)]
    [InlineData(UiMode.NotSpecified, NetworkFailure.ConnectRefused)]
    [InlineData(UiMode.Background, NetworkFailure.ConnectionLost)]
    [InlineData(UiMode.Background, NetworkFailure.TimedOut)]
    public void A_background_session_that_fails_is_silent(UiMode mode, NetworkFailure failure)
    {
        _server.Notify(mode);
        _bench.PostFails(failure).ShouldBeIdle().ShouldBeSilent().ShouldHavePosted(1);
        Assert.Equal(1, _bench.Nv.Odometer.SessionsFailed);
    }

    [Fact]
    [Trait("row", "UIM-02")]
    public void Without_a_bearer_a_background_session_fails_in_silence()
    {
        _server.Notify();
        _bench.LoseSignal().ShouldBeIdle().ShouldBeSilent();
        Assert.Equal(1, _bench.Nv.Odometer.SessionsFailed);
    }

    [Fact]
    [Trait("row", "UIM-03")]
    [Trait("row", "COL-13")]
    public void An_informative_session_shows_one_entry_and_waits_for_nobody() =>
        _server.Notify(UiMode.Informative).ShouldHaveShown(UiSubject.SessionInfo).ShouldHavePosted(1);

    [Fact]
    [Trait("row", "UIM-04")]
    [Trait("row", "COL-13")]
    public void Nothing_is_posted_before_the_user_says_yes()
    {
        _server.Notify(UiMode.UserInteraction).ShouldHaveShown(UiSubject.SessionQuestion).ShouldHavePosted(0);
        _bench.Wait(Patience - TimeSpan.FromSeconds(1)).ShouldHavePosted(0);
        _bench.UserSays(UserAnswer.Yes).ShouldHavePosted(1).ShouldHaveShown(UiSubject.SessionQuestion);
        Assert.Equal(UserAnswer.Yes, _bench.Nv.Journal.Entries[0].Answer);
    }

    [Fact]
    [Trait("row", "UIM-04")]
    public void No_means_no_session_ever()
    {
        _server.Notify(UiMode.UserInteraction);
        _bench.UserSays(UserAnswer.No).ShouldBeIdle().Wait(TimeSpan.FromDays(1)).ShouldHavePosted(0);
        _bench.UserSays(UserAnswer.Yes).ShouldHavePosted(0);
        Assert.Equal(1, _bench.Nv.Odometer.Refusals);
    }

    [Theory]
    [InlineData(UserAnswer.Typed)]
    [InlineData(UserAnswer.Chosen)]
    [InlineData(UserAnswer.Cancelled)]
    [Trait("row", "UIM-04")]
    public void What_is_no_yes_is_a_no(UserAnswer answer)
    {
        _server.Notify(UiMode.UserInteraction);
        _bench.UserSays(answer).ShouldBeIdle().ShouldHavePosted(0);
    }

    [Fact]
    [Trait("row", "UIM-04")]
    public void No_answer_in_150_s_means_no_session_ever()
    {
        _server.Notify(UiMode.UserInteraction);
        _bench.Wait(Patience).ShouldBeIdle().UserSays(UserAnswer.Yes).Wait(TimeSpan.FromDays(1)).ShouldHavePosted(0);
        Assert.Null(_bench.Nv.Journal.Entries[0].Answer);
    }

    [Fact]
    [Trait("row", "UIM-04")]
    public void Power_off_while_asked_ends_the_question()
    {
        _server.Notify(UiMode.UserInteraction);
        _bench.Reboot().UserSays(UserAnswer.Yes).Wait(TimeSpan.FromDays(1)).ShouldHavePosted(0).ShouldBeIdle();
    }

    [Fact]
    [Trait("row", "UIM-04")]
    public void A_yes_without_signal_posts_nothing()
    {
        _server.Notify(UiMode.UserInteraction);
        _bench.LoseSignal().UserSays(UserAnswer.Yes).ShouldHavePosted(0).ShouldBeIdle();
        Assert.Equal(1, _bench.Nv.Odometer.SessionsFailed);
    }

    [Fact]
    public void A_notification_in_a_session_waits_and_a_third_is_dropped()
    {
        _server.Notify();
        _server.Notify();
        _server.Notify();
        _bench.ShouldHavePosted(1);
        Assert.Equal(NotificationFault.Busy, Assert.Single(_bench.Facts<TerminalFact.NotificationDropped>()).Fault);
        _server.Reply().ShouldHavePosted(2);
        Assert.Equal("9002", _server.Take().Header.SessionId);
        _server.Reply().ShouldBeIdle();
    }

    [Fact]
    public void A_notification_is_obeyed_once()
    {
        byte[] push = _server.Push(UiMode.Background, 7);
        _bench.Sms(push);
        _server.Reply().Sms(push).ShouldHavePosted(1);
        Assert.Equal(NotificationFault.Repeated, Assert.Single(_bench.Facts<TerminalFact.NotificationDropped>()).Fault);
    }

    [Theory]
    [InlineData(false, "9001")]
    [InlineData(true, "36865")]
    public void The_session_id_is_hex_or_decimal_by_model(bool decimalIds, string expected)
    {
        Bench bench = new Bench(Samples.Model(SyncMlEncoding.Xml, decimalIds)).PowerOn(null);
        DmServer server = new(bench);
        server.Notify();
        Assert.Equal(expected, server.Take().Header.SessionId);
    }
}
