using FleetSim.Device;
using FleetSim.Device.Behaviour;
using FleetSim.Platform.Settings;
using FleetSim.Run;
using FleetSim.Scenarios.Population;

namespace FleetSim.Tests.Run;

/// <summary>What the reference platform is told of a fleet's models.</summary>
public sealed class PlatformModelsTests
{
    private static readonly HandsetModel Model = ModelCatalogue.All[0];

    [Fact]
    public void Protocol_and_firmware_object_of_each_model_are_told()
    {
        HandsetOptions[] told = PlatformModels.Handsets([Model, Model, Model with { Model = "old", FumoRoot = "FUMO/One", Dm = new DmBehaviour { Version = DmVersion.V112WithReports } }]);
        Assert.Equal(["L1  ./FwUpdate", "old 1.1 ./FUMO/One"], told.Select(h => $"{h.Model} {h.Protocol} {string.Join(' ', h.FumoRoots)}"));
    }

    [Fact]
    public void Services_other_than_China_Mobiles_are_told_once()
    {
        RegistrationBehaviour unicom = new() { ServiceNumber = "10655459", Port = 26680, Uplink = UplinkForm.ImeiImsiManModSw };
        ServiceOptions[] told = PlatformModels.Services([Model, Model with { Registration = unicom }, Model with { Registration = unicom }, Model with { Registration = unicom with { Enabled = false, Port = 1 } }]);
        Assert.Equal([new ServiceOptions { Number = "10655459", Port = 26680, Form = RegistrationForm.Unicom }], told);
    }
}
