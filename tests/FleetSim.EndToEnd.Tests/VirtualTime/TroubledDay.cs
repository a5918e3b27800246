using FleetSim.Commands;
using FleetSim.Device;
using FleetSim.Scenarios;
using FleetSim.Scenarios.Configuration;

namespace FleetSim.EndToEnd.Tests.VirtualTime;

/// <summary>How the day went.</summary>
public enum Telling
{
    Undisturbed,

    /// <summary>The emulator was killed three times, at moments drawn from the seed.</summary>
    Killed,
}

/// <summary>The first day of a small fleet on which nearly everything goes wrong, lived once for all tests that look at it.</summary>
public sealed class TroubledDay
{
    public const int Terminals = 600;

    private readonly Lazy<VirtualWorld> _lived = new(() => VirtualWorld.Live(Scenario(), new WorldOptions()));

    private readonly Lazy<VirtualWorld> _killed = new(() => VirtualWorld.Live(Scenario(), new WorldOptions { Kills = [KillMoment(1), KillMoment(2), KillMoment(3)] }));

    public VirtualWorld Lived => _lived.Value;

    public VirtualWorld Told(Telling telling) => telling == Telling.Killed ? _killed.Value : Lived;

    /// <summary>The shipped first day with more wrong settings, swaps, reboots, updates and troubles.</summary>
    public static Scenario Scenario()
    {
        Scenario day = ScenarioFile.Read(null).Scenario;
        return day with
        {
            Fleet = day.Fleet with { Terminals = Terminals, WrongApnShare = 0.3 },
            PowerOnRate = 100,
            Users = day.Users with
            {
                RefuseShare = 0.25, RefuseContinueShare = 0.2, SimSwapShare = 0.25, SimSwapAfter = TimeRange.Seconds(0.01, 12), RebootShare = 0.5, RebootAfter = TimeRange.Seconds(0.01, 15),
            },
            Faults = day.Faults with { ConfirmationLoss = 0.2, DownloadSignalLoss = 0.25, DownloadPowerLoss = 0.15, DownloadMemoryLow = 0.1, UpdatePowerLoss = 0.3, ReportAnswerLoss = 0.3 },
            Platform = day.Platform with { FirmwareShare = 0.7 },
        };
    }

    /// <summary>Somewhere in the first, second or third five seconds of the day: while handsets register, download and update.</summary>
    private static TimeSpan KillMoment(int number)
    {
        Scenario day = Scenario();
        return TimeSpan.FromSeconds(5 * (number - 1 + new Chance(day.Seed, 0).Unit(ChancePurpose.KillMoment, number)));
    }
}

/// <summary>Tests that share the day run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class TroubledDayTests : ICollectionFixture<TroubledDay>
{
    public const string Name = "troubled day";
}
