using FleetSim.Platform.Drills;
using FleetSim.Platform.Http;
using FleetSim.Platform.Settings;
using FleetSim.Platform.Tests.Support;
using FleetSim.Protocol.Identity;

namespace FleetSim.Platform.Tests.Drills;

/// <summary>Whom drills strike and how often, and that nothing in the catalogue is without a test and a line in the documents.</summary>
public sealed class DrillBoardTests
{
    [Fact]
    public void A_share_is_the_same_handsets_each_time()
    {
        Assert.Equal(Lost(new DrillOptions { Drill = "confirmationLost", Share = 0.2 }), Lost(new DrillOptions { Drill = "confirmationLost", Share = 0.2 }));
        Assert.InRange(Lost(new DrillOptions { Drill = "confirmationLost", Share = 0.2 }).Count, 150, 250);
        Assert.Equal(1000, Lost(DrillOptions.Named("confirmationLost")).Count);
        Assert.Empty(Lost(new DrillOptions { Drill = "confirmationLost", Share = 0 }));
    }

    [Fact]
    public void Every_third_occasion_is_every_third() =>
        Assert.Equal([2, 5, 8], Lost(new DrillOptions { Drill = "confirmationLost", Every = 3 }, 10));

    [Fact]
    public void Several_drills_strike_one_after_the_other()
    {
        Bench bench = new(Bench.Drilled("confirmationTwice", "confirmationWrongSender"));
        Assert.Equal(
            [ShortMessageDrills.WrongSender, ShortMessageDrills.WrongSender],
            bench.Registered(Bench.Uplink(ImeiOf(1))).Downlinks.Select(d => d.Source));
        Assert.Equal(2, bench.Status.Errors["drill"]);
    }

    [Fact]
    public void Nothing_struck_is_nothing_counted()
    {
        Bench bench = new(Bench.Drilled(new PlatformOptions { Registration = new RegistrationOptions { Confirm = false } }, "confirmationLost"));
        bench.Registered(Bench.Uplink(ImeiOf(1)));
        Assert.Empty(bench.Status.Drills);
    }

    [Fact]
    public void Only_this_machine_may_switch()
    {
        Bench bench = new();
        ControlApi control = new(bench.Engine, () => bench.Status, _ => { });
        WebRequest request = new("POST", "/control/drills/http500") { IsLocal = false };
        Assert.Equal((403, 204), (control.Handle(request)!.Status, control.Handle(request with { IsLocal = true })!.Status));
        Assert.Equal(403, control.Handle(request with { Method = "DELETE" })!.Status);
        Assert.NotNull(bench.Engine.Drills().Single(d => d.Name == "http500").On);
    }

    [Fact]
    public void Names_are_words_and_each_is_there_once()
    {
        Assert.All(DrillCatalogue.All, d => Assert.Matches("^[a-z][A-Za-z0-9]+$", d.Name));
        Assert.Equal(DrillCatalogue.All.Count, DrillCatalogue.All.Select(d => d.Name).Distinct().Count());
        Assert.All(DrillCatalogue.All, d => Assert.EndsWith(".", d.Sentence, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_drill_has_a_test_and_a_line_in_the_documents()
    {
        string root = Root();
        string tests = string.Concat(Directory.GetFiles(Path.Combine(root, "tests/FleetSim.Platform.Tests"), "*Tests.cs", SearchOption.AllDirectories)
            .Where(f => !f.EndsWith("DrillBoardTests.cs", StringComparison.Ordinal)).Select(File.ReadAllText));
        string[] lines = File.ReadAllLines(Path.Combine(root, "docs/platform.md"));
        Assert.All(DrillCatalogue.All, d => Assert.Contains($"\"{d.Name}\"", tests, StringComparison.Ordinal));
        Assert.All(DrillCatalogue.All, d => Assert.Contains($"| `{d.Name}` | {d.Sentence} | {d.Breaks} |", lines));
    }

    /// <summary>Which of the handsets got no confirmation.</summary>
    private static List<int> Lost(DrillOptions drill, int handsets = 1000)
    {
        Bench bench = new(new PlatformOptions { Drills = [drill] });
        return [.. Enumerable.Range(0, handsets).Where(i => bench.Registered(Bench.Uplink(ImeiOf(i)), $"1380{i:D7}").Downlinks.Count == 0)];
    }

    private static Imei ImeiOf(int index) => Imei.FromFourteenDigits(86020600000000 + (ulong)index);

    private static string Root()
    {
        DirectoryInfo folder = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "FleetSim.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
