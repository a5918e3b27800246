using System.Diagnostics.Metrics;

namespace FleetSim.Telemetry;

/// <summary>How the group commit does: rows and seconds per transaction, requests that wait, writes refused for their version.</summary>
public sealed class StorageMetrics
{
    private static readonly double[] RowBounds = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000];
    private static readonly double[] CommitBounds = [0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 1];

    private readonly Histogram<double> _batch;
    private readonly Histogram<double> _commit;
    private readonly UpDownCounter<long> _queue;
    private readonly Counter<long> _conflicts;

    public StorageMetrics(IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(meters);
        var meter = meters.Create(InstrumentNames.Meter);
        _batch = meter.CreateHistogram(InstrumentNames.StorageBatchSize, "{row}", "Rows of one transaction.", advice: FleetMetrics.Bounds(RowBounds));
        _commit = meter.CreateHistogram(InstrumentNames.StorageCommitDuration, "s", "One transaction, from its begin to the end of its commit.", advice: FleetMetrics.Bounds(CommitBounds));
        _queue = meter.CreateUpDownCounter<long>(InstrumentNames.StorageQueue, "{row}", "Rows accepted and not yet committed.");
        _conflicts = meter.CreateCounter<long>(InstrumentNames.StorageConflicts, "{write}", "Writes refused because the stored version was another.");
    }

    public void Queued(int rows) => _queue.Add(rows);

    /// <summary>A batch is done, committed or failed: its rows leave the queue.</summary>
    public void Committed(int rows, TimeSpan duration)
    {
        _queue.Add(-rows);
        _batch.Record(rows);
        _commit.Record(duration.TotalSeconds);
    }

    public void Conflict() => _conflicts.Add(1);
}
