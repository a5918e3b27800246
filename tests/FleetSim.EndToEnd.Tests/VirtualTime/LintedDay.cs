using FleetSim.Commands;
using FleetSim.Device;
using FleetSim.Platform.Settings;
using FleetSim.Scenarios;
using FleetSim.Scenarios.Conformance.Lint;
using FleetSim.Scenarios.Life;

namespace FleetSim.EndToEnd.Tests.VirtualTime;

/// <summary>A fleet lives a day with a platform, and a lint reads the story of each handset afterwards.</summary>
internal static class LintedDay
{
    private static readonly Lazy<Scenario> Small = new(() =>
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, LintScenario.Json);
            return ScenarioFile.Read(path).Scenario;
        }
        finally
        {
            File.Delete(path);
        }
    });

    /// <summary>The scenario of <c>fleetsim conformance --target</c>.</summary>
    public static Scenario Scenario => Small.Value;

    public static VirtualWorld Live(IReadOnlyList<DrillOptions> drills, Func<PlatformOptions, PlatformOptions>? platform = null) =>
        VirtualWorld.Live(Scenario, new WorldOptions { Platform = plan => (platform?.Invoke(plan) ?? plan) with { Drills = drills } });

    public static LintReport Lint(VirtualWorld world) => LintReport.Of([.. world.Handsets.Select(handset => Read(handset, world))]);

    /// <summary>Events of a step come before its actions, as a shell gives them.</summary>
    private static LintSheet Read(VirtualHandset handset, VirtualWorld world)
    {
        ServerLint lint = new(handset.Terminal.Imei, handset.Terminal.Model, world.Fleet.Settings, new LintLimits());
        foreach (StoryStep step in handset.Story.Steps)
        {
            foreach (FaultKind fault in step.Faults) lint.Befell(fault);
            foreach (TerminalEvent happened in step.Events) lint.Happened(happened);
            foreach (TerminalAction action in step.Actions) lint.Did(action);
        }

        lint.End(world.Now);
        return lint.Sheet;
    }
}
