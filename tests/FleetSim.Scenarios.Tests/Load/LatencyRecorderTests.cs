using FleetSim.Device;
using FleetSim.Scenarios.Load;

namespace FleetSim.Scenarios.Tests.Load;

public sealed class LatencyRecorderTests
{
    [Fact]
    public void Nothing_recorded_is_zero()
    {
        LatencyRecorder recorder = new();
        Assert.Equal((0L, 0.0, 0.0), (recorder.Count, recorder.PercentileMs(99), recorder.MaxMs));
        Assert.Empty(recorder.Export());
    }

    [Fact]
    public void Percentiles_are_right_to_three_digits()
    {
        LatencyRecorder recorder = new();
        for (int ms = 1; ms <= 10_000; ms++) recorder.Record(TimeSpan.FromMilliseconds(ms));
        Assert.Equal(10_000, recorder.Count);
        Assert.InRange(recorder.PercentileMs(50), 4_995, 5_010);
        Assert.InRange(recorder.PercentileMs(99), 9_890, 9_915);
        Assert.InRange(recorder.MaxMs, 10_000, 10_010);
    }

    [Fact]
    public void Merged_parts_are_the_whole()
    {
        LatencyRecorder whole = new(), left = new(), right = new(), merged = new();
        for (int i = 0; i < 20_000; i++)
        {
            TimeSpan time = TimeSpan.FromMicroseconds(1 + Math.Exp(new Chance(1, i).Unit(ChancePurpose.ThinkTime, 0) * 20));
            whole.Record(time);
            (i % 3 == 0 ? left : right).Record(time);
        }

        merged.Merge(left.Export());
        merged.Merge(right.Export());
        Assert.Equal(whole.Count, merged.Count);
        Assert.Equal(whole.MaxMs, merged.MaxMs);
        foreach (double percentile in (double[])[0, 1, 50, 90, 95, 99, 99.9, 99.99, 100]) Assert.Equal(whole.PercentileMs(percentile), merged.PercentileMs(percentile));
        Assert.Equal(whole.Export(), merged.Export());
    }

    [Fact]
    public void Times_outside_the_range_are_taken_at_its_ends()
    {
        LatencyRecorder recorder = new();
        recorder.Record(TimeSpan.FromSeconds(-1));
        recorder.Record(TimeSpan.FromDays(3));
        Assert.Equal(2, recorder.Count);
        Assert.InRange(recorder.MaxMs, 3_600_000, 3_605_000);
        LatencyRecorder merged = new();
        merged.Merge(recorder.Export());
        Assert.Equal(2, merged.Count);
        Assert.InRange(merged.MaxMs, 3_600_000, 3_605_000);
    }
}
