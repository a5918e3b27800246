using System.ComponentModel;

namespace FleetSim.Reports.Model;

/// <summary>How the generator itself fared; the verdict is made from it.</summary>
public sealed record HealthReport
{
    [Description("Arrivals that the scenario wanted.")]
    public long Offered { get; init; }

    [Description("Arrivals that were started.")]
    public long Achieved { get; init; }

    [Description("Actual start minus intended start of arrivals, 99th percentile, milliseconds.")]
    public double LagP99Ms { get; init; }

    public double LagMaxMs { get; init; }

    [Description("CPU of FleetSim, of all cores, mean over the run.")]
    public double CpuPercent { get; init; }

    [Description("Share of wall time spent in GC pauses.")]
    public double GcPausePercent { get; init; }

    [Description("Largest resident set of FleetSim, octets.")]
    public long PeakMemoryBytes { get; init; }

    [Description("Largest resident set of the reference platform's process, octets; null: it was not ours to see.")]
    public long? PlatformPeakMemoryBytes { get; init; }

    [Description("Activations of TerminalGrain that Orleans counted when the fleet was up.")]
    public long? Activations { get; init; }

    [Description("Handsets switched on that were no activation: in a fleet that hibernates, only rows of the store until somebody wants something of them.")]
    public long Hibernated { get; init; }

    [Description("Handsets switched on less the activations that Orleans counted, without sign; 0 when every handset was one.")]
    public long? ActivationsMissing { get; init; }
}
