using FleetSim.Device.Firmware;
using FleetSim.Device.Tests.Support;

namespace FleetSim.Device.Tests.Firmware;

/// <summary>Whatever strikes in whatever phase: the update comes to its end, with one transfer of each octet and one report.</summary>
public sealed class TroubleInEveryPhaseTests
{
    public static TheoryData<FumoPhase, string> EveryTrouble => new MatrixTheoryData<FumoPhase, string>(
        Enum.GetValues<FumoPhase>().Except([FumoPhase.Idle, FumoPhase.Ended]), ["power", "power twice", "signal", "signal for long", "memory", "emulator"]);

    [Theory]
    [Trait("row", "EXC-05")]
    [Trait("row", "EXC-08")]
    [Trait("row", "EXC-11")]
    [MemberData(nameof(EveryTrouble))]
    public void It_comes_to_its_end(FumoPhase phase, string trouble)
    {
        FirmwareBench firmware = FirmwareBench.In(phase);
        Strike(firmware.Bench, trouble);
        Finish(firmware);
        Assert.Equal(PackageServer.Version, firmware.Bench.Terminal.SoftwareVersion);
        Assert.Equal((1, 1, 0), (firmware.Bench.Nv.Odometer.FirmwareStarted, firmware.Bench.Nv.Odometer.FirmwareSucceeded, firmware.Bench.Nv.Odometer.FirmwareFailed));
        Assert.Equal((1000, 0), (firmware.Bench.Nv.Odometer.FirmwareOctets, firmware.Bench.Nv.Odometer.DuplicateOctets));
        Assert.Equal(200, firmware.Bench.Nv.Odometer.LastReportedResult);
        Assert.Null(firmware.Bench.Nv.Firmware);
    }

    private static void Strike(Bench bench, string trouble)
    {
        switch (trouble)
        {
            case "power": bench.Reboot(); break;
            case "power twice": bench.Reboot().Wait(TimeSpan.FromSeconds(3)).Reboot(); break;
            case "signal": bench.LoseSignal().Wait(TimeSpan.FromSeconds(2)).FindSignal(); break;
            case "signal for long": bench.LoseSignal().Wait(TimeSpan.FromHours(1)).FindSignal(); break;
            case "memory": bench.LoseMemory().Wait(TimeSpan.FromSeconds(2)).FreeMemory(); break;
            default: bench.Revive(); break;
        }
    }

    /// <summary>From here on all goes well; the server gives the word where it is waited for.</summary>
    private static void Finish(FirmwareBench firmware)
    {
        Bench bench = firmware.Bench;
        for (int step = 0; step < 40 && bench.Nv.Firmware is not null; step++)
        {
            if (!bench.Nv.HasSignal) bench.FindSignal();
            else if (bench.Timers.ContainsKey(TimerSlot.PromptTimeout)) bench.UserSays(UserAnswer.Yes);
            else if (bench.OpenPost is not null) firmware.Server.Reply();
            else if (bench.OpenGet is not null) firmware.Packages.Describe();
            else if (bench.OpenFetch is not null) firmware.Packages.SendRest();
            else if (bench.OpenNotify is not null) bench.NotifyAnswered();
            else if (bench.Nv.Job is { Phase: FumoPhase.Ready }) Assert.Equal(202, firmware.Exec("./FwUpdate/Update"));
            else if (bench.Nv.Job is { Phase: FumoPhase.Waiting, Cause: WaitCause.Power }) bench.Reboot(); // nobody answered: it asks again
            else bench.Wait(TimeSpan.FromHours(1));
        }
    }
}
