using FleetSim.Contracts;

namespace FleetSim.Run;

/// <summary>How the generator itself fares, from what its nodes say of their processes. Nodes on one machine share its cores; of several machines the busiest counts.</summary>
public sealed class FleetHealth(TimeProvider clock)
{
    private readonly Dictionary<string, Seen> _seen = [];
    private readonly List<double> _samples = [];
    private readonly DateTimeOffset _startedAt = clock.GetUtcNow();
    private DateTimeOffset _sampledAt = clock.GetUtcNow();

    private sealed record Seen(double FirstPause, double Cpu, double LastPause, long Peak);

    /// <summary>Resident set of all nodes now, octets.</summary>
    public long MemoryBytes { get; private set; }

    /// <summary>Largest resident sets that were seen, of all nodes together.</summary>
    public long PeakMemoryBytes => _seen.Values.Sum(n => n.Peak);

    /// <summary>CPU seconds of all nodes since their processes began.</summary>
    public double CpuSeconds => _seen.Values.Sum(n => n.Cpu);

    /// <summary>Of all cores, mean of the samples.</summary>
    public double MeanCpuPercent => _samples.Count == 0 ? 0 : _samples.Average();

    /// <summary>Share of the time since the begin that the worst node spent in GC pauses.</summary>
    public double GcPausePercent => _seen.Values.Select(n => n.LastPause - n.FirstPause).DefaultIfEmpty().Max() * 100 / Math.Max(1, (clock.GetUtcNow() - _startedAt).TotalSeconds);

    /// <summary>Takes what the nodes say; the CPU of all cores since the last call is returned, in percent.</summary>
    public double Sample(IReadOnlyDictionary<string, NodeFigures> nodes)
    {
        DateTimeOffset now = clock.GetUtcNow();
        double seconds = Math.Max(0.001, (now - _sampledAt).TotalSeconds);
        double busiest = 0;
        foreach (IGrouping<string, KeyValuePair<string, NodeFigures>> machine in nodes.GroupBy(n => n.Value.Now.Machine))
        {
            double used = machine.Sum(n => Used(n.Key, n.Value));
            busiest = Math.Max(busiest, 100 * used / (seconds * Math.Max(1, machine.Max(n => n.Value.Now.Cores))));
        }

        MemoryBytes = nodes.Values.Sum(n => n.Now.MemoryBytes);
        _sampledAt = now;
        _samples.Add(busiest);
        return busiest;
    }

    /// <summary>CPU seconds of one node since the last sample; of a new one, nothing yet.</summary>
    private double Used(string node, NodeFigures figures)
    {
        Seen before = _seen.GetValueOrDefault(node) ?? new Seen(figures.GcPauseSeconds, figures.CpuSeconds, figures.GcPauseSeconds, 0);
        _seen[node] = before with { Cpu = figures.CpuSeconds, LastPause = figures.GcPauseSeconds, Peak = figures.PeakMemoryBytes };
        return figures.CpuSeconds - before.Cpu;
    }
}
