using FleetSim.Device.Behaviour;
using FleetSim.Device.Firmware;
using FleetSim.Device.Tests.Support;

namespace FleetSim.Device.Tests.Firmware;

/// <summary>One update made of two packages: the base is a part, the top builds on it and brings the version (FUM-05, FUM-07).</summary>
public sealed class DependentPackagesTests
{
    private const string Base = "base", Top = "top";

    private static readonly FirmwarePackage BasePackage = PackageServer.Package(400, Base) with { IsFinal = false };
    private static readonly FirmwarePackage TopPackage = PackageServer.Package(600, Top) with { Requires = Base };

    [Fact]
    [Trait("row", "FUM-05")]
    [Trait("row", "FUM-07")]
    public void The_version_is_exact_only_after_the_last()
    {
        FirmwareBench firmware = Firmware(BasePackage, TopPackage);
        Install(firmware, "./FwUpdate", Base, 400);
        Assert.Equal(Samples.FactoryVersion, firmware.Bench.Terminal.SoftwareVersion);
        Assert.Equal([Base], firmware.Bench.Load(firmware.Bench.Save()).Nv.Firmware!.Parts);
        Install(firmware, "./FwUpdate", Top, 600);
        Assert.Equal(PackageServer.Version, firmware.Get("./DevDetail/SwV"));
        Assert.Null(firmware.Bench.Nv.Firmware);
        Assert.Equal([200, 200], firmware.Bench.Facts<TerminalFact.FirmwareFinished>().Select(f => f.Result));
    }

    [Fact]
    [Trait("row", "FUM-07")]
    public void Without_what_it_builds_on_a_package_does_not_fit()
    {
        FirmwareBench firmware = Firmware(BasePackage, TopPackage);
        Download(firmware, "./FwUpdate", Top, 600);
        firmware.Bench.ShouldBeInState("80").NotifyAnswered();
        ShouldReport(firmware, "403");
        Assert.Equal(Samples.FactoryVersion, firmware.Bench.Terminal.SoftwareVersion);
    }

    [Fact]
    [Trait("row", "FUM-07")]
    public void A_package_waits_for_the_one_it_builds_on()
    {
        FirmwareBench firmware = Firmware(BasePackage, TopPackage);
        firmware.Order("./FwUpdate", Top, "top").Order("./Modem", Base, "base");
        Finish(firmware, Top, 600);
        Assert.Equal((FumoPhase.Held, FumoPhase.Describing), (firmware.Bench.Nv.Jobs[0].Phase, firmware.Bench.Nv.Jobs[1].Phase));
        firmware.Bench.ShouldBeInState("50");
        Finish(firmware, Base, 400);
        firmware.Bench.Wait(TimeSpan.FromSeconds(60)).NotifyAnswered();
        ShouldReport(firmware, "200", "base");
        firmware.Server.Reply().ShouldBeInState("60").Wait(TimeSpan.FromSeconds(60)).NotifyAnswered();
        ShouldReport(firmware, "200", "top");
        Assert.Equal(PackageServer.Version, firmware.Bench.Terminal.SoftwareVersion);
    }

    [Fact]
    public void A_package_that_waits_is_still_waiting_after_a_power_cut()
    {
        FirmwareBench firmware = Firmware(BasePackage, TopPackage);
        firmware.Order("./FwUpdate", Top).Order("./Modem", Base);
        Finish(firmware, Top, 600);
        firmware.Bench.Reboot();
        Assert.Equal((FumoPhase.Held, FumoPhase.Asking), (firmware.Bench.Nv.Jobs[0].Phase, firmware.Bench.Nv.Jobs[1].Phase));
        firmware.Bench.UserSays(UserAnswer.Yes);
        Finish(firmware, Base, 400);
        firmware.Bench.Wait(TimeSpan.FromSeconds(60)).NotifyAnswered();
        firmware.Server.Reply().Wait(TimeSpan.FromSeconds(60));
        Assert.Equal(PackageServer.Version, firmware.Bench.Terminal.SoftwareVersion);
    }

    [Fact]
    [Trait("row", "FUM-05")]
    public void When_the_one_it_builds_on_fails_each_reports_a_code_of_its_own()
    {
        FirmwareBench firmware = Firmware(BasePackage with { UpdateResult = FumoResult.UpdateFailed }, TopPackage);
        firmware.Order("./FwUpdate", Top, "top").Order("./Modem", Base, "base");
        Finish(firmware, Top, 600);
        Finish(firmware, Base, 400);
        firmware.Bench.Wait(TimeSpan.FromSeconds(60)).NotifyAnswered();
        ShouldReport(firmware, "410", "base");
        firmware.Server.Reply().NotifyAnswered();
        ShouldReport(firmware, "403", "top");
        Assert.Equal(Samples.FactoryVersion, firmware.Bench.Terminal.SoftwareVersion);
    }

    [Fact]
    [Trait("row", "FUM-05")]
    public void A_failure_of_the_last_leaves_the_earlier_ones_installed()
    {
        FirmwareBench firmware = Firmware(BasePackage, TopPackage with { UpdateResult = FumoResult.UpdateFailed });
        Install(firmware, "./FwUpdate", Base, 400);
        Install(firmware, "./FwUpdate", Top, 600);
        Assert.Equal(Samples.FactoryVersion, firmware.Bench.Terminal.SoftwareVersion);
        Assert.Equal([Base], firmware.Bench.Nv.Firmware!.Parts);
        Assert.Equal([200, 410], firmware.Bench.Facts<TerminalFact.FirmwareFinished>().Select(f => f.Result));
    }

    [Fact]
    public void Packages_that_build_on_each_other_in_a_circle_fit_nowhere()
    {
        FirmwareBench firmware = Firmware(BasePackage with { Requires = Top }, TopPackage);
        firmware.Order("./FwUpdate", Top).Order("./Modem", Base);
        Finish(firmware, Top, 600);
        Finish(firmware, Base, 400);
        firmware.Bench.NotifyAnswered();
        firmware.Server.Reply().NotifyAnswered();
        firmware.Server.Reply();
        Assert.Equal([403, 403], firmware.Bench.Facts<TerminalFact.FirmwareFinished>().Select(f => f.Result));
        Assert.Null(firmware.Bench.Nv.Firmware);
    }

    [Fact]
    public void One_that_fails_as_soon_as_it_begins_lets_the_waiting_one_know()
    {
        FirmwareBench firmware = new(Samples.TwoObjects with { Dm = new DmBehaviour { Version = DmVersion.V112 } }, Samples.Settings(BasePackage, TopPackage));
        firmware.Order("./FwUpdate", Top).Replace("./Modem/Download/PkgURL", "no address");
        firmware.Exec("./Modem/Download");
        Finish(firmware, Top, 600);
        Assert.Equal([403, 411], firmware.Bench.Nv.Jobs.Select(j => j.Result));
    }

    [Fact]
    public void A_requirement_that_came_with_an_earlier_version_is_met()
    {
        FirmwarePackage whole = PackageServer.Package(400, Base), next = PackageServer.Package(600, Top) with { Requires = Base, Version = "TI9" };
        FirmwareBench firmware = Firmware(whole, next);
        Install(firmware, "./FwUpdate", Base, 400);
        Install(firmware, "./FwUpdate", Top, 600);
        Assert.Equal("TI9", firmware.Bench.Terminal.SoftwareVersion);
    }

    [Fact]
    public void With_OMAs_way_an_Exec_on_Update_waits_for_the_requirement()
    {
        FirmwareBench firmware = Firmware(new FirmwareBehaviour { AutoUpdate = AutoUpdate.Oma, InstallNotify = InstallNotifyTime.Never }, BasePackage, TopPackage);
        foreach ((string root, string name, int octets) in ((string, string, int)[])[("./FwUpdate", Top, 600), ("./Modem", Base, 400)])
        {
            Download(firmware, root, name, octets);
            firmware.Server.Reply();
        }

        Assert.Equal(202, firmware.Exec("./FwUpdate/Update"));
        Assert.Equal(FumoPhase.Held, firmware.Bench.Nv.Firmware!.JobOf("FwUpdate")!.Phase);
        Assert.Equal(202, firmware.Exec("./Modem/Update"));
        firmware.Bench.Wait(TimeSpan.FromSeconds(60));
        firmware.Server.Reply().ShouldBeInState("60").Wait(TimeSpan.FromSeconds(60));
        Assert.Equal(PackageServer.Version, firmware.Bench.Terminal.SoftwareVersion);
    }

    private static FirmwareBench Firmware(params FirmwarePackage[] packages) => Firmware(new FirmwareBehaviour(), packages);

    private static FirmwareBench Firmware(FirmwareBehaviour behaviour, params FirmwarePackage[] packages) =>
        new(Samples.TwoObjects with { Firmware = behaviour }, Samples.Settings(packages));

    private static void Install(FirmwareBench firmware, string root, string name, int octets)
    {
        Download(firmware, root, name, octets);
        firmware.Bench.Wait(TimeSpan.FromSeconds(60)).NotifyAnswered();
        firmware.Server.Reply();
    }

    private static void Download(FirmwareBench firmware, string root, string name, int octets)
    {
        firmware.Order(root, name);
        Finish(firmware, name, octets);
    }

    private static void Finish(FirmwareBench firmware, string name, int octets)
    {
        PackageServer packages = new(firmware.Bench, octets, name);
        packages.Describe();
        packages.SendRest().Wait(TimeSpan.FromSeconds(1));
    }

    private static void ShouldReport(FirmwareBench firmware, string result, string? correlator = null)
    {
        firmware.Server.Take();
        Assert.Equal((result, correlator), (firmware.Server.Report!.Items[0].Data!.Value.Text, firmware.Server.Report.Correlator));
    }
}
