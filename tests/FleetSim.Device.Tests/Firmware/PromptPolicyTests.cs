using FleetSim.Device.Behaviour;
using FleetSim.Device.Firmware;
using FleetSim.Device.Tests.Support;
using FleetSim.Device.Ui;
using FleetSim.Protocol.Notification;

namespace FleetSim.Device.Tests.Firmware;

/// <summary>D3 and N6: with "quiet" a silent job shows nothing, waits in silence and goes on by itself; a visible one tells. "Chapters" always tells.</summary>
public sealed class PromptPolicyTests
{
    [Theory]
    [Trait("row", "EXC-04")]
    [InlineData(PromptPolicy.Chapters, UiMode.Background, true)]
    [InlineData(PromptPolicy.Quiet, UiMode.Background, false)]
    [InlineData(PromptPolicy.Quiet, UiMode.Informative, true)]
    public void Lost_signal(PromptPolicy policy, UiMode mode, bool told)
    {
        FirmwareBench firmware = Fetching(policy, mode);
        firmware.Bench.LoseSignal();
        ShouldTell(firmware, UiSubject.DownloadNoSignal, told);
        firmware.Bench.FindSignal();
        Assert.Equal(300, firmware.Bench.OpenFetch!.Offset);
    }

    [Theory]
    [Trait("row", "EXC-10")]
    [Trait("row", "EXC-11")]
    [InlineData(PromptPolicy.Chapters, UiMode.Background, true)]
    [InlineData(PromptPolicy.Quiet, UiMode.Background, false)]
    [InlineData(PromptPolicy.Quiet, UiMode.Informative, true)]
    public void Low_memory(PromptPolicy policy, UiMode mode, bool told)
    {
        FirmwareBench firmware = Fetching(policy, mode);
        firmware.Bench.LoseMemory();
        Assert.Null(firmware.Bench.OpenFetch);
        ShouldTell(firmware, UiSubject.DownloadNoMemory, told);
        firmware.Bench.FreeMemory();
        Assert.Equal(300, firmware.Bench.OpenFetch!.Offset);
    }

    [Theory]
    [Trait("row", "EXC-06")]
    [Trait("row", "EXC-07")]
    [InlineData(PromptPolicy.Chapters, UiMode.Background, true)]
    [InlineData(PromptPolicy.Quiet, UiMode.Background, false)]
    [InlineData(PromptPolicy.Quiet, UiMode.Informative, true)]
    public void Power_loss(PromptPolicy policy, UiMode mode, bool asks)
    {
        FirmwareBench firmware = Fetching(policy, mode);
        firmware.Bench.Reboot();
        ShouldTell(firmware, UiSubject.DownloadContinueQuestion, asks);
        Assert.Equal(asks, firmware.Bench.OpenFetch is null);
        if (asks) firmware.Bench.UserSays(UserAnswer.Yes);
        Assert.Equal(300, firmware.Bench.OpenFetch!.Offset);
    }

    [Fact]
    [Trait("row", "EXC-06")]
    public void A_quiet_job_that_never_began_begins_at_the_boot()
    {
        FirmwareBench firmware = new(Samples.Xml with { Ui = new UiBehaviour { Prompts = PromptPolicy.Quiet } });
        firmware.Command().Bench.Reboot().ShouldBeSilent();
        Assert.NotNull(firmware.Bench.OpenGet);
    }

    [Fact]
    public void A_quiet_job_that_starts_without_signal_and_memory_waits_in_silence()
    {
        FirmwareBench firmware = new(Samples.Xml with { Ui = new UiBehaviour { Prompts = PromptPolicy.Quiet } });
        firmware.Command().Bench.LoseMemory().LoseSignal().FindSignal().ShouldBeSilent();
        Assert.Equal((FumoPhase.Waiting, WaitCause.Memory), (firmware.Bench.Nv.Job!.Phase, firmware.Bench.Nv.Job.Cause));
        firmware.Bench.FreeMemory();
        Assert.NotNull(firmware.Bench.OpenGet);
    }

    [Fact]
    [Trait("row", "FUM-16")]
    public void The_descriptor_of_a_silent_job_is_shown_by_neither()
    {
        foreach (PromptPolicy policy in Enum.GetValues<PromptPolicy>()) Fetching(policy, UiMode.Background).Bench.ShouldBeSilent();
    }

    private static FirmwareBench Fetching(PromptPolicy policy, UiMode mode) => new FirmwareBench(Samples.Xml with { Ui = new UiBehaviour { Prompts = policy } }).Fetching(300, mode);

    private static void ShouldTell(FirmwareBench firmware, UiSubject subject, bool told) =>
        Assert.Equal(told ? 1 : 0, firmware.Bench.Nv.Journal.Entries.Count(e => e.Subject == subject));
}
