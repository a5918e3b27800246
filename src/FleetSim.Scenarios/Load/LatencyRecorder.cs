using HdrHistogram;

namespace FleetSim.Scenarios.Load;

/// <summary>Times in a histogram of three significant digits, 1 us to 1 h. Histograms are merged, never averaged.</summary>
public sealed class LatencyRecorder
{
    private const long HighestMicroseconds = 3_600_000_000;

    private readonly Lock _lock = new();
    private readonly LongHistogram _histogram = new(1, HighestMicroseconds, 3);

    public long Count
    {
        get
        {
            lock (_lock) return _histogram.TotalCount;
        }
    }

    public void Record(TimeSpan time)
    {
        lock (_lock) _histogram.RecordValue(Math.Clamp((long)time.TotalMicroseconds, 1, HighestMicroseconds));
    }

    /// <summary>The value at a percentile (0 to 100) in milliseconds; 0 when nothing was recorded.</summary>
    public double PercentileMs(double percentile)
    {
        lock (_lock) return _histogram.TotalCount == 0 ? 0 : _histogram.GetValueAtPercentile(percentile) / 1000.0;
    }

    public double MaxMs
    {
        get
        {
            lock (_lock) return _histogram.TotalCount == 0 ? 0 : _histogram.GetMaxValue() / 1000.0;
        }
    }

    /// <summary>Value and count of each recorded bucket: what a checkpoint keeps.</summary>
    public IReadOnlyList<KeyValuePair<long, long>> Export()
    {
        lock (_lock) return [.. _histogram.RecordedValues().Select(v => KeyValuePair.Create(v.ValueIteratedTo, v.CountAtValueIteratedTo))];
    }

    /// <summary>Adds what another recorder exported.</summary>
    public void Merge(IEnumerable<KeyValuePair<long, long>> exported)
    {
        lock (_lock)
        {
            foreach ((long value, long count) in exported) _histogram.RecordValueWithCount(Math.Min(value, HighestMicroseconds), count);
        }
    }
}
