using FleetSim.Contracts;
using FleetSim.Run;
using FleetSim.Telemetry;
using Microsoft.Extensions.Time.Testing;

namespace FleetSim.Tests.Run;

/// <summary>What nodes count is added up; what was true of a lost one at its last moment is not true any more.</summary>
public sealed class FleetFiguresTests
{
    private static readonly NodeFigures One = Node(sessions: 3, registered: 10) with { SessionLatency = [1000, 2], Released = 5, Octets = 7 };
    private static readonly NodeFigures Two = Node(sessions: 4, registered: 20) with { SessionLatency = [3000, 1], Released = 6, Octets = 1 };

    [Fact]
    public void Living_nodes_are_added_up()
    {
        FleetFigures both = new([One, Two], []);
        Assert.Equal((7, 30, 11, 8, 3), (both.SessionsStarted, both.DevicesIn(DeviceTag.Registered), both.Released, both.Octets, both.SessionLatency.Count));
        Assert.Equal(3, both.SessionLatency.MaxMs, 0.01);
    }

    [Fact]
    public void Of_a_lost_node_the_counts_stay_and_the_moment_is_gone()
    {
        FleetFigures left = new([One], [Two]);
        Assert.Equal((7, 10, 11, 3), (left.SessionsStarted, left.DevicesIn(DeviceTag.Registered), left.Released, left.SessionLatency.Count));
    }

    [Fact]
    public void A_node_of_another_version_that_knows_fewer_kinds_has_none_of_the_others() =>
        Assert.Equal(0, new FleetFigures([One with { Now = new NodeMoment { Devices = [1] } }], []).DevicesIn(DeviceTag.Registered));

    [Fact]
    public void Arrivals_are_done_when_every_living_node_says_so()
    {
        NodeFigures done = One with { Now = One.Now with { ArrivalsDone = true } };
        Assert.False(FleetFigures.None.ArrivalsDone);
        Assert.False(new FleetFigures([done, Two], []).ArrivalsDone);
        Assert.True(new FleetFigures([done], [Two]).ArrivalsDone);
    }

    [Fact]
    public void A_fleet_at_rest_has_nothing_that_moves()
    {
        NodeFigures rests = One with { Now = One.Now with { ArrivalsDone = true, Cohorts = 2 } };
        Assert.Null(new FleetFigures([rests], []).Unrest(2));
        Assert.Equal("1 of 2 cohorts placed, 3 timers that wait", new FleetFigures([rests with { Now = rests.Now with { Cohorts = 1, Timers = 3 } }], []).Unrest(2));
        Assert.Equal("arrivals to come, cohorts that look again after nodes came or went, 1 being woken", new FleetFigures([rests with { Now = rests.Now with { ArrivalsDone = false, Settles = true, BeingWoken = 1 } }], []).Unrest(2));
    }

    /// <summary>Two nodes on one machine of two cores, each a whole core for ten seconds, and one on a machine of its own that rests.</summary>
    [Fact]
    public void Nodes_on_one_machine_share_its_cores_and_the_busiest_machine_counts()
    {
        FakeTimeProvider clock = new();
        FleetHealth health = new(clock);
        health.Sample(Machines(0));
        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(100, health.Sample(Machines(10)), 0.01);
        Assert.Equal(30, health.MemoryBytes);
        Assert.Equal(20, health.CpuSeconds, 0.01);

        static Dictionary<string, NodeFigures> Machines(double cpu) => new()
        {
            ["a"] = On("box", cpu), ["b"] = On("box", cpu), ["c"] = On("other", 0),
        };
    }

    private static NodeFigures On(string machine, double cpu) => Node(0, 0) with { CpuSeconds = cpu, Now = new NodeMoment { Machine = machine, Cores = 2, MemoryBytes = 10 } };

    private static NodeFigures Node(long sessions, long registered)
    {
        long[] devices = new long[Enum.GetValues<DeviceTag>().Length];
        devices[(int)DeviceTag.Registered] = registered;
        return new NodeFigures { SessionsStarted = sessions, Now = new NodeMoment { Devices = devices } };
    }
}
