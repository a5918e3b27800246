using FleetSim.Device.Behaviour;
using FleetSim.Device.Tests.Support;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Device.Tests.Firmware;

/// <summary>D2: OMA FUMO alone waits for Exec on Update where QB-E-008 wants the update by itself (FUM-17). One report for each Exec (N4).</summary>
public sealed class OmaUpdateTests
{
    private const string Prefix = "org.openmobilealliance.dm.firmwareupdate.";

    private readonly FirmwareBench _firmware = new(Samples.With(new FirmwareBehaviour { AutoUpdate = AutoUpdate.Oma }));

    private Bench Bench => _firmware.Bench;

    private DmServer Server => _firmware.Server;

    [Fact]
    [Trait("row", "FUM-17")]
    [Trait("row", "FUM-18")]
    [Trait("spec", "OMA-TS-DM-FUMO-V1_0, 5")]
    public void A_download_is_reported_and_waits_for_Exec_on_Update_which_is_reported_too()
    {
        _firmware.Commanded().Packages.Describe();
        _firmware.Packages.SendRest().ShouldBeInState("40").Wait(TimeSpan.FromSeconds(1)).ShouldBeInState("50");
        ShouldReport("download", "c-1", "200");
        Server.Reply().ShouldBeInState("50").ShouldBeIdle().Wait(TimeSpan.FromDays(2)).ShouldBeInState("50");
        Assert.Equal(Samples.FactoryVersion, Bench.Terminal.SoftwareVersion);

        Assert.Equal(202, _firmware.Exec("./FwUpdate/Update", "c-2"));
        Bench.ShouldBeInState("60").Wait(TimeSpan.FromSeconds(60)).ShouldBeInState("100").NotifyAnswered();
        ShouldReport("update", "c-2", "200");
        Server.Reply().ShouldBeInState("10");
        Assert.Equal(PackageServer.Version, Bench.Terminal.SoftwareVersion);
        Assert.Equal((1, 1), (Bench.Nv.Odometer.FirmwareStarted, Bench.Nv.Odometer.FirmwareSucceeded));
        Assert.Equal(2, Bench.All<TerminalAction.PostDm>().Count(p => p.CarriesReport));
    }

    [Fact]
    public void DownloadAndUpdate_updates_by_itself_and_is_reported_once()
    {
        _firmware.Updating(node: "DownloadAndUpdate").Bench.ShouldBeInState("60").Wait(TimeSpan.FromSeconds(60)).NotifyAnswered();
        ShouldReport("downloadandupdate", "c-1", "200");
        Server.Reply().ShouldBeInState("10");
    }

    [Fact]
    public void A_failed_download_is_reported_as_the_downloads()
    {
        _firmware.Commanded().Packages.Describe(404, []);
        ShouldReport("download", "c-1", "411");
        Server.Reply().ShouldBeInState("10");
        Assert.Equal(405, _firmware.Exec("./FwUpdate/Update"));
    }

    [Fact]
    [Trait("row", "EXC-09")]
    public void After_a_power_cut_it_still_waits()
    {
        _firmware.Commanded().Packages.Describe();
        _firmware.Packages.SendRest().ShouldBeInState("40").Reboot().ShouldBeInState("50").ShouldBeSilent();
        ShouldReport("download", "c-1", "200");
        Server.Reply().Reboot().Wait(TimeSpan.FromDays(1)).ShouldBeInState("50").ShouldBeIdle();
        Assert.Equal(202, _firmware.Exec("./FwUpdate/Update"));
        Bench.Reboot().ShouldBeInState("60");
    }

    [Fact]
    [Trait("row", "EXC-14")]
    public void A_report_of_the_download_that_nobody_answers_goes_out_before_the_updates()
    {
        _firmware.Updating().Bench.PostFails(NetworkFailure.TimedOut);
        Server.Notify();
        Command exec = Server.Exec("./FwUpdate/Update", "c-2");
        Server.Reply(new ReplyForm { Report = 500 }, exec);
        Server.Reply(new ReplyForm { Report = 500 });
        Bench.Wait(TimeSpan.FromSeconds(60)).NotifyUnlessNone();
        for (int sent = 0; sent < 2; sent++)
        {
            if (Bench.OpenPost is null) Bench.Wait(TimeSpan.FromMinutes(5));
            ShouldReport(sent == 0 ? "download" : "update", sent == 0 ? "c-1" : "c-2", "200");
            Server.Reply();
        }

        Bench.ShouldBeInState("10");
    }

    [Fact]
    public void An_Exec_on_Update_that_the_power_cut_interrupted_is_carried_out_at_the_boot()
    {
        _firmware.Updating().Bench.NotifyUnlessNone();
        Server.Reply();
        Server.Notify();
        Server.Reply(Server.Exec("./FwUpdate/Update"));
        Bench.ShouldBeInState("60").Reboot().ShouldBeInState("60").Wait(TimeSpan.FromSeconds(60));
        Assert.Equal(PackageServer.Version, Bench.Terminal.SoftwareVersion);
    }

    private void ShouldReport(string type, string correlator, string result)
    {
        Server.Take();
        Assert.Equal((correlator, Prefix + type, result), (Server.Report!.Correlator, Server.Report.Items[0].Meta!.Type, Server.Report.Items[0].Data!.Value.Text));
    }
}
