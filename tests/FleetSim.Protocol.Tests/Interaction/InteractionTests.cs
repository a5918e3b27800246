using FleetSim.Protocol.Interaction;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Protocol.Tests.Interaction;

[Trait("spec", "OMA-TS-DM_Protocol-V1_2_1, 10")]
public sealed class InteractionTests
{
    private static readonly string[] Six = ["choice one", "choice two", "choice three", "choice four", "choice five", "choice six"];

    [Fact]
    public void Each_alert_that_is_written_is_read()
    {
        DisplayOptions options = DisplayOptions.Read("MAXDT=20&DR=1");
        InteractionRequest[] requests =
        [
            new InteractionRequest.Display { Options = DisplayOptions.None, Text = "t" },
            new InteractionRequest.Confirm { Options = options, Text = "t" },
            new InteractionRequest.TextInput { Options = options, Text = "t" },
            new InteractionRequest.SingleChoice { Options = options, Text = "t", Choices = Six },
            new InteractionRequest.MultipleChoice { Options = options, Text = "t", Choices = Six },
        ];
        foreach ((int index, InteractionRequest request) in requests.Index())
        {
            Command.Alert alert = request.ToAlert(new CmdId("5"));
            Assert.Equal(1100 + index, alert.Code);
            InteractionRequest read = InteractionRequest.Read(alert).Value!;
            Assert.Equal((request.GetType(), request.Options, "t"), (read.GetType(), read.Options, read.Text));
        }
    }

    // Regression list 12: the alerts of a handset maker's test suite, four of them not well-formed.
    [Theory]
    [InlineData("display", typeof(InteractionRequest.Display), "MINDT=15")]
    [InlineData("confirm", typeof(InteractionRequest.Confirm), "MAXDT=15&DR=1")]
    [InlineData("confirmatomic", typeof(InteractionRequest.Confirm), "MAXDT=15&DR=1")]
    [InlineData("textinput", typeof(InteractionRequest.TextInput), "MAXDT=20&DR=hello%20andy!&MAXLEN=30&IT=I&ET=P")]
    [InlineData("singlechoice", typeof(InteractionRequest.SingleChoice), "MAXDT=20&DR=2")]
    [InlineData("multiplechoice", typeof(InteractionRequest.MultipleChoice), "MAXDT=20&DR=1-3,6")]
    public void A_handset_makers_alerts_are_understood(string name, Type type, string options)
    {
        SyncMlMessage message = SyncMl.Read.Message(SyncMl.TestFiles.Vector($"motorola-dm11/testalert{name}.xml"), SyncMlEncoding.Xml, name);
        Command.Alert alert = Assert.IsType<Command.Alert>(message.Commands[0] is Command.Atomic atomic ? atomic.Commands[0] : message.Commands[0]);
        InteractionRequest request = InteractionRequest.Read(alert).Value!;
        Assert.Equal(type, request.GetType());
        Assert.Equal(DisplayOptions.Read(options), request.Options);
        Assert.StartsWith("Testing ", request.Text, StringComparison.Ordinal);
        if (request is InteractionRequest.MultipleChoice multiple) Assert.Equal(Six, multiple.Choices);
        if (request is InteractionRequest.SingleChoice single) Assert.Equal(2, single.Default);
    }

    [Theory]
    [InlineData(1103, 2)]
    [InlineData(1104, 2)]
    [InlineData(1100, 0)]
    [InlineData(1200, 3)]
    public void An_alert_without_text_or_choices_is_invalid(int code, int items)
    {
        Assert.Equal(DecodeStatus.Invalid, InteractionRequest.Read(Alert(code, [.. Enumerable.Repeat("x", items)])).Status);
    }

    [Fact]
    public void A_single_Item_is_the_text()
    {
        Assert.Equal("hello", InteractionRequest.Read(Alert(1100, "hello")).Value!.Text);
    }

    [Fact]
    public void Outcomes_are_statuses_and_items()
    {
        Assert.Equal([200, 200, 304, 214, 406, 416], new[]
        {
            InteractionAnswer.Shown, InteractionAnswer.Yes, InteractionAnswer.No, InteractionAnswer.Cancelled, InteractionAnswer.Unsupported, InteractionAnswer.CannotBeShown,
        }.Select(answer => answer.Code));
        Assert.Equal(["abc"], InteractionAnswer.Typed("abc").Items.Select(item => item.Data!.Value.Text));
        Assert.Equal(["2", "5"], InteractionAnswer.Chosen(2, 5).Items.Select(item => item.Data!.Value.Text));
    }

    [Theory]
    [InlineData(1101, "DR=1", TimeoutAnswer.Bare, 408, "")]
    [InlineData(1101, "DR=1", TimeoutAnswer.WithDefaults, 408, "")]
    [InlineData(1101, "DR=1", TimeoutAnswer.DefaultsAsAnswer, 200, "")]
    [InlineData(1101, "DR=0", TimeoutAnswer.DefaultsAsAnswer, 304, "")]
    [InlineData(1101, "", TimeoutAnswer.DefaultsAsAnswer, 408, "")]
    [InlineData(1102, "DR=hi", TimeoutAnswer.WithDefaults, 408, "hi")]
    [InlineData(1103, "DR=2", TimeoutAnswer.WithDefaults, 408, "2")]
    [InlineData(1104, "DR=1-2", TimeoutAnswer.DefaultsAsAnswer, 200, "1 2")]
    [InlineData(1100, "DR=1", TimeoutAnswer.DefaultsAsAnswer, 408, "")]
    public void Nobody_answered(int code, string options, TimeoutAnswer manner, int status, string values)
    {
        InteractionRequest request = InteractionRequest.Read(Alert(code, options, "text", "one", "two")).Value!;
        Assert.Equal(new InteractionAnswer(status, values.Split(' ', StringSplitOptions.RemoveEmptyEntries)), InteractionAnswer.TimedOut(request, manner));
    }

    [Theory]
    [InlineData(1103, 200, "2", true)]
    [InlineData(1103, 200, "3", false)]
    [InlineData(1103, 200, "", false)]
    [InlineData(1104, 200, "1 2", true)]
    [InlineData(1104, 200, "1 x", false)]
    [InlineData(1102, 200, "abc", true)]
    [InlineData(1101, 304, "", true)]
    [InlineData(1101, 507, "", false)]
    public void A_server_reads_the_answer(int code, int status, string values, bool fits)
    {
        InteractionRequest request = InteractionRequest.Read(Alert(code, "", "text", "one", "two")).Value!;
        Command.Status answer = new()
        {
            CmdId = new CmdId("1"), MsgRef = new MsgId("1"), CmdRef = new CmdId("1"), Cmd = "Alert", Code = status,
            Items = [.. values.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(value => new Item { Data = value })],
        };
        Assert.Equal(fits, InteractionAnswer.Read(request, answer) is not null);
    }

    private static Command.Alert Alert(int code, params string[] items) =>
        new() { CmdId = new CmdId("1"), Code = code, Items = [.. items.Select(text => new Item { Data = text })] };
}
