using FleetSim.Commands;
using FleetSim.Models;
using FleetSim.Scenarios;
using FleetSim.Silo;

namespace FleetSim.Run;

/// <summary>A scenario on its way to the nodes, as the plan of a run, and back.</summary>
public static class PlannedScenario
{
    /// <summary>The plan of a run.</summary>
    /// <param name="id">Names it.</param>
    /// <param name="file">The scenario in force, with what the command line changed.</param>
    /// <param name="address">Where package 1 goes.</param>
    /// <param name="packages">What the handsets know of the platform's packages.</param>
    public static RunPlan Make(string id, ScenarioFile file, string address, IReadOnlyList<PlannedPackage> packages) => new()
    {
        Id = id, Scenario = file.Content, Named = file.Named, Models = file.Models, Seed = file.Scenario.Seed, Terminals = file.Scenario.Fleet.Terminals,
        DmAddress = address, Packages = packages,
    };

    /// <exception cref="ConfigurationException">Written by another version, whose keys this one does not know.</exception>
    public static Scenario Read(RunPlan plan)
    {
        Scenario scenario = ScenarioFile.Read("plan", plan.Scenario, ModelFiles.Catalogue("plan", plan.Models), plan.Models, plan.Named.GetValueOrDefault).Scenario;
        return scenario with { Seed = plan.Seed, Fleet = scenario.Fleet with { Terminals = plan.Terminals } };
    }
}
