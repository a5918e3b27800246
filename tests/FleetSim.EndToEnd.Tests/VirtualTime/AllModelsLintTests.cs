using FleetSim.Models;
using FleetSim.Scenarios;
using FleetSim.Scenarios.Conformance.Lint;

namespace FleetSim.EndToEnd.Tests.VirtualTime;

/// <summary>Whatever model asks it, the reference platform does nothing wrong.</summary>
public sealed class AllModelsLintTests
{
    [Fact]
    public void A_day_of_handsets_of_every_model_gives_no_finding()
    {
        Scenario day = Commands.ScenarioFile.Read(null).Scenario;
        day = day with
        {
            Fleet = new FleetSpec(12 * ShippedModels.Catalogue.All.Count, 1, 0.3, [.. ShippedModels.Catalogue.All.Select(m => new ModelShare(m, 1))]),
        };
        LintReport report = LintedDay.Lint(VirtualWorld.Live(day, new WorldOptions()));
        Assert.NotEmpty(report.Exercised);
        Assert.Empty(report.Findings.Select(f => $"{f.Rule.Id} {f.Broken}/{f.Seen} {f.First!.Place}: {f.First.Detail}"));
    }
}
