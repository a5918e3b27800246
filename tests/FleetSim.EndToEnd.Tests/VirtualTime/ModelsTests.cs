using FleetSim.Device;
using FleetSim.Models;
using FleetSim.Scenarios;
using FleetSim.Scenarios.Life;

namespace FleetSim.EndToEnd.Tests.VirtualTime;

/// <summary>A day of a fleet in which every model that ships takes part.</summary>
public sealed class ModelsTests
{
    private const int Each = 6;

    [Fact]
    public void Every_model_lives_through_a_day()
    {
        VirtualWorld world = VirtualWorld.Live(Day(), new WorldOptions());
        Assert.True(world.IsSettled, $"not at rest after {world.Elapsed}");
        Assert.Equal(ShippedModels.Catalogue.All.Select(m => m.Id).Order(StringComparer.Ordinal), world.Handsets.Select(h => h.Terminal.Model.Id).Distinct().Order(StringComparer.Ordinal));
        Assert.All(world.Handsets, h =>
        {
            HandsetModel model = h.Terminal.Model;
            Assert.Equal(model.Registration.Enabled ? h.Handset.Sim.Imsi.Value : 0, h.Terminal.Nv.RegisteredImsi);
            // Put aside and taken up again, it is the same handset.
            Assert.Equal(h.Handset.Save(), Handset.Load(world.Fleet, h.Handset.Index, h.Handset.Save()).Save());
        });
    }

    private static Scenario Day()
    {
        Scenario day = Commands.ScenarioFile.Read(null).Scenario;
        return day with
        {
            Fleet = new FleetSpec(Each * ShippedModels.Catalogue.All.Count, 1, 0, [.. ShippedModels.Catalogue.All.Select(m => new ModelShare(m, 1))]),
            Users = day.Users with { SimSwapShare = 0 },
            Faults = day.Faults with { ConfirmationLoss = 0 },
        };
    }
}
