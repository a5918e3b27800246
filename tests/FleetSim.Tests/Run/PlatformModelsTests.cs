using FleetSim.Device;
using FleetSim.Device.Behaviour;
using FleetSim.Device.Objects;
using FleetSim.Models;
using FleetSim.Platform.Settings;
using FleetSim.Run;
using FleetSim.Scenarios;

namespace FleetSim.Tests.Run;

/// <summary>What the reference platform is told of a fleet's models.</summary>
public sealed class PlatformModelsTests
{
    private static readonly HandsetModel Model = ShippedModels.Catalogue.Find("lotus-l1")!;

    private static readonly HandsetModel Parts = ShippedModels.Catalogue.Find("stork-x3")!;

    [Fact]
    public void Protocol_and_firmware_object_of_each_model_are_told()
    {
        HandsetOptions[] told = PlatformModels.Handsets([Model, Model, Model with { Model = "old", Tree = Parts.Tree, Dm = new DmBehaviour { Version = DmVersion.V112WithReports } }]);
        Assert.Equal(["L1  ./FwUpdate", "old 1.1 " + string.Join(' ', Parts.Tree.ObjectsOf(ObjectBinding.Fumo).Select(r => "./" + r))], told.Select(h => $"{h.Model} {h.Protocol} {string.Join(' ', h.FumoRoots)}"));
    }

    [Fact]
    public void A_model_with_several_firmware_objects_gets_a_chain_of_packages()
    {
        PackageOptions[] packages = PlatformModels.Packages([Model, Parts], new PlatformSpec { ToVersion = "2.0", PackageOctets = 100 });
        Assert.True(packages.Length > 2);
        Assert.Equal([], packages[0].Requires);
        PackageOptions[] chain = packages[1..];
        Assert.Equal(chain.Length, Parts.Tree.ObjectsOf(ObjectBinding.Fumo).Count);
        Assert.True(PackageChain.IsOne(chain));
        Assert.Equal($"{Parts.Model}-2.0", PackageChain.Target(chain)!.ToVersion);
    }

    [Fact]
    public void Services_other_than_China_Mobiles_are_told_once()
    {
        RegistrationBehaviour unicom = new() { ServiceNumber = "10655459", Port = 26680, Uplink = UplinkForm.ImeiImsiManModSw };
        ServiceOptions[] told = PlatformModels.Services([Model, Model with { Registration = unicom }, Model with { Registration = unicom }, Model with { Registration = unicom with { Enabled = false, Port = 1 } }]);
        Assert.Equal([new ServiceOptions { Number = "10655459", Port = 26680, Form = RegistrationForm.Unicom }], told);
    }
}
