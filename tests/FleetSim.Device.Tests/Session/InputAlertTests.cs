using FleetSim.Device.Behaviour;
using FleetSim.Device.Tests.Support;
using FleetSim.Device.Ui;
using FleetSim.Protocol.Interaction;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Device.Tests.Session;

public sealed class InputAlertTests
{
    private Bench _bench = null!;
    private DmServer _server = null!;

    public InputAlertTests() => Use(new UiBehaviour());

    [Fact]
    [Trait("row", "ALR-02")]
    [Trait("row", "ALR-06")]
    public void An_1102_returns_what_the_user_typed()
    {
        Command.Alert alert = Asked(AlertCode.TextInput, "MAXDT=60&MAXLEN=30&IT=A", "Your name?");
        Assert.Equal("Your name?", Assert.IsType<InteractionRequest.TextInput>(Assert.Single(_bench.All<TerminalAction.Prompt>()).Request).Text);
        _bench.ShouldHaveShown(UiSubject.AlertInput).ShouldHavePosted(1).UserTypes("罗立果");
        Assert.Equal((200, "罗立果"), Answer(alert));
    }

    [Fact]
    [Trait("row", "ALR-06")]
    public void An_1102_takes_no_more_than_it_wants()
    {
        Command.Alert alert = Asked(AlertCode.TextInput, "MAXLEN=3", "?");
        _bench.UserTypes("12345");
        Assert.Equal((200, "123"), Answer(alert));
    }

    [Fact]
    [Trait("row", "ALR-02")]
    [Trait("row", "ALR-07")]
    public void An_1103_returns_the_number_of_one_choice_from_1()
    {
        Command.Alert alert = Asked(AlertCode.SingleChoice, "", "Which?", "one", "two", "three");
        _bench.ShouldHaveShown(UiSubject.AlertChoice).UserChooses(2);
        Assert.Equal((200, "2"), Answer(alert));
        Assert.Single(StatusOf(alert).Items);
    }

    [Fact]
    [Trait("row", "ALR-02")]
    [Trait("row", "ALR-08")]
    public void An_1104_returns_an_Item_for_each_choice()
    {
        Command.Alert alert = Asked(AlertCode.MultipleChoice, "", "Which?", "one", "two", "three");
        _bench.UserChooses(1, 3);
        Assert.Equal((200, "1,3"), Answer(alert));
    }

    [Theory]
    [InlineData(AlertCode.SingleChoice)]
    [InlineData(AlertCode.MultipleChoice)]
    public void A_choice_that_was_not_offered_is_none(int code)
    {
        Command.Alert alert = Asked(code, "", "Which?", "one", "two");
        _bench.UserChooses(3);
        Assert.Equal((214, ""), Answer(alert));
    }

    [Theory]
    [InlineData(TimeoutAnswer.Bare, 408, "")]
    [InlineData(TimeoutAnswer.WithDefaults, 408, "2,3")]
    [InlineData(TimeoutAnswer.DefaultsAsAnswer, 200, "2,3")]
    public void MAXDT_ends_the_question_as_the_model_has_it(TimeoutAnswer manner, int code, string values)
    {
        Use(new UiBehaviour { TimeoutAnswer = manner });
        Command.Alert alert = Asked(AlertCode.MultipleChoice, "MAXDT=20&DR=2-3", "Which?", "one", "two", "three");
        _bench.Wait(TimeSpan.FromSeconds(19)).ShouldHavePosted(1).Wait(TimeSpan.FromSeconds(1)).ShouldHavePosted(2);
        Assert.Equal((code, values), Answer(alert));
    }

    [Fact]
    [Trait("row", "CFG-05")]
    public void An_alert_without_choices_or_text_is_incomplete_and_not_shown()
    {
        foreach (int code in (int[])[AlertCode.Display, AlertCode.Confirm, AlertCode.TextInput, AlertCode.SingleChoice, AlertCode.MultipleChoice])
        {
            Use(new UiBehaviour());
            Command.Alert alert = _server.Alert(code);
            _server.Reply(alert).ShouldBeSilent();
            Assert.Equal((412, ""), Answer(alert));
        }
    }

    [Fact]
    public void A_text_that_cannot_be_shown_is_416()
    {
        Command.Alert alert = _server.Alert(AlertCode.Confirm, new string('x', 1025));
        _server.Reply(alert).ShouldBeSilent();
        Assert.Equal((416, ""), Answer(alert));
    }

    private void Use(UiBehaviour ui)
    {
        _bench = new Bench(Samples.Xml with { Ui = ui }).PowerOn(Samples.HomeSim);
        _server = new DmServer(_bench);
        _server.Notify();
    }

    private Command.Alert Asked(int code, params string[] items)
    {
        Command.Alert alert = _server.Alert(code) with { Items = [.. items.Select(text => new Item { Data = text })] };
        _server.Reply(alert);
        return alert;
    }

    private (int, string) Answer(Command alert) => (StatusOf(alert).Code, string.Join(',', StatusOf(alert).Items.Select(i => i.Data!.Value.Text)));

    private Command.Status StatusOf(Command alert) => _server.Take().Commands.OfType<Command.Status>().Single(s => s.CmdRef == alert.CmdId);
}
