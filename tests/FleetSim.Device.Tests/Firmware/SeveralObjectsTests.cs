using FleetSim.Device.Behaviour;
using FleetSim.Device.Firmware;
using FleetSim.Device.Tests.Support;

namespace FleetSim.Device.Tests.Firmware;

/// <summary>Several FUMO objects in one handset: each with its own State and PkgURL, one transfer at a time (FUM-07).</summary>
public sealed class SeveralObjectsTests
{
    private readonly FirmwareBench _firmware = Firmware();

    private Bench Bench => _firmware.Bench;

    private DmServer Server => _firmware.Server;

    private PackageServer Modem { get; }

    public SeveralObjectsTests() => Modem = new PackageServer(Bench, 500, "modem-1");

    [Fact]
    [Trait("row", "FUM-07")]
    public void Each_object_has_its_own_State_name_and_PkgURL()
    {
        _firmware.Order("./FwUpdate", PackageServer.Name);
        _firmware.Packages.Describe();
        Assert.Equal(("30", "10"), (_firmware.Get("./FwUpdate/State"), _firmware.Get("./Modem/State")));
        _firmware.Replace("./Modem/Download/PkgURL", "http://dl.test/other");
        Assert.Equal(
            (PackageServer.DescriptorUri, "http://dl.test/other", PackageServer.Name, ""),
            (_firmware.Get("./FwUpdate/Download/PkgURL"), _firmware.Get("./Modem/Download/PkgURL"), _firmware.Get("./FwUpdate/PkgName"), _firmware.Get("./Modem/PkgName")));
    }

    [Fact]
    [Trait("row", "FUM-07")]
    public void One_transfers_at_a_time_and_the_other_has_its_turn_after_the_update()
    {
        _firmware.Order("./FwUpdate", PackageServer.Name, "a");
        _firmware.Packages.Describe();
        _firmware.Packages.Begin();
        _firmware.Packages.Send(300);
        _firmware.Order("./Modem", "modem-1", "b");
        Assert.Equal(("30", "30"), (_firmware.Get("./FwUpdate/State"), _firmware.Get("./Modem/State")));
        Assert.Single(Bench.All<TerminalAction.GetDescriptor>());
        _firmware.Packages.Send(700);
        _firmware.Packages.End().Wait(TimeSpan.FromSeconds(61)).NotifyAnswered();
        Server.Take();
        Assert.Equal("a", Server.Report!.Correlator);
        Assert.Null(Bench.OpenGet);
        Server.Reply();
        Assert.Equal(PackageServer.DescriptorOf("modem-1"), Bench.OpenGet!.Uri);
        Modem.Describe();
        Modem.SendRest().Wait(TimeSpan.FromSeconds(61)).NotifyAnswered();
        Server.Take();
        Assert.Equal(("b", "./Modem"), (Server.Report!.Correlator, Server.Report.Items[0].Source!.LocUri));
        Server.Reply().ShouldBeIdle();
        Assert.Null(Bench.Nv.Firmware);
        Assert.Equal((2, 2), (Bench.Nv.Odometer.FirmwareStarted, Bench.Nv.Odometer.FirmwareSucceeded));
    }

    [Fact]
    [Trait("row", "FUM-07")]
    public void A_queued_job_is_cancelled_without_touching_the_running_one()
    {
        _firmware.Order("./FwUpdate", PackageServer.Name);
        _firmware.Packages.Describe();
        _firmware.Order("./Modem", "modem-1");
        Bench.UserCancels();
        Assert.Equal((FumoPhase.Reporting, FumoPhase.Queued), (Job("FwUpdate").Phase, Job("Modem").Phase));
        Bench.UserCancels();
        Assert.Equal((401, 401), (Job("FwUpdate").Result, Job("Modem").Result));
    }

    [Fact]
    [Trait("row", "EXC-14")]
    public void Reports_of_several_jobs_go_in_one_package_1()
    {
        _firmware.Order("./FwUpdate", PackageServer.Name, "a");
        _firmware.Packages.Describe(404, []);
        Bench.PostFails(NetworkFailure.TimedOut);
        _firmware.Server.Notify();
        Server.Reply(new ReplyForm { Report = 500 }, Server.Replace("./Modem/Download/PkgURL", "nowhere"), Server.Exec("./Modem/Download", "b"));
        Server.Reply(new ReplyForm { Report = 500 });
        Server.Take();
        Assert.Equal(["a", "b"], Server.Reports.Select(r => r.Correlator));
        Assert.Equal(["./FwUpdate", "./Modem"], Server.Reports.Select(r => r.Items[0].Source!.LocUri));
        Server.Reply().ShouldBeIdle();
        Assert.Null(Bench.Nv.Firmware);
        Assert.Equal(2, Bench.Facts<TerminalFact.ReportAnswered>().Count());
    }

    [Fact]
    public void Of_two_reports_the_one_that_was_refused_is_sent_again()
    {
        _firmware.Order("./FwUpdate", PackageServer.Name, "a");
        _firmware.Packages.Describe(404, []);
        Bench.PostFails(NetworkFailure.TimedOut);
        _firmware.Order("./Modem", "modem-1", "b");
        Bench.LoseSignal().FindSignal();
        Modem.Describe(404, []);
        Assert.Equal("b", Assert.Single(Bench.Nv.Firmware!.Reports).Correlator);
        Server.Reply().ShouldBeIdle();
        Assert.Null(Bench.Nv.Firmware);
    }

    [Fact]
    [Trait("row", "EXC-06")]
    public void After_a_power_cut_each_download_asks_for_itself()
    {
        TwoInterrupted();
        Bench.Reboot();
        Assert.Equal(PackageServer.Name, Assert.Single(Bench.All<TerminalAction.Prompt>()).Text);
        Bench.UserSays(UserAnswer.No);
        Assert.Equal(2, Bench.All<TerminalAction.Prompt>().Count());
        Bench.UserSays(UserAnswer.Yes).NotifyAnswered();
        Server.Reply();
        Assert.Equal(PackageServer.DescriptorOf("modem-1"), Bench.OpenGet!.Uri);
    }

    [Fact]
    public void After_a_power_cut_two_yeses_go_on_one_after_the_other()
    {
        TwoInterrupted();
        Bench.Reboot().UserSays(UserAnswer.Yes).UserSays(UserAnswer.Yes);
        Assert.Equal((FumoPhase.Fetching, FumoPhase.Queued), (Job("FwUpdate").Phase, Job("Modem").Phase));
        _firmware.Packages.SendRest().Wait(TimeSpan.FromSeconds(61)).NotifyAnswered();
        Server.Reply();
        Assert.Equal(FumoPhase.Describing, Job("Modem").Phase);
    }

    [Fact]
    public void The_emulator_takes_both_up()
    {
        TwoInterrupted();
        Bench.Revive();
        Assert.Equal((FumoPhase.Fetching, FumoPhase.Queued), (Job("FwUpdate").Phase, Job("Modem").Phase));
        Assert.Equal(300, Bench.OpenFetch!.Offset);
        Assert.Null(Bench.OpenGet);
    }

    [Fact]
    public void A_package_that_is_ready_keeps_nobody_waiting_and_its_update_waits_for_the_running_transfer()
    {
        FirmwareBench firmware = Firmware(new FirmwareBehaviour { AutoUpdate = AutoUpdate.Oma });
        PackageServer modem = new(firmware.Bench, 500, "modem-1");
        firmware.Order("./FwUpdate", PackageServer.Name).Packages.Describe();
        firmware.Packages.SendRest().Wait(TimeSpan.FromSeconds(1));
        firmware.Server.Reply();
        firmware.Order("./Modem", "modem-1");
        modem.Describe();
        modem.Begin();
        Assert.Equal(202, firmware.Exec("./FwUpdate/Update"));
        Assert.Equal((FumoPhase.Held, FumoPhase.Fetching), (firmware.Bench.Nv.Jobs[0].Phase, firmware.Bench.Nv.Jobs[1].Phase));
        modem.Send(500);
        modem.End().Wait(TimeSpan.FromSeconds(1));
        Assert.Equal((FumoPhase.Held, FumoPhase.Ready), (firmware.Bench.Nv.Jobs[0].Phase, firmware.Bench.Nv.Jobs[1].Phase));
        firmware.Server.Reply();
        Assert.Equal((FumoPhase.Updating, FumoPhase.Ready), (firmware.Bench.Nv.Jobs[0].Phase, firmware.Bench.Nv.Jobs[1].Phase));
    }

    [Fact]
    public void An_install_notification_that_finds_the_connection_taken_is_sent_afterwards()
    {
        _firmware.Order("./FwUpdate", PackageServer.Name);
        _firmware.Packages.Describe();
        _firmware.Packages.SendRest().Wait(TimeSpan.FromSeconds(61));
        Bench.Step(new TerminalEvent.HttpFailed(Bench.Now, Bench.OpenNotify!.Request, NetworkFailure.ConnectionLost));
        _firmware.Order("./Modem", "modem-1");
        Modem.Describe();
        Modem.Begin();
        Bench.Wait(TimeSpan.FromSeconds(40));
        Assert.Null(Bench.OpenNotify);
        Modem.Send(500);
        Modem.End().Wait(TimeSpan.FromSeconds(40));
        Assert.Equal(PackageServer.NotifyUri, Bench.OpenNotify!.Uri);
    }

    private static FirmwareBench Firmware(FirmwareBehaviour? behaviour = null) => new(
        Samples.TwoObjects with { Firmware = behaviour ?? new() },
        Samples.Settings(PackageServer.Package(), PackageServer.Package(500, "modem-1")));

    private FirmwareJob Job(string root) => Bench.Nv.Firmware!.JobOf(root)!;

    private void TwoInterrupted()
    {
        _firmware.Order("./FwUpdate", PackageServer.Name);
        _firmware.Packages.Describe();
        _firmware.Packages.Begin();
        _firmware.Packages.Send(300);
        _firmware.Order("./Modem", "modem-1");
    }
}
