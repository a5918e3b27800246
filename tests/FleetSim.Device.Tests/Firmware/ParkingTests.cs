using FleetSim.Device.Firmware;
using FleetSim.Device.Tests.Support;
using FleetSim.Device.Ui;

namespace FleetSim.Device.Tests.Firmware;

/// <summary>D8: five minutes without signal, and a download holds neither a connection nor a timer (N5).</summary>
public sealed class ParkingTests
{
    private readonly FirmwareBench _firmware = new FirmwareBench().Fetching(300);

    private Bench Bench => _firmware.Bench;

    private FumoPhase Phase => Bench.Nv.Job!.Phase;

    [Fact]
    [Trait("row", "EXC-04")]
    [Trait("row", "EXC-05")]
    public void A_parked_job_holds_nothing_and_resumes_when_the_signal_is_back()
    {
        Bench.LoseSignal().Wait(TimeSpan.FromSeconds(299));
        Assert.Equal((FumoPhase.Waiting, 1), (Phase, Bench.Timers.Count));
        Bench.Wait(TimeSpan.FromSeconds(1));
        Assert.Equal((FumoPhase.Parked, 0), (Phase, Bench.Timers.Count));
        Bench.ShouldBeIdle().ShouldBeInState("30").ShouldHaveShown(UiSubject.DownloadNoSignal).Wait(TimeSpan.FromDays(30)).FindSignal();
        Assert.Equal(300, Bench.OpenFetch!.Offset);
        _firmware.Packages.SendRest().ShouldBeginToUpdate();
        Assert.Equal((1000, 0), (Bench.Nv.Odometer.FirmwareOctets, Bench.Nv.Odometer.DuplicateOctets));
    }

    [Fact]
    [Trait("row", "EXC-05")]
    public void Signal_in_time_leaves_no_timer_behind()
    {
        Bench.LoseSignal().Wait(TimeSpan.FromSeconds(299)).FindSignal();
        Assert.DoesNotContain(TimerSlot.DownloadPark, Bench.Timers.Keys);
        Bench.Wait(TimeSpan.FromMinutes(10));
        Assert.Equal(FumoPhase.Fetching, Phase);
    }

    [Fact]
    public void Each_loss_of_signal_begins_to_count_anew()
    {
        Bench.LoseSignal().Wait(TimeSpan.FromSeconds(200)).FindSignal().LoseSignal().Wait(TimeSpan.FromSeconds(200));
        Assert.Equal(FumoPhase.Waiting, Phase);
        Bench.Wait(TimeSpan.FromSeconds(100));
        Assert.Equal(FumoPhase.Parked, Phase);
    }

    [Fact]
    [Trait("row", "EXC-06")]
    public void After_a_boot_a_parked_job_asks_as_every_other()
    {
        Bench.LoseSignal().Wait(TimeSpan.FromMinutes(5)).Reboot().ShouldHaveShown(UiSubject.DownloadNoSignal, UiSubject.DownloadContinueQuestion);
        Assert.Null(Bench.OpenFetch);
        Bench.UserSays(UserAnswer.Yes);
        Assert.Equal(300, Bench.OpenFetch!.Offset);
    }

    [Fact]
    [Trait("row", "EXC-01")]
    public void A_parked_job_can_be_cancelled()
    {
        Bench.LoseSignal().Wait(TimeSpan.FromMinutes(5)).UserCancels().ShouldBeInState("20").FindSignal();
        Assert.Null(Bench.OpenFetch);
        Assert.Equal("902 User Cancelled", PackageServer.Text(Bench.OpenNotify!.Body));
    }

    [Fact]
    public void Parked_without_memory_it_waits_for_that_next()
    {
        Bench.LoseSignal().Wait(TimeSpan.FromMinutes(5)).LoseMemory().FindSignal();
        Assert.Equal((FumoPhase.Waiting, WaitCause.Memory), (Phase, Bench.Nv.Job!.Cause));
        Bench.FreeMemory();
        Assert.Equal(300, Bench.OpenFetch!.Offset);
    }

    [Fact]
    [Trait("row", "EXC-01")]
    public void A_job_that_waits_can_be_cancelled_and_leaves_no_timer_behind()
    {
        Bench.LoseSignal().Wait(TimeSpan.FromSeconds(10)).UserCancels().ShouldBeInState("20");
        Assert.DoesNotContain(TimerSlot.DownloadPark, Bench.Timers.Keys);
    }

    [Fact]
    public void The_emulator_parks_the_job_when_it_would_have_been()
    {
        Bench.LoseSignal().Wait(TimeSpan.FromSeconds(200)).Revive().Wait(TimeSpan.FromSeconds(99));
        Assert.Equal(FumoPhase.Waiting, Phase);
        Bench.Wait(TimeSpan.FromSeconds(1));
        Assert.Equal(FumoPhase.Parked, Phase);
    }

    [Fact]
    public void The_emulator_leaves_a_parked_job_alone()
    {
        Bench.LoseSignal().Wait(TimeSpan.FromMinutes(5)).Revive().ShouldBeIdle();
        Assert.Equal((FumoPhase.Parked, 0), (Phase, Bench.Timers.Count));
        Bench.FindSignal();
        Assert.Equal(300, Bench.OpenFetch!.Offset);
    }

    [Fact]
    public void The_time_is_a_setting()
    {
        FirmwareBench firmware = new FirmwareBench(settings: Samples.Settings(PackageServer.Package()) with { ParkAfter = TimeSpan.FromSeconds(7) }).Fetching(300);
        firmware.Bench.LoseSignal().Wait(TimeSpan.FromSeconds(7));
        Assert.Equal(FumoPhase.Parked, firmware.Bench.Nv.Job!.Phase);
    }
}
