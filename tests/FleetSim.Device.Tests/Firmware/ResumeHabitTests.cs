using FleetSim.Device.Behaviour;
using FleetSim.Device.Tests.Support;

namespace FleetSim.Device.Tests.Firmware;

/// <summary>How a model resumes, and when it sends the install notification: each position of the switches.</summary>
public sealed class ResumeHabitTests
{
    [Fact]
    [Trait("row", "FUM-15")]
    public void Range_and_If_Range_carry_the_octets_held_and_the_validator()
    {
        FirmwareBench firmware = Cut(ResumeHabit.RangeAndIfRange);
        Assert.Equal((300L, firmware.Packages.ETag), (firmware.Bench.OpenFetch!.Offset, firmware.Bench.OpenFetch.IfRange));
    }

    [Fact]
    [Trait("spec", "RFC 9110, 13.1.5")]
    public void A_weak_validator_never_goes_out_as_If_Range()
    {
        FirmwareBench firmware = Cut(ResumeHabit.RangeAndIfRange, "W/\"e1\"");
        Assert.Equal((300L, null), (firmware.Bench.OpenFetch!.Offset, firmware.Bench.OpenFetch.IfRange));
    }

    [Fact]
    public void Range_alone_starts_over_when_another_object_answers()
    {
        FirmwareBench firmware = Cut(ResumeHabit.RangeOnly);
        Assert.Equal((300L, null), (firmware.Bench.OpenFetch!.Offset, firmware.Bench.OpenFetch.IfRange));
        firmware.Packages.Begin(206, 300, 1000, "\"e2\"");
        Assert.Equal(0, firmware.Bench.OpenFetch!.Offset);
        firmware.Packages.SendRest().ShouldBeginToUpdate();
        Assert.Equal((1300, 300), (firmware.Bench.Nv.Odometer.FirmwareOctets, firmware.Bench.Nv.Odometer.DuplicateOctets));
    }

    [Fact]
    public void Without_resume_it_begins_with_the_first_octet_and_counts_what_comes_again()
    {
        FirmwareBench firmware = Cut(ResumeHabit.None);
        Assert.Equal((0L, null), (firmware.Bench.OpenFetch!.Offset, firmware.Bench.OpenFetch.IfRange));
        firmware.Packages.SendRest().ShouldBeginToUpdate();
        Assert.Equal((1300, 300, 1), (firmware.Bench.Nv.Odometer.FirmwareOctets, firmware.Bench.Nv.Odometer.DuplicateOctets, firmware.Bench.Nv.Odometer.Resumes));
    }

    [Fact]
    [Trait("row", "FUM-03")]
    public void After_the_update_is_when_the_notification_is_sent()
    {
        FirmwareBench firmware = Notifying(InstallNotifyTime.AfterUpdate);
        firmware.Bench.ShouldBeInState("40").Wait(TimeSpan.FromSeconds(60));
        Assert.Null(firmware.Bench.OpenNotify);
        firmware.Bench.Wait(TimeSpan.FromSeconds(1));
        Assert.Equal("900 Success", PackageServer.Text(firmware.Bench.OpenNotify!.Body));
    }

    [Fact]
    public void After_the_download_it_is_sent_before_the_update_and_not_again()
    {
        FirmwareBench firmware = Notifying(InstallNotifyTime.AfterDownload);
        Assert.Equal("900 Success", PackageServer.Text(firmware.Bench.ShouldBeInState("40").OpenNotify!.Body));
        firmware.Bench.NotifyAnswered().ShouldBeginToUpdate().Wait(TimeSpan.FromSeconds(60));
        Assert.Single(firmware.Bench.All<TerminalAction.PostNotify>());
        firmware.Server.Take();
        Assert.Equal("200", firmware.Server.Report!.Items[0].Data!.Value.Text);
    }

    [Fact]
    public void After_the_download_it_is_sent_again_after_a_power_cut()
    {
        FirmwareBench firmware = Notifying(InstallNotifyTime.AfterDownload);
        firmware.Bench.Reboot().ShouldBeInState("60");
        Assert.Equal("900 Success", PackageServer.Text(firmware.Bench.OpenNotify!.Body));
    }

    [Fact]
    public void After_the_download_a_failure_of_the_download_is_told_at_once()
    {
        FirmwareBench firmware = new FirmwareBench(Samples.With(new FirmwareBehaviour { InstallNotify = InstallNotifyTime.AfterDownload })).Fetching(300);
        firmware.Bench.UserCancels();
        Assert.Equal("902 User Cancelled", PackageServer.Text(firmware.Bench.OpenNotify!.Body));
    }

    [Fact]
    public void Never_means_never()
    {
        FirmwareBench firmware = Notifying(InstallNotifyTime.Never);
        firmware.Bench.Wait(TimeSpan.FromSeconds(61));
        firmware.Server.Reply().ShouldBeIdle();
        FirmwareBench cancelled = new FirmwareBench(Samples.With(new FirmwareBehaviour { InstallNotify = InstallNotifyTime.Never })).Fetching(300);
        cancelled.Bench.UserCancels();
        Assert.Empty(firmware.Bench.All<TerminalAction.PostNotify>().Concat(cancelled.Bench.All<TerminalAction.PostNotify>()));
    }

    private static FirmwareBench Cut(ResumeHabit habit, string etag = "\"e1\"")
    {
        FirmwareBench firmware = new FirmwareBench(Samples.With(new FirmwareBehaviour { Resume = habit })).Commanded();
        firmware.Packages.ETag = etag;
        firmware.Packages.Describe();
        firmware.Packages.Begin();
        firmware.Packages.Send(300);
        firmware.Bench.LoseSignal().FindSignal();
        return firmware;
    }

    private static FirmwareBench Notifying(InstallNotifyTime time)
    {
        FirmwareBench firmware = new FirmwareBench(Samples.With(new FirmwareBehaviour { InstallNotify = time })).Commanded();
        firmware.Packages.Describe();
        firmware.Packages.SendRest();
        return firmware;
    }
}
