using FleetSim.Platform.Books;
using FleetSim.Platform.Settings;
using FleetSim.Platform.Tests.Support;
using FleetSim.Protocol.Identity;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Platform.Tests.Drills;

/// <summary>The commands that a drill adds to a session, and what the books keep of the answers.</summary>
[Trait("spec", "OMA-TS-DM_Protocol-V1_2_1, 8")]
public sealed class CommandDrillTests
{
    private const string Leaf = "./Settings/WAP/StartPage";
    private static readonly Imei Imei = new(860206000003972);

    [Theory]
    [InlineData("getMissing", "Get ./Settings/NoSuchNode", 404)]
    [InlineData("getWithoutItem", "Get ", 412)]
    [InlineData("replaceReadOnly", "Replace ./DevInfo/DevId", 405)]
    [InlineData("replaceMissing", "Replace ./Settings/NoSuchNode", 404)]
    [InlineData("execWithoutExec", "Exec ./DevDetail/SwV", 405)]
    [InlineData("deletePermanent", "Delete ./DevInfo", 405)]
    [InlineData("addAndDelete", "Add ./Settings/WAP/Drill, Add ./Settings/WAP/Drill, Delete ./Settings/WAP/Drill", 418)]
    [InlineData("addWithoutParent", "Add ./Settings/NoSuchNode/A/B", 404)]
    [InlineData("copyLeaf", "Copy ./Settings/WAP/Drill, Delete ./Settings/WAP/Drill", 406)]
    [InlineData("copyInterior", "Copy ./Settings/WAP/Drill", 403)]
    [Trait("row", "CFG-05")]
    public void Wrong_commands_go_out_and_their_statuses_are_booked(string drill, string asked, int code)
    {
        (Bench bench, ScriptedHandset handset) = Begun(drill);
        IReadOnlyList<Command> commands = ScriptedHandset.Asked(handset.Reply!);
        Assert.Equal(asked, string.Join(", ", commands.Select(c => $"{c.Name} {Uri(c)}")));
        handset.Post([handset.HeaderStatus(), .. commands.Select(c => handset.StatusOf(c, code))]);
        BookEntry.CommandStatus[] booked = [.. bench.Entries.OfType<BookEntry.CommandStatus>()];
        Assert.Equal(asked, string.Join(", ", booked.Select(b => $"{b.Command} {b.Uri}")));
        Assert.All(booked, b => Assert.Equal((drill, code, "1"), (b.Script, b.Status, b.Session)));
        Assert.Equal(0, bench.Status.OpenSessions);
    }

    [Fact]
    public void An_address_is_too_long()
    {
        (_, ScriptedHandset handset) = Begun("getLongUri");
        Assert.Equal(2002, Uri(Assert.Single(ScriptedHandset.Asked(handset.Reply!)))!.Length);
    }

    [Theory]
    [InlineData("atomicFails", "Replace Replace", "Atomic 507, Replace 216, Replace 404")]
    [InlineData("atomicNested", "Replace Atomic", "Atomic 500, Replace 215, Atomic 215, Replace 215")]
    [InlineData("atomicWithGet", "Get", "Atomic 500, Get 215")]
    public void An_Atomic_that_must_fail_goes_out_and_each_status_in_it_is_booked(string drill, string inside, string statuses)
    {
        (Bench bench, ScriptedHandset handset) = Begun(drill);
        Command.Atomic atomic = Assert.IsType<Command.Atomic>(Assert.Single(ScriptedHandset.Asked(handset.Reply!)));
        Assert.Equal(inside, string.Join(' ', atomic.Commands.Select(c => c.Name)));
        int[] codes = [.. statuses.Split(", ").Select(s => int.Parse(s.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture))];
        handset.Post([handset.HeaderStatus(), .. Flat(atomic).Select((c, i) => handset.StatusOf(c, codes[i]))]);
        Assert.Equal(statuses, string.Join(", ", bench.Entries.OfType<BookEntry.CommandStatus>().Select(b => $"{b.Command} {b.Status}")));
    }

    [Theory]
    [InlineData("largeWithoutSize", null)]
    [InlineData("largeWrongSize", 3007L)]
    [Trait("spec", "OMA-TS-DM_Protocol-V1_2_1, 7")]
    public void An_object_goes_out_in_two_chunks(string drill, long? size)
    {
        (Bench bench, ScriptedHandset handset) = Begun(drill);
        Command first = Assert.Single(ScriptedHandset.Asked(handset.Reply!));
        Item chunk = ItemOf(first);
        Assert.Equal((false, true, size, Leaf, 1500), (handset.Reply!.Final, chunk.MoreData, chunk.Meta!.Size, chunk.Target!.LocUri, chunk.Data!.Value.Text.Length));
        handset.Post(false, handset.HeaderStatus(), handset.StatusOf(first, 213), handset.Alert(AlertCode.NextMessage));
        Command second = Assert.Single(ScriptedHandset.Asked(handset.Reply!));
        Assert.Equal((true, false, 1500), (handset.Reply!.Final, ItemOf(second).MoreData, ItemOf(second).Data!.Value.Text.Length));
        handset.Post(handset.HeaderStatus(), handset.StatusOf(second, 424));
        Assert.Equal([213, 424], bench.Entries.OfType<BookEntry.CommandStatus>().Select(b => b.Status));
    }

    [Fact]
    [Trait("spec", "OMA-TS-DM_Protocol-V1_2_1, 7.1")]
    public void An_object_is_broken_off_and_the_handsets_1225_is_booked()
    {
        (Bench bench, ScriptedHandset handset) = Begun("largeBrokenOff");
        Command first = Assert.Single(ScriptedHandset.Asked(handset.Reply!));
        handset.Post(false, handset.HeaderStatus(), handset.StatusOf(first, 213), handset.Alert(AlertCode.NextMessage));
        Command.Get other = Assert.IsType<Command.Get>(Assert.Single(ScriptedHandset.Asked(handset.Reply!)));
        handset.Post(
            handset.HeaderStatus(), handset.Alert(AlertCode.EndOfChunkMissing, new Item { Target = new Location(Leaf) }), handset.StatusOf(other, 200));
        BookEntry.CommandStatus told = bench.Last<BookEntry.CommandStatus>(b => b.Script == "endOfChunkMissing")!;
        Assert.Equal(("Alert", Leaf, 1225), (told.Command, told.Uri, told.Status));
    }

    [Fact]
    public void An_endless_session_asks_the_same_beyond_the_bound_on_messages()
    {
        (Bench bench, ScriptedHandset handset) = Begun("sessionEndless");
        handset.Tree["./DevDetail/SwV"] = "V1";
        for (int message = 0; message < 200; message++)
        {
            Assert.Equal("./DevDetail/SwV", Uri(Assert.Single(ScriptedHandset.Asked(handset.Reply!))));
            handset.Answer();
        }

        Assert.Equal((1, 0), (bench.Status.OpenSessions, bench.Status.Errors.Count(e => e.Key == "tooManyMessages")));
        Assert.Equal(400, bench.Entries.OfType<BookEntry.CommandStatus>().Count());
    }

    /// <summary>A handset in a session of its own: the drill's commands are all there is.</summary>
    private static (Bench Bench, ScriptedHandset Handset) Begun(string drill)
    {
        Bench bench = new(Bench.Drilled(new PlatformOptions { Collect = new CollectOptions { Enabled = false } }, drill));
        bench.Register(Imei);
        ScriptedHandset handset = new(bench, Imei);
        handset.Open("1", AlertCode.ClientInitiated);
        return (bench, handset);
    }

    private static Item ItemOf(Command command) => Assert.IsType<Command.Replace>(command).Items[0];

    private static string? Uri(Command command) => ((Command.OverItems)command).Items is [{ Target: { } target }, ..] ? target.LocUri : null;

    private static IEnumerable<Command> Flat(Command command) =>
        command is Command.Group group ? [group, .. group.Commands.SelectMany(Flat)] : [command];
}
