using FleetSim.Scenarios.Load;

namespace FleetSim.Scenarios.Tests.Load;

public sealed class ArrivalScheduleTests
{
    [Theory]
    [InlineData(0.1)]
    [InlineData(1)]
    [InlineData(400)]
    [InlineData(123_456.7)]
    public void Arrivals_come_one_by_one_each_in_its_own_interval(double rate)
    {
        ArrivalSchedule schedule = new(7, rate, 20_000);
        TimeSpan before = TimeSpan.MinValue;
        for (int i = 0; i < schedule.Count; i++)
        {
            TimeSpan at = schedule.IntendedAt(i);
            Assert.True(at >= before, "an arrival before the one before it");
            Assert.InRange(at.TotalSeconds, (i / rate) - 1e-6, ((i + 1) / rate) + 1e-6);
            before = at;
        }

        Assert.True(before <= schedule.Duration);
        Assert.Equal(20_000 / rate, schedule.Duration.TotalSeconds, 1e-3);
    }

    [Fact]
    public void Every_second_has_its_arrivals_give_or_take_one()
    {
        ArrivalSchedule schedule = new(7, 400, 40_000);
        Assert.All(Enumerable.Range(0, 40_000).CountBy(i => (int)schedule.IntendedAt(i).TotalSeconds), second => Assert.InRange(second.Value, 399, 401));
    }

    [Fact]
    public void An_arrival_depends_on_nothing_but_its_number()
    {
        ArrivalSchedule all = new(7, 400, 40_000), part = new(7, 400, 10);
        Assert.All(Enumerable.Range(0, 10), i => Assert.Equal(all.IntendedAt(i), part.IntendedAt(i)));
        Assert.NotEqual(all.IntendedAt(3), new ArrivalSchedule(8, 400, 10).IntendedAt(3));
    }

    [Fact]
    public void The_moment_in_the_interval_is_not_always_the_same() =>
        Assert.True(Enumerable.Range(0, 1000).Select(i => (int)((new ArrivalSchedule(7, 1, 1000).IntendedAt(i).TotalSeconds - i) * 10)).Distinct().Count() == 10);
}
