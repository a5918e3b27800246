using FleetSim.Device.Behaviour;
using FleetSim.Device.Tests.Support;
using FleetSim.Device.Ui;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Device.Tests.Session;

public sealed class AlertTests
{
    private const string Apn = "./Settings/GPRS/CMNet/APN";

    private readonly Bench _bench;
    private readonly DmServer _server;

    public AlertTests()
    {
        _bench = new Bench().PowerOn(Samples.HomeSim);
        _server = new DmServer(_bench);
        _server.Notify();
    }

    [Theory]
    [Trait("row", "ALR-01")]
    [Trait("row", "ALR-04")]
    [Trait("row", "ALR-05")]
    [InlineData(UserAnswer.Yes, 200)]
    [InlineData(UserAnswer.No, 304)]
    public void An_1101_is_answered_as_the_user_chose(UserAnswer answer, int code)
    {
        Command.Alert alert = _server.Alert(AlertCode.Confirm, "Update now?");
        _server.Reply(alert).ShouldHaveShown(UiSubject.AlertQuestion).ShouldHavePosted(1);
        Assert.Equal("Update now?", _bench.Nv.Journal.Entries[0].Text);
        _bench.Wait(TimeSpan.FromSeconds(100)).ShouldHavePosted(1).UserSays(answer).ShouldHavePosted(2);
        _server.Take();
        Assert.Equal(code, _server.CodeOf(alert));
    }

    [Fact]
    [Trait("row", "ALR-03")]
    public void An_1100_is_shown_and_waits_for_nobody()
    {
        Command.Alert alert = _server.Alert(AlertCode.Display, "Hello");
        _server.Reply(alert).ShouldHaveShown(UiSubject.AlertDisplay).ShouldHavePosted(2);
        Assert.Equal("Hello", _bench.Nv.Journal.Entries[0].Text);
        _server.Take();
        Assert.Equal(200, _server.CodeOf(alert));
    }

    [Theory]
    [Trait("row", "ALR-02")]
    [InlineData(AlertCode.Display)]
    [InlineData(AlertCode.TextInput)]
    [InlineData(AlertCode.SingleChoice)]
    [InlineData(AlertCode.MultipleChoice)]
    public void Switched_off_the_optional_alerts_say_so(int code)
    {
        Bench bench = new Bench(Samples.Xml with { Ui = new UiBehaviour { OptionalAlerts = false } }).PowerOn(Samples.HomeSim);
        DmServer server = new(bench);
        server.Notify();
        Command.Alert alert = server.Alert(code, "?");
        server.Reply(alert).ShouldBeSilent();
        server.Take();
        Assert.Equal(406, server.CodeOf(alert));
    }

    [Fact]
    [Trait("row", "ALR-05")]
    [Trait("row", "CFG-09")]
    public void A_refusal_skips_the_rest_of_its_Sequence_and_nothing_else()
    {
        Command.Alert alert = _server.Alert(AlertCode.Confirm, "Change it?");
        Command.Replace inside = _server.Replace(Apn, "inside");
        Command.Sequence sequence = _server.Sequence(alert, inside);
        Command.Replace beside = _server.Replace("./Settings/WAP/StartPage", "beside");
        _server.Reply(sequence, beside);
        _bench.UserSays(UserAnswer.No);
        _server.Take();
        Assert.Equal(200, _server.CodeOf(sequence));
        Assert.Equal(304, _server.CodeOf(alert));
        Assert.Equal(215, _server.CodeOf(inside));
        Assert.Equal(200, _server.CodeOf(beside));
        Assert.Equal("cmnet", _bench.Terminal.Read(Apn).Value);
        Assert.Equal("beside", _bench.Terminal.Read("./Settings/WAP/StartPage").Value);
    }

    [Fact]
    [Trait("row", "CFG-09")]
    public void Consent_carries_the_Sequence_out()
    {
        Command.Alert alert = _server.Alert(AlertCode.Confirm, "Change it?");
        Command.Replace inside = _server.Replace(Apn, "inside");
        _server.Reply(_server.Sequence(alert, inside));
        Assert.Equal("cmnet", _bench.Terminal.Read(Apn).Value);
        _bench.UserSays(UserAnswer.Yes);
        _server.Take();
        Assert.Equal(200, _server.CodeOf(alert));
        Assert.Equal(200, _server.CodeOf(inside));
        Assert.Equal("inside", _bench.Terminal.Read(Apn).Value);
    }

    [Theory]
    [Trait("row", "COL-15")]
    [InlineData(UserAnswer.Yes, 200, 200, 1)]
    [InlineData(UserAnswer.No, 304, 215, 0)]
    public void Collection_can_be_asked_for(UserAnswer answer, int alertCode, int getCode, int results)
    {
        Command.Alert alert = _server.Alert(AlertCode.Confirm, "Read it?");
        Command.Get get = _server.Get(Apn);
        _server.Reply(_server.Sequence(alert, get));
        _bench.UserSays(answer);
        _server.Take();
        Assert.Equal(alertCode, _server.CodeOf(alert));
        Assert.Equal(getCode, _server.CodeOf(get));
        Assert.Equal(results, _server.ResultsOf(get).Count);
    }

    [Fact]
    [Trait("row", "ALR-05")]
    public void A_refused_alert_beside_other_commands_stops_none_of_them()
    {
        Command.Alert alert = _server.Alert(AlertCode.Confirm, "?");
        Command.Replace beside = _server.Replace(Apn, "beside");
        _server.Reply(alert, beside);
        _bench.UserSays(UserAnswer.No);
        _server.Take();
        Assert.Equal(304, _server.CodeOf(alert));
        Assert.Equal(200, _server.CodeOf(beside));
    }

    [Fact]
    public void Silence_is_a_time_out_and_stops_what_follows()
    {
        Command.Alert alert = _server.Alert(AlertCode.Confirm, "?");
        Command.Replace beside = _server.Replace(Apn, "beside");
        _server.Reply(alert, beside);
        _bench.Wait(TimeSpan.FromSeconds(150)).ShouldHavePosted(2);
        _server.Take();
        Assert.Equal(408, _server.CodeOf(alert));
        Assert.Equal(215, _server.CodeOf(beside));
        Assert.Equal("cmnet", _bench.Terminal.Read(Apn).Value);
    }

    [Fact]
    public void Two_questions_in_one_message_are_asked_one_after_the_other()
    {
        Command.Alert first = _server.Alert(AlertCode.Confirm, "one?");
        Command.Alert second = _server.Alert(AlertCode.Confirm, "two?");
        _server.Reply(_server.Sequence(first), _server.Sequence(second)).ShouldHaveShown(UiSubject.AlertQuestion);
        _bench.UserSays(UserAnswer.No).ShouldHaveShown(UiSubject.AlertQuestion, UiSubject.AlertQuestion).ShouldHavePosted(1);
        _bench.UserSays(UserAnswer.Yes).ShouldHavePosted(2);
        _server.Take();
        Assert.Equal(304, _server.CodeOf(first));
        Assert.Equal(200, _server.CodeOf(second));
    }

    [Fact]
    [Trait("row", "EXC-03")]
    public void After_an_alert_was_shown_a_time_out_is_shown_as_well()
    {
        _server.Reply(_server.Alert(AlertCode.Display, "Hello"));
        _bench.PostFails(NetworkFailure.TimedOut).ShouldHaveShown(UiSubject.AlertDisplay, UiSubject.SessionTimedOut).ShouldBeIdle();
    }

    [Fact]
    public void A_question_that_power_off_closed_is_not_answered_later()
    {
        _server.Reply(_server.Alert(AlertCode.Confirm, "?"));
        _bench.Reboot().UserSays(UserAnswer.Yes).Wait(TimeSpan.FromDays(1)).ShouldHavePosted(1).ShouldBeIdle();
    }
}
