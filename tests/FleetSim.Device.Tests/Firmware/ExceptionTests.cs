using FleetSim.Device.Firmware;
using FleetSim.Device.Tests.Support;
using FleetSim.Device.Ui;
using FleetSim.Protocol.Notification;

namespace FleetSim.Device.Tests.Firmware;

/// <summary>QB-E-008, exceptions of the firmware update.</summary>
public sealed class ExceptionTests
{
    private readonly FirmwareBench _firmware = new();

    private Bench Bench => _firmware.Bench;

    private PackageServer Packages => _firmware.Packages;

    private DmServer Server => _firmware.Server;

    [Fact]
    [Trait("row", "EXC-01")]
    public void The_user_cancels_a_running_download()
    {
        _firmware.Fetching(300).Bench.UserCancels().ShouldBeInState("20");
        Assert.Null(Bench.OpenFetch);
        Assert.Equal("902 User Cancelled", PackageServer.Text(Bench.OpenNotify!.Body));
        Bench.NotifyAnswered();
        Server.Take();
        Assert.Equal("401", Server.Report!.Items[0].Data!.Value.Text);
    }

    [Fact]
    [Trait("row", "EXC-02")]
    public void A_cancelled_package_is_never_asked_for_again()
    {
        _firmware.Fetching(300).Bench.UserCancels().NotifyAnswered();
        Server.Reply();
        int fetches = Bench.All<TerminalAction.Fetch>().Count();
        Bench.Wait(TimeSpan.FromDays(1)).Reboot().Wait(TimeSpan.FromDays(1)).LoseSignal().FindSignal().Revive().ShouldBeIdle().ShouldBeSilent();
        Assert.Equal((fetches, 1), (Bench.All<TerminalAction.Fetch>().Count(), Bench.All<TerminalAction.GetDescriptor>().Count()));
    }

    [Fact]
    [Trait("row", "EXC-01")]
    public void A_cancel_of_nothing_does_nothing() => Bench.UserCancels().ShouldBeIdle().ShouldBeSilent();

    [Fact]
    public void Cancelling_a_download_leaves_a_session_alone()
    {
        _firmware.Fetching(300);
        Server.Notify();
        Bench.UserCancels();
        Assert.NotNull(Bench.OpenPost);
        Server.Reply();
        Assert.False(Bench.Terminal.IsInSession);
    }

    [Fact]
    [Trait("row", "EXC-04")]
    public void Lost_signal_is_shown_and_what_is_held_is_kept()
    {
        _firmware.Fetching(300).Bench.LoseSignal().ShouldBeIdle().ShouldHaveShown(UiSubject.DownloadNoSignal);
        Assert.Equal(300, Bench.Load(Bench.Save()).Nv.Job!.Offset);
    }

    [Fact]
    [Trait("row", "EXC-05")]
    [Trait("row", "FUM-15")]
    public void Signal_found_again_resumes_at_the_break_point()
    {
        _firmware.Fetching(300).Bench.LoseSignal().Wait(TimeSpan.FromHours(5)).FindSignal();
        Assert.Equal((300L, Packages.ETag), (Bench.OpenFetch!.Offset, Bench.OpenFetch.IfRange));
        Packages.SendRest().ShouldBeginToUpdate();
        Assert.Equal((1000, 0), (Bench.Nv.Odometer.FirmwareOctets, Bench.Nv.Odometer.DuplicateOctets));
    }

    [Fact]
    [Trait("row", "EXC-05")]
    public void Signal_lost_before_the_descriptor_resumes_with_the_descriptor()
    {
        _firmware.Commanded().Bench.LoseSignal().FindSignal();
        Assert.Equal(2, Bench.All<TerminalAction.GetDescriptor>().Count());
        Packages.Describe();
        Packages.SendRest().ShouldBeginToUpdate();
    }

    [Fact]
    [Trait("row", "EXC-04")]
    public void Signal_lost_in_the_session_of_the_Exec_starts_nothing_before_it_is_found()
    {
        _firmware.Command().Bench.LoseSignal().ShouldBeIdle();
        Assert.Empty(Bench.All<TerminalAction.GetDescriptor>());
        Bench.FindSignal();
        Assert.NotNull(Bench.OpenGet);
    }

    [Fact]
    [Trait("row", "EXC-06")]
    public void Power_lost_in_the_session_of_the_Exec_starts_nothing_before_the_user_says_yes()
    {
        _firmware.Command().Bench.PowerOff();
        Assert.Empty(Bench.All<TerminalAction.GetDescriptor>());
        Bench.PowerOn(Samples.UnicomSim).ShouldHaveShown(UiSubject.DownloadContinueQuestion);
        Assert.Empty(Bench.All<TerminalAction.GetDescriptor>());
        Bench.UserSays(UserAnswer.Yes);
        Assert.NotNull(Bench.OpenGet);
    }

    [Fact]
    [Trait("row", "EXC-06")]
    [Trait("row", "EXC-07")]
    public void After_a_power_cut_the_user_is_asked_and_yes_resumes()
    {
        _firmware.Fetching(300).Bench.Reboot().ShouldHaveShown(UiSubject.DownloadContinueQuestion).Wait(TimeSpan.FromSeconds(100));
        Assert.Null(Bench.OpenFetch);
        Bench.UserSays(UserAnswer.Yes);
        Assert.Equal((300L, Packages.ETag), (Bench.OpenFetch!.Offset, Bench.OpenFetch.IfRange));
        Packages.SendRest().ShouldBeginToUpdate();
        Assert.Equal((0, 1), (Bench.Nv.Odometer.DuplicateOctets, Bench.Nv.Odometer.Resumes));
    }

    [Fact]
    [Trait("row", "EXC-07")]
    public void No_means_no_GET()
    {
        _firmware.Fetching(300).Bench.Reboot().UserSays(UserAnswer.No).ShouldBeInState("20").NotifyAnswered();
        Server.Take();
        Assert.Equal("401", Server.Report!.Items[0].Data!.Value.Text);
        Server.Reply();
        Bench.Wait(TimeSpan.FromDays(1)).Reboot().ShouldBeIdle();
        Assert.Single(Bench.All<TerminalAction.Fetch>());
    }

    [Fact]
    [Trait("row", "EXC-06")]
    public void Without_an_answer_the_job_waits_for_the_next_boot()
    {
        _firmware.Fetching(300).Bench.Reboot().Wait(TimeSpan.FromDays(1)).LoseSignal().FindSignal().ShouldBeIdle();
        Assert.Single(Bench.All<TerminalAction.Fetch>());
        Bench.Reboot().UserSays(UserAnswer.Yes);
        Assert.Equal(300, Bench.OpenFetch!.Offset);
    }

    [Fact]
    [Trait("row", "EXC-07")]
    public void A_yes_without_signal_resumes_when_it_is_found()
    {
        _firmware.Fetching(300).Bench.Reboot().LoseSignal().UserSays(UserAnswer.Yes);
        Assert.Null(Bench.OpenFetch);
        Bench.FindSignal();
        Assert.Equal(300, Bench.OpenFetch!.Offset);
    }

    [Fact]
    [Trait("row", "EXC-07")]
    public void A_yes_without_memory_resumes_when_it_is_free()
    {
        _firmware.Fetching(300).Bench.Reboot().LoseMemory().UserSays(UserAnswer.Yes);
        Assert.Null(Bench.OpenFetch);
        Bench.FreeMemory();
        Assert.Equal(300, Bench.OpenFetch!.Offset);
    }

    [Fact]
    [Trait("row", "EXC-06")]
    public void A_question_of_a_session_does_not_drown_the_downloads_question()
    {
        _firmware.Fetching(300).Bench.Reboot();
        Server.Notify(UiMode.UserInteraction);
        Bench.UserSays(UserAnswer.No).UserSays(UserAnswer.Yes);
        Assert.Equal(300, Bench.OpenFetch!.Offset);
    }

    [Fact]
    [Trait("row", "EXC-08")]
    public void An_update_goes_on_at_its_block_after_any_number_of_power_cuts()
    {
        _firmware.Updating();
        for (int block = 0; block < 4; block++)
        {
            Bench.Wait(TimeSpan.FromSeconds(15)).Reboot();
            if (block < 3) Bench.Wait(TimeSpan.FromSeconds(7)).Reboot().ShouldBeInState("60");
        }

        Assert.Equal(PackageServer.Version, Bench.Terminal.SoftwareVersion);
        Assert.Single(Bench.All<TerminalAction.Fetch>());
        Assert.Equal([0, 1, 1, 2, 2, 3, 3], Bench.All<TerminalAction.UpdateBegins>().Select(u => u.Block));
        Bench.ShouldBeSilent().NotifyAnswered();
        Server.Take();
        Assert.Equal("200", Server.Report!.Items[0].Data!.Value.Text);
    }

    [Fact]
    [Trait("row", "EXC-09")]
    public void A_finished_package_starts_its_update_by_itself_after_a_power_cut()
    {
        _firmware.Commanded().Packages.Describe();
        Packages.SendRest().ShouldBeInState("40").PowerOff().Wait(TimeSpan.FromHours(1)).PowerOn(Bench.Sim).ShouldBeInState("60").ShouldBeSilent().ShouldHavePosted(2);
        Bench.Wait(TimeSpan.FromSeconds(60));
        Assert.Equal(PackageServer.Version, Bench.Terminal.SoftwareVersion);
    }

    [Fact]
    [Trait("row", "EXC-09")]
    public void A_package_that_is_held_whole_needs_no_question_after_a_power_cut()
    {
        _firmware.Fetching(1000).Bench.Reboot().ShouldBeInState("60").ShouldBeSilent();
        Assert.Single(Bench.All<TerminalAction.Fetch>());
    }

    [Fact]
    [Trait("row", "EXC-10")]
    public void Low_memory_is_shown_and_the_transfer_pauses()
    {
        _firmware.Fetching(300).Bench.LoseMemory().ShouldHaveShown(UiSubject.DownloadNoMemory).ShouldBeIdle();
        Assert.Equal(300, Bench.Nv.Job!.Offset);
    }

    [Fact]
    [Trait("row", "EXC-11")]
    public void Free_memory_resumes_without_the_server()
    {
        _firmware.Fetching(300).Bench.LoseMemory().Wait(TimeSpan.FromMinutes(1)).FreeMemory();
        Assert.Equal((300L, Packages.ETag), (Bench.OpenFetch!.Offset, Bench.OpenFetch.IfRange));
        Packages.SendRest().ShouldBeginToUpdate().ShouldHavePosted(2);
    }

    [Fact]
    [Trait("row", "EXC-10")]
    public void Low_memory_leaves_a_session_alone()
    {
        _firmware.Fetching(300);
        Server.Notify();
        Bench.LoseMemory();
        Assert.Null(Bench.OpenFetch);
        Assert.NotNull(Bench.OpenPost);
        Server.Reply();
        Assert.False(Bench.Terminal.IsInSession);
    }

    [Fact]
    [Trait("row", "EXC-10")]
    public void Without_memory_an_accepted_Exec_waits()
    {
        Bench.LoseMemory();
        _firmware.Commanded().Bench.ShouldBeIdle().ShouldHaveShown(UiSubject.DownloadNoMemory).FreeMemory();
        Assert.NotNull(Bench.OpenGet);
    }

    [Fact]
    public void Memory_freed_without_signal_waits_for_the_signal()
    {
        _firmware.Fetching(300).Bench.LoseMemory().LoseSignal().FreeMemory().ShouldBeIdle().FindSignal();
        Assert.Equal(300, Bench.OpenFetch!.Offset);
    }

    [Theory]
    [Trait("row", "EXC-13")]
    [InlineData(null)]
    [InlineData(500)]
    [InlineData(503)]
    public void A_report_without_an_answer_stays_pending_and_is_counted(int? status)
    {
        _firmware.Reporting();
        if (status is { } code) Bench.PostAnswered(code, [], null);
        else Bench.PostFails(NetworkFailure.TimedOut);
        NonVolatile nv = Bench.Load(Bench.Save()).Nv;
        OwedReport report = Assert.Single(nv.Firmware!.Reports);
        Assert.Equal((FumoPhase.Reporting, 1, 200), (nv.Job!.Phase, report.SessionsThisBoot, report.Result));
    }

    [Fact]
    [Trait("row", "EXC-13")]
    public void A_report_refused_by_Status_stays_pending()
    {
        _firmware.Reporting();
        Server.Reply(new ReplyForm { Report = 500 });
        Assert.Single(Bench.Nv.Firmware!.Reports);
    }

    [Fact]
    [Trait("row", "EXC-14")]
    public void The_same_report_is_sent_three_times_a_boot_until_it_is_answered()
    {
        _firmware.Reporting();
        for (int attempt = 0; attempt < 5; attempt++)
        {
            if (Bench.OpenPost is null) break;
            Server.Take();
            Assert.Equal(("c-1", "200"), (Server.Report!.Correlator, Server.Report.Items[0].Data!.Value.Text));
            Bench.PostFails(NetworkFailure.TimedOut).Wait(TimeSpan.FromHours(1));
        }

        Assert.Equal(3, Reports);
        Bench.Wait(TimeSpan.FromDays(1)).LoseSignal().FindSignal();
        Assert.Equal(3, Reports);
        Bench.Reboot();
        Assert.Equal(4, Reports);
        Server.Reply().ShouldBeIdle().Reboot().Wait(TimeSpan.FromDays(1));
        Assert.Equal(4, Reports);
        Assert.Null(Bench.Nv.Job);
    }

    /// <summary>Otherwise a handset whose emulator was killed in the middle of a report would be silent sooner than a real one.</summary>
    [Fact]
    [Trait("row", "EXC-14")]
    public void A_report_that_the_emulators_end_cut_is_none_of_the_three()
    {
        _firmware.Reporting();
        for (int attempt = 0; attempt < 5; attempt++)
        {
            Assert.Equal((1, 1, true), (Bench.Nv.Firmware!.Reports[0].SessionsThisBoot, Bench.Nv.Firmware.Reports[0].Sessions, Bench.Nv.Firmware.Reports[0].IsUnderWay));
            Bench.Revive();
        }

        for (int attempt = 0; attempt < 2; attempt++) Bench.PostFails(NetworkFailure.TimedOut).Wait(TimeSpan.FromHours(1));
        Assert.Equal((3, true), (Bench.Nv.Firmware!.Reports[0].SessionsThisBoot, Bench.OpenPost is not null));
        Bench.PostFails(NetworkFailure.TimedOut).Revive().Wait(TimeSpan.FromHours(1));
        Assert.Equal((3, false, true), (Bench.Nv.Firmware!.Reports[0].SessionsThisBoot, Bench.Nv.Firmware.Reports[0].IsUnderWay, Bench.OpenPost is null));
    }

    [Fact]
    [Trait("row", "EXC-14")]
    public void The_pause_before_the_next_report_grows()
    {
        _firmware.Reporting().Bench.PostFails(NetworkFailure.TimedOut);
        Assert.Equal(TimeSpan.FromSeconds(30), Bench.Timers[TimerSlot.ReportRetry] - Bench.Now);
        Bench.Wait(TimeSpan.FromSeconds(30)).PostFails(NetworkFailure.TimedOut);
        Assert.Equal(TimeSpan.FromSeconds(60), Bench.Timers[TimerSlot.ReportRetry] - Bench.Now);
    }

    [Fact]
    [Trait("row", "EXC-14")]
    public void A_repeated_package_1_is_no_further_attempt()
    {
        _firmware.Reporting();
        Server.Reply(new ReplyForm { Header = 401, Commands = 401, Report = 401, NextNonce = "bm9uY2U=" });
        Server.Take();
        Assert.NotNull(Server.Report);
        Assert.Equal(1, Bench.Nv.Firmware!.Reports[0].SessionsThisBoot);
        Server.Reply().ShouldBeIdle();
        Assert.Null(Bench.Nv.Job);
    }

    [Fact]
    [Trait("row", "EXC-14")]
    public void A_session_of_the_servers_carries_the_report_too_within_the_limit()
    {
        _firmware.Reporting().Bench.PostFails(NetworkFailure.TimedOut);
        Server.Notify();
        Server.Take();
        Assert.NotNull(Server.Report);
        Bench.PostFails(NetworkFailure.TimedOut).Wait(TimeSpan.FromHours(1)).PostFails(NetworkFailure.TimedOut);
        Server.Notify();
        Server.Take();
        Assert.Null(Server.Report);
        Server.Reply();
        Assert.Equal(3, Reports);
        Assert.NotNull(Bench.Nv.Job);
    }

    [Fact]
    public void An_install_notification_is_tried_three_times_and_undoes_nothing()
    {
        _firmware.Updating().Bench.Wait(TimeSpan.FromSeconds(60));
        for (int attempt = 0; attempt < 3; attempt++)
            Bench.Step(new TerminalEvent.HttpFailed(Bench.Now, Bench.OpenNotify!.Request, NetworkFailure.ConnectionLost)).Wait(TimeSpan.FromSeconds(30));
        Assert.Equal(3, Bench.All<TerminalAction.PostNotify>().Count());
        Server.Take();
        Assert.Equal("200", Server.Report!.Items[0].Data!.Value.Text);
    }

    [Fact]
    public void The_emulator_takes_a_transfer_up_where_its_snapshot_is()
    {
        _firmware.Fetching(300).Bench.Revive().ShouldBeSilent();
        Assert.Equal(300, Bench.OpenFetch!.Offset);
        Assert.Equal(WaitCause.Emulator, Assert.Single(Bench.Facts<TerminalFact.DownloadResumed>()).Cause);
        Packages.SendRest().ShouldBeginToUpdate().Revive().Wait(TimeSpan.FromSeconds(60)).Revive().NotifyAnswered().Revive();
        Server.Reply();
        Assert.Null(Bench.Nv.Job);
    }

    private int Reports => Bench.All<TerminalAction.PostDm>().Count(p => p.CarriesReport);
}
