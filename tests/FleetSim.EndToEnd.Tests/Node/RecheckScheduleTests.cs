using FleetSim.Silo.Cluster;

namespace FleetSim.EndToEnd.Tests.Node;

public sealed class RecheckScheduleTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly RecheckSchedule _schedule = new();

    [Fact]
    public void A_membership_that_never_changed_asks_for_no_look() => Assert.False(_schedule.Settles || _schedule.IsDue(Start));

    [Fact]
    public void A_change_asks_for_three_looks_and_settles_with_the_second()
    {
        _schedule.Changed(Start);
        Assert.Equal([5], Looks(0, 40));
        Assert.True(_schedule.Settles);
        Assert.Equal([40], Looks(40, 70));
        Assert.False(_schedule.Settles);
        Assert.Equal([70], Looks(70, 200));
    }

    [Fact]
    public void A_further_change_begins_anew()
    {
        _schedule.Changed(Start);
        Assert.Equal([5], Looks(0, 30));
        _schedule.Changed(Start.AddSeconds(30));
        Assert.True(_schedule.Settles);
        Assert.Equal([35, 70, 100], Looks(30, 200));
    }

    [Fact]
    public void A_look_that_broke_is_due_again()
    {
        _schedule.Changed(Start);
        Assert.True(_schedule.IsDue(Start.AddSeconds(7)));
        Assert.True(_schedule.IsDue(Start.AddSeconds(8)));
        Assert.True(_schedule.Settles);
    }

    /// <summary>The seconds at which a look was due, asked for every second.</summary>
    private List<int> Looks(int from, int to)
    {
        List<int> looks = [];
        for (int second = from; second < to; second++)
        {
            if (!_schedule.IsDue(Start.AddSeconds(second))) continue;
            looks.Add(second);
            _schedule.Done();
        }

        return looks;
    }
}
