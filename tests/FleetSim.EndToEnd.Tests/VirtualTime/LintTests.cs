using FleetSim.Platform.Settings;
using FleetSim.Scenarios.Conformance.Lint;

namespace FleetSim.EndToEnd.Tests.VirtualTime;

public sealed class LintTests(ITestOutputHelper log)
{
    [Fact]
    public void Explore()
    {
        VirtualWorld plain = LintedDay.Live([]);
        log.WriteLine($"none: settled {plain.IsSettled} {plain.Elapsed}: {Text(LintedDay.Lint(plain))}");
        log.WriteLine("not seen: " + string.Join(" ", LintedDay.Lint(plain).Results.Where(r => r.Seen == 0).Select(r => r.Rule.Id)));
        VirtualWorld troubled = VirtualWorld.Live(TroubledDay.Scenario(), new WorldOptions());
        LintReport day = LintedDay.Lint(troubled);
        log.WriteLine($"troubled: {Text(day)} {string.Join(" | ", day.Findings.Select(f => f.First))}");
        VirtualWorld killed = VirtualWorld.Live(TroubledDay.Scenario(), new WorldOptions { Kills = [TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(8)] });
        day = LintedDay.Lint(killed);
        log.WriteLine($"killed: {Text(day)} {string.Join(" | ", day.Findings.Select(f => f.First))}");
        foreach (string drill in plain.Platform.Drills.Select(d => d.Name))
        {
            VirtualWorld world = LintedDay.Live([DrillOptions.Named(drill)]);
            log.WriteLine($"{drill}: struck {world.Platform.Status.Drills.GetValueOrDefault(drill)} settled {world.IsSettled} {world.Elapsed:mm\\:ss}: {Text(LintedDay.Lint(world))}");
        }
    }

    private static string Text(LintReport report) => string.Join("; ", report.Findings.Select(f => $"{f.Rule.Id} {f.Broken}/{f.Seen}"));
}
