using FleetSim.Device.Behaviour;
using FleetSim.Device.Tests.Support;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Device.Tests.Firmware;

/// <summary>How a model writes its Alert 1226, how often it sends it, and whether it knows it at all.</summary>
public sealed class ReportFormTests
{
    private const string Type = "org.openmobilealliance.dm.firmwareupdate.download";

    [Theory]
    [Trait("row", "FUM-18")]
    [Trait("spec", "OMA-TS-DM_Protocol-V1_2_1, 8.7")]
    [InlineData(AlertTypeForm.Bare, Type)]
    [InlineData(AlertTypeForm.ReversedDomainName, "Reversed-Domain-Name: " + Type)]
    [InlineData(AlertTypeForm.ContentType, "Content-Type: " + Type)]
    public void The_Type_is_spelled_as_the_model_does(AlertTypeForm form, string type) => Assert.Equal(type, Report(new FirmwareBehaviour { ReportType = form }).Type);

    [Theory]
    [InlineData("chr")]
    [InlineData("int")]
    public void The_Format_is_the_models(string format) => Assert.Equal(format, Report(new FirmwareBehaviour { ReportFormat = format }).Format);

    [Theory]
    [InlineData(true, "informational")]
    [InlineData(false, null)]
    public void The_Mark_is_there_or_not(bool marks, string? mark) => Assert.Equal(mark, Report(new FirmwareBehaviour { ReportMark = marks }).Mark);

    [Theory]
    [Trait("row", "EXC-14")]
    [InlineData(StatusCode.Ok)]
    [InlineData(StatusCode.Accepted)]
    public void Any_2xx_Status_settles_it(int status)
    {
        FirmwareBench firmware = new FirmwareBench().Reporting();
        firmware.Server.Reply(new ReplyForm { Report = status }).ShouldBeInState("10").Reboot().Wait(TimeSpan.FromDays(1));
        Assert.Single(firmware.Bench.All<TerminalAction.PostDm>(), p => p.CarriesReport);
    }

    [Fact]
    [Trait("row", "EXC-13")]
    [Trait("row", "EXC-14")]
    public void It_survives_boots_with_the_same_correlator_and_result_for_ever()
    {
        FirmwareBench firmware = new FirmwareBench().Reporting();
        for (int boot = 0; boot < 12; boot++)
        {
            firmware.Server.Take();
            Assert.Equal(("c-1", "200"), (firmware.Server.Report!.Correlator, firmware.Server.Report.Items[0].Data!.Value.Text));
            firmware.Bench.PostFails(NetworkFailure.TimedOut).Reboot();
        }

        Assert.Equal(12, firmware.Bench.Nv.Firmware!.Reports[0].Sessions - 1);
        firmware.Server.Reply().ShouldBeInState("10");
    }

    [Fact]
    [Trait("row", "EXC-14")]
    public void A_vendor_may_give_up()
    {
        FirmwareBench firmware = new FirmwareBench(Samples.With(new FirmwareBehaviour { ReportsBeforeGivingUp = 4 })).Reporting();
        for (int attempt = 0; attempt < 3; attempt++) firmware.Bench.PostFails(NetworkFailure.TimedOut).Wait(TimeSpan.FromHours(1));
        firmware.Bench.ShouldBeInState("100").Reboot().PostFails(NetworkFailure.TimedOut).ShouldBeInState("10").Wait(TimeSpan.FromDays(1)).Reboot();
        Assert.Equal(4, firmware.Bench.All<TerminalAction.PostDm>().Count(p => p.CarriesReport));
        Assert.Equal((null, 0), (firmware.Bench.Nv.Firmware, firmware.Bench.Nv.Odometer.LastReportedResult));
    }

    [Theory]
    [InlineData(200, "100")]
    [InlineData(410, "80")]
    public void In_DM_1_1_2_there_is_no_report_and_State_tells_the_result(int result, string state)
    {
        FirmwareBench firmware = new(
            Samples.Xml with { Dm = new DmBehaviour { Version = DmVersion.V112 } }, Samples.Settings(PackageServer.Package() with { UpdateResult = result }));
        firmware.Updating().Bench.Wait(TimeSpan.FromSeconds(60)).NotifyAnswered().ShouldBeIdle().Reboot().Wait(TimeSpan.FromDays(1)).ShouldBeIdle();
        Assert.Equal(state, firmware.Get("./FwUpdate/State"));
        Assert.DoesNotContain(firmware.Bench.All<TerminalAction.PostDm>(), p => p.CarriesReport);
        Assert.Null(firmware.Bench.Nv.Job);
        Assert.Equal(202, firmware.Exec("./FwUpdate/Download"));
        firmware.Bench.ShouldBeInState("30");
    }

    [Fact]
    public void In_the_mixture_of_QB_E_008_there_is_one()
    {
        FirmwareBench firmware = new FirmwareBench(Samples.Xml with { Dm = new DmBehaviour { Version = DmVersion.V112WithReports } }).Reporting();
        firmware.Server.Take();
        Assert.NotNull(firmware.Server.Report);
    }

    [Fact]
    [Trait("row", "EXC-12")]
    public void Signal_found_again_brings_the_report_that_could_not_go_out()
    {
        FirmwareBench firmware = new FirmwareBench().Updating();
        firmware.Bench.LoseSignal().Wait(TimeSpan.FromSeconds(60)).ShouldBeInState("100").ShouldBeIdle().FindSignal().NotifyAnswered();
        firmware.Server.Take();
        Assert.NotNull(firmware.Server.Report);
    }

    private static Meta Report(FirmwareBehaviour behaviour)
    {
        FirmwareBench firmware = new FirmwareBench(Samples.With(behaviour)).Reporting();
        firmware.Server.Take();
        return firmware.Server.Report!.Items[0].Meta!;
    }
}
