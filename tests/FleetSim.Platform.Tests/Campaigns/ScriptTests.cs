using FleetSim.Platform.Books;
using FleetSim.Platform.Settings;
using FleetSim.Platform.Tests.Support;
using FleetSim.Protocol.Identity;
using FleetSim.Protocol.LargeObjects;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Platform.Tests.Campaigns;

/// <summary>Commands that the options add to sessions.</summary>
public sealed class ScriptTests
{
    private const string Page = "./Settings/WAP/StartPage";
    private static readonly Imei Imei = new(860206000003972);

    [Theory]
    [InlineData(1100, "", "1100 MINDT=10|Hello", null)]
    [InlineData(1101, "", "1101 MINDT=10|Hello", null)]
    [InlineData(1102, "typed", "1102 MINDT=10|Hello", "typed")]
    [InlineData(1103, "2", "1103 MINDT=10|Hello|red|green", "2")]
    [InlineData(1104, "1,2", "1104 MINDT=10|Hello|red|green", "1,2")]
    [Trait("row", "ALR-02")]
    public void The_user_is_asked_and_the_answer_booked(int code, string answer, string alert, string? booked)
    {
        (Bench bench, ScriptedHandset handset) = Begun(new CommandOptions
        {
            Command = CommandName.Alert, Code = code, Text = "Hello", Options = "MINDT=10", Choices = code >= 1103 ? ["red", "green"] : [],
        });
        Command.Alert asked = Assert.IsType<Command.Alert>(Assert.Single(ScriptedHandset.Asked(handset.Reply!)));
        Assert.Equal(alert, $"{asked.Code} {string.Join('|', asked.Items.Select(i => i.Data!.Value.Text))}");
        Item[] items = [.. answer.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(a => new Item { Data = a })];
        handset.Post(handset.HeaderStatus(), handset.StatusOf(asked, 200) with { Items = items });
        Assert.Equal(("script", "Alert", 200, booked), Row(bench.Last<BookEntry.CommandStatus>()!));
        Assert.Equal(0, bench.Status.OpenSessions);
    }

    [Fact]
    public void A_refusal_is_booked_by_its_code()
    {
        (Bench bench, ScriptedHandset handset) = Begun(new CommandOptions { Command = CommandName.Alert, Code = 1103, Text = "?", Choices = ["a"] });
        handset.Post(handset.HeaderStatus(), handset.StatusOf(ScriptedHandset.Asked(handset.Reply!)[0], 214));
        Assert.Equal(("script", "Alert", 214, null), Row(bench.Last<BookEntry.CommandStatus>()!));
    }

    [Fact]
    [Trait("spec", "OMA-TS-DM_RepPro-V1_2_1, 6.6")]
    public void Several_Replaces_are_one_Atomic_and_each_status_is_booked()
    {
        (Bench bench, ScriptedHandset handset) = Begun(new CommandOptions
        {
            Command = CommandName.Atomic,
            Commands =
            [
                new CommandOptions { Command = CommandName.Replace, Uri = "./A", Value = "1" }, new CommandOptions { Command = CommandName.Replace, Uri = "./B", Value = "2" },
            ],
        });
        Command.Atomic atomic = Assert.IsType<Command.Atomic>(Assert.Single(ScriptedHandset.Asked(handset.Reply!)));
        Assert.Equal(["./A=1", "./B=2"], atomic.Commands.Cast<Command.Replace>().Select(r => $"{r.Items[0].Target!.LocUri}={r.Items[0].Data}"));
        handset.Post([handset.HeaderStatus(), handset.StatusOf(atomic, 200), .. atomic.Commands.Select(c => handset.StatusOf(c, 200))]);
        Assert.Equal(["Atomic ", "Replace ./A", "Replace ./B"], bench.Entries.OfType<BookEntry.CommandStatus>().Select(s => $"{s.Command} {s.Uri}"));
    }

    [Theory]
    [InlineData(SyncMlEncoding.Xml)]
    [InlineData(SyncMlEncoding.Wbxml)]
    [Trait("spec", "OMA-TS-DM_Protocol-V1_2_1, 7")]
    public void A_large_value_goes_out_in_chunks_within_MaxMsgSize_and_adds_up(SyncMlEncoding encoding)
    {
        (Bench bench, ScriptedHandset handset) = Begun(Large(9000), encoding, 2000);
        ObjectReceiver receiver = new(1 << 20);
        ObjectStep step;
        int chunks = 0;
        while (true)
        {
            chunks++;
            Assert.InRange(handset.ReplyBody.Length, 1, 2000);
            Command.Replace chunk = Assert.IsType<Command.Replace>(Assert.Single(ScriptedHandset.Asked(handset.Reply!)));
            Assert.Equal(!chunk.Items[0].MoreData, handset.Reply!.Final);
            step = receiver.Receive("Replace", chunk.Items[0]);
            if (step.Outcome != ObjectOutcome.ChunkTaken) break;
            handset.Post(false, handset.HeaderStatus(), handset.StatusOf(chunk, 213), handset.Alert(AlertCode.NextMessage));
        }

        Assert.Equal((ObjectOutcome.Whole, 9000), (step.Outcome, step.Object!.Data!.Value.Text.Length));
        Assert.True(chunks > 4);
        handset.Post(handset.HeaderStatus(), handset.StatusOf(ScriptedHandset.Asked(handset.Reply!)[0], 200));
        Assert.Equal(("script", "Replace", 200, null), Row(Assert.Single(bench.Entries.OfType<BookEntry.CommandStatus>())));
        Assert.Equal(0, bench.Status.OpenSessions);
    }

    [Theory]
    [InlineData(413)]
    [InlineData(420)]
    [InlineData(424)]
    public void A_chunk_that_is_refused_ends_the_object(int code)
    {
        (Bench bench, ScriptedHandset handset) = Begun(Large(9000), maxMsgSize: 2000);
        handset.Post(false, handset.HeaderStatus(), handset.StatusOf(ScriptedHandset.Asked(handset.Reply!)[0], code));
        Assert.Empty(ScriptedHandset.Asked(handset.Reply!));
        Assert.Equal(("script", "Replace", code, null), Row(Assert.Single(bench.Entries.OfType<BookEntry.CommandStatus>())));
    }

    [Theory]
    [InlineData(2000, 8999)]
    [InlineData(300, 100_000)]
    public void An_object_over_the_handsets_MaxObjSize_or_without_room_for_a_chunk_is_not_sent(int maxMsgSize, int maxObjSize)
    {
        (Bench bench, ScriptedHandset handset) = Begun(Large(9000), maxMsgSize: maxMsgSize, maxObjSize: maxObjSize);
        Assert.Empty(ScriptedHandset.Asked(handset.Reply!));
        Assert.Equal(("script", "Replace", 413, null), Row(Assert.Single(bench.Entries.OfType<BookEntry.CommandStatus>())));
    }

    [Fact]
    public void A_value_that_fits_has_neither_Size_nor_MoreData()
    {
        (_, ScriptedHandset handset) = Begun(Large(100));
        Item item = ((Command.Replace)ScriptedHandset.Asked(handset.Reply!)[0]).Items[0];
        Assert.Equal((null, false, 100), (item.Meta!.Size, item.MoreData, item.Data!.Value.Text.Length));
    }

    [Fact]
    public void Every_kind_of_command_goes_out_as_it_is_told()
    {
        (_, ScriptedHandset handset) = Begun(
            new CommandOptions { Command = CommandName.Add, Uri = "./A", Format = "node" },
            new CommandOptions { Command = CommandName.Copy, Uri = "./A/B", Source = "./C" },
            new CommandOptions { Command = CommandName.Get, Uri = "./A?list=Struct" },
            new CommandOptions { Command = CommandName.Exec, Uri = "./A" },
            new CommandOptions { Command = CommandName.Delete, Uri = "./A" });
        Assert.Equal(
            ["Add ./A node", "Copy ./A/B ./C", "Get ./A?list=Struct ", "Exec ./A ", "Delete ./A "],
            ScriptedHandset.Asked(handset.Reply!).Cast<Command.OverItems>().Select(c => $"{c.Name} {c.Items[0].Target!.LocUri} {c.Items[0].Source?.LocUri ?? c.Items[0].Meta?.Format}"));
    }

    [Theory]
    [InlineData(ScriptOccasion.Any, true, true)]
    [InlineData(ScriptOccasion.Collect, true, false)]
    [InlineData(ScriptOccasion.Firmware, false, false)]
    public void A_script_is_for_its_sessions(ScriptOccasion occasion, bool collecting, bool own)
    {
        ScriptOptions script = new() { Name = "s", In = occasion, Commands = [new CommandOptions { Command = CommandName.Get, Uri = "./X" }] };
        Bench bench = new(new PlatformOptions { Collect = new CollectOptions { Nodes = [], Expected = new Dictionary<string, string>() }, Scripts = [script] });
        bench.Register(Imei);
        bench.Pass(2);
        ScriptedHandset handset = new(bench, Imei);
        Assert.Equal(collecting, ScriptedHandset.Asked(handset.Open("1")).Count == 1);
        if (collecting) handset.Answer();
        Assert.Equal(own, ScriptedHandset.Asked(handset.Open("2", AlertCode.ClientInitiated)).Count == 1);
    }

    [Fact]
    public void A_share_is_some_of_the_handsets()
    {
        Bench bench = new(Options(new CommandOptions { Command = CommandName.Get, Uri = "./X" }) with { });
        bench.Options.Scripts[0].Share = 0.25;
        int asked = Enumerable.Range(0, 400).Count(i =>
            ScriptedHandset.Asked(new ScriptedHandset(bench, Protocol.Identity.Imei.FromFourteenDigits(86020600000000 + (ulong)i)).Open("1", AlertCode.ClientInitiated)).Count > 0);
        Assert.InRange(asked, 70, 130);
    }

    [Fact]
    public void All_faults_of_scripts_are_named_at_once()
    {
        PlatformOptionsException fault = Assert.Throws<PlatformOptionsException>(() => PlatformOptionsFile.Parse("""
            {"scripts": [{"share": 2, "commands": [{"command": "Alert", "code": 1200}, {"command": "Alert", "code": 1103}, {"command": "Get"},
              {"command": "Copy", "uri": "./A"}, {"command": "Atomic"}, {"command": "Get", "uri": "./A", "commands": [{"command": "Get", "uri": "./B"}]}]}],
             "bootstrap": {"form": "DmProfile", "security": "UserPinMac"}, "drills": ["nothing", {"drill": "http500", "every": 0}],
             "registration": {"services": [{"number": "x", "port": 0}]}, "handsets": [{"protocol": "2.0"}]}
            """));
        Assert.Equal(
            [
                "drills[0]", "drills[1].every", "handsets[0].model", "handsets[0].protocol", "registration.services[0].number", "registration.services[0].port",
                "scripts[0].name", "scripts[0].share", "scripts[0].commands[0]", "scripts[0].commands[1]", "scripts[0].commands[2]", "scripts[0].commands[3]",
                "scripts[0].commands[4]", "scripts[0].commands[5]", "bootstrap.pin", "bootstrap.security",
            ],
            fault.Faults.Select(f => f[..f.IndexOf(':', StringComparison.Ordinal)]));
    }

    private static CommandOptions Large(int octets) => new() { Command = CommandName.Replace, Uri = Page, Octets = octets };

    private static (string Script, string Command, int Status, string? Answer) Row(BookEntry.CommandStatus row) => (row.Script, row.Command, row.Status, row.Answer);

    private static PlatformOptions Options(params CommandOptions[] commands) => new()
    {
        Collect = new CollectOptions { Enabled = false }, Scripts = [new ScriptOptions { Name = "script", Commands = commands }],
    };

    private static (Bench Bench, ScriptedHandset Handset) Begun(params CommandOptions[] commands) => Begun(commands, SyncMlEncoding.Xml, null, null);

    private static (Bench Bench, ScriptedHandset Handset) Begun(
        CommandOptions command, SyncMlEncoding encoding = SyncMlEncoding.Xml, long? maxMsgSize = null, long? maxObjSize = null) =>
        Begun([command], encoding, maxMsgSize, maxObjSize);

    private static (Bench Bench, ScriptedHandset Handset) Begun(CommandOptions[] commands, SyncMlEncoding encoding, long? maxMsgSize, long? maxObjSize)
    {
        Bench bench = new(Options(commands));
        bench.Register(Imei);
        ScriptedHandset handset = new(bench, Imei, encoding) { MaxMsgSize = maxMsgSize, MaxObjSize = maxObjSize };
        handset.Open("1", AlertCode.ClientInitiated);
        return (bench, handset);
    }
}
