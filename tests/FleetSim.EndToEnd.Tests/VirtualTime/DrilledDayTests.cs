using FleetSim.Platform.Engine;
using FleetSim.Platform.Settings;
using FleetSim.Scenarios;

namespace FleetSim.EndToEnd.Tests.VirtualTime;

/// <summary>A few handsets, the real ones, meet each drill of the platform once each, and then it does all right again.</summary>
public sealed class DrilledDayTests
{
    public static TheoryData<string> Drills() => [.. VirtualWorld.Live(Scenario(1), new WorldOptions()).Platform.Drills.Select(d => d.Name)];

    [Theory]
    [MemberData(nameof(Drills))]
    public void A_drill_that_strikes_each_handset_once_leaves_the_day_at_rest_and_no_collection_open_or_failed(string drill)
    {
        VirtualWorld world = VirtualWorld.Live(Scenario(24), new WorldOptions
        {
            Platform = options => options with { Drills = [new DrillOptions { Drill = drill, First = 1 }] },
        });
        PlatformStatus status = world.Platform.Status;
        Assert.True(world.IsSettled, $"{drill}: not at rest after {world.Elapsed}");
        IReadOnlyDictionary<string, int> collections = status.Jobs["collect"];
        Assert.Equal((0, status.Devices), (status.OpenSessions, collections["done"] + collections["unreachable"] + collections["refused"]));
    }

    private static Scenario Scenario(int terminals)
    {
        Scenario day = TroubledDay.Scenario();
        return day with
        {
            Fleet = day.Fleet with { Terminals = terminals }, Faults = new FaultSpec(), PowerOnRate = 50, DrainLimit = TimeSpan.FromMinutes(30),
            Platform = day.Platform with { FirmwareShare = 1 },
        };
    }
}
