using System.ComponentModel;

namespace FleetSim.Reports.Model;

/// <summary>The fleet at one moment. Counts of events are totals since the begin; rates are their differences.</summary>
public sealed record SeriesPoint
{
    [Description("Seconds since the run's start.")]
    public required double AtSeconds { get; init; }

    [Description("Handsets that are on now.")]
    public long PoweredOn { get; init; }

    [Description("Handsets registered now.")]
    public long Registered { get; init; }

    [Description("Handsets that wait for their confirmation now.")]
    public long Unconfirmed { get; init; }

    [Description("Registration messages sent, total.")]
    public long RegistrationsSent { get; init; }

    [Description("Handsets in a session now; one with a firmware job under way counts as downloading or updating.")]
    public long SessionsOpen { get; init; }

    [Description("Sessions completed, total.")]
    public long SessionsCompleted { get; init; }

    [Description("Sessions failed, total.")]
    public long SessionsFailed { get; init; }

    [Description("Downloads running now.")]
    public long Downloading { get; init; }

    [Description("Handsets updated, total.")]
    public long Updated { get; init; }

    [Description("Firmware octets received, total.")]
    public long Bytes { get; init; }

    [Description("Downloads resumed, total.")]
    public long Resumes { get; init; }

    [Description("Errors, total.")]
    public long Errors { get; init; }

    [Description("CPU of FleetSim since the point before, of all cores.")]
    public double CpuPercent { get; init; }

    [Description("CPU time of FleetSim's process since it began to measure, seconds: over registrations sent it is the cost of one.")]
    public double CpuSeconds { get; init; }

    [Description("CPU time of the reference platform's process, seconds; null: it was not ours to see.")]
    public double? PlatformCpuSeconds { get; init; }

    [Description("Resident set of FleetSim, octets.")]
    public long MemoryBytes { get; init; }

    [Description("Session latency since the point before, median, milliseconds; null: no session ended.")]
    public double? P50Ms { get; init; }

    public double? P95Ms { get; init; }

    public double? P99Ms { get; init; }
}
