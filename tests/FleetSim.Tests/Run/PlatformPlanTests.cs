using FleetSim.Commands;
using FleetSim.Device.Quirks;
using FleetSim.Models;
using FleetSim.Platform.Settings;
using FleetSim.Run;
using FleetSim.Scenarios;

namespace FleetSim.Tests.Run;

public sealed class PlatformPlanTests
{
    private static readonly Scenario Day = ScenarioFile.Read(null).Scenario;

    private static readonly Scenario Drilled = Day with
    {
        Platform = Day.Platform with { Drills = [new DrillSpec("http503", 0.1, 3, 2, TimeSpan.FromSeconds(5)), new DrillSpec("confirmationLost", 1, 1, 0, TimeSpan.FromMinutes(2))] },
    };

    [Fact]
    public void The_scenarios_drills_are_the_platforms() => Assert.Equal(
        [new DrillOptions { Drill = "http503", Share = 0.1, Every = 3, First = 2, Delay = TimeSpan.FromSeconds(5) }, DrillOptions.Named("confirmationLost")],
        PlatformPlan.Make(Drilled, "state", ["127.0.0.1:1"], 2).Drills);

    [Fact]
    public void A_report_names_what_the_platform_does_wrong()
    {
        Assert.Equal("none", SettingsText.Of(Day)["platform drills"]);
        Assert.Equal("http503, 10 % of the handsets, every 3., 2 times a handset; confirmationLost", SettingsText.Of(Drilled)["platform drills"]);
    }

    [Fact]
    public void A_report_names_what_a_model_does_wrong()
    {
        Quirk quirk = QuirkCatalogue.Find("REG-07")!;
        Scenario day = Day with { Fleet = Day.Fleet with { Models = [new ModelShare(quirk.ApplyTo(ShippedModels.Catalogue.All[0]), 1)] } };
        Assert.Equal($"{ShippedModels.Catalogue.All[0].Id} 100 % ({quirk.Name})", SettingsText.Of(day)["models"]);
    }
}
