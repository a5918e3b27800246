using FleetSim.Device.Behaviour;
using FleetSim.Device.Firmware;
using FleetSim.Device.Tests.Support;

namespace FleetSim.Device.Tests.Firmware;

/// <summary>Every FUMO State, reached and read by a Get. Spec: OMA-TS-DM-FUMO-V1_0, 5.1.</summary>
public sealed class FumoStateTests
{
    private static readonly FirmwareBehaviour Keeps = new() { KeepsPackage = true };

    [Fact]
    [Trait("row", "FUM-13")]
    public void Idle_is_10() => Assert.Equal("10", State(new FirmwareBench()));

    [Fact]
    public void Download_failed_is_20()
    {
        FirmwareBench firmware = new FirmwareBench().Commanded();
        firmware.Packages.Describe(404, []);
        firmware.Bench.PostFails(NetworkFailure.TimedOut);
        Assert.Equal("20", State(firmware));
    }

    [Fact]
    public void Download_progressing_is_30_also_while_it_waits()
    {
        FirmwareBench firmware = new FirmwareBench().Commanded();
        Assert.Equal("30", State(firmware));
        firmware.Packages.Describe();
        Assert.Equal("30", State(firmware));
        firmware.Bench.LoseSignal().ShouldBeInState("30").Wait(TimeSpan.FromHours(1)).ShouldBeInState("30").Reboot().ShouldBeInState("30");
    }

    [Fact]
    [Trait("row", "FUM-17")]
    public void Download_complete_is_40_and_update_progressing_60()
    {
        FirmwareBench firmware = new FirmwareBench().Commanded();
        firmware.Packages.Describe();
        firmware.Packages.SendRest();
        Assert.Equal("40", State(firmware));
        firmware.Bench.Wait(TimeSpan.FromSeconds(1));
        Assert.Equal("60", State(firmware));
    }

    [Fact]
    public void Ready_to_update_is_50()
    {
        FirmwareBench firmware = new(Samples.With(new FirmwareBehaviour { AutoUpdate = AutoUpdate.Oma }));
        firmware.Updating();
        firmware.Bench.NotifyUnlessNone().PostFails(NetworkFailure.TimedOut);
        Assert.Equal("50", State(firmware));
    }

    [Theory]
    [InlineData(false, "80")]
    [InlineData(true, "70")]
    public void Update_failed_is_80_or_70_when_the_package_is_kept(bool keeps, string state)
    {
        FirmwareBench firmware = new(Samples.With(new FirmwareBehaviour { KeepsPackage = keeps }), Samples.Settings(PackageServer.Package() with { UpdateResult = FumoResult.UpdateFailed }));
        firmware.Reporting().Bench.PostFails(NetworkFailure.TimedOut);
        Assert.Equal(state, State(firmware));
        Assert.Equal(Samples.FactoryVersion, firmware.Bench.Terminal.SoftwareVersion);
        firmware.Bench.Wait(TimeSpan.FromMinutes(2));
        firmware.Server.Take();
        Assert.Equal("410", firmware.Server.Report!.Items[0].Data!.Value.Text);
        firmware.Server.Reply();
        Assert.Equal("10", State(firmware));
    }

    [Theory]
    [InlineData(false, "100")]
    [InlineData(true, "90")]
    public void Update_successful_is_100_or_90_when_the_package_is_kept(bool keeps, string state)
    {
        FirmwareBench firmware = new(Samples.With(keeps ? Keeps : new FirmwareBehaviour()));
        firmware.Reporting().Bench.PostFails(NetworkFailure.TimedOut);
        Assert.Equal(state, State(firmware));
    }

    private static string State(FirmwareBench firmware) => firmware.Get("./FwUpdate/State");
}
