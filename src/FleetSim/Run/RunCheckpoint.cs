using System.Text.Json.Serialization;
using FleetSim.Reports.Model;

namespace FleetSim.Run;

/// <summary>
/// What a run keeps beside the handsets, so that a resumed one goes on with its schedule, its charts and its latencies.
/// Written every few seconds: what happened after the last one is a named gap.
/// </summary>
public sealed record RunCheckpoint
{
    public required DateTimeOffset At { get; init; }

    /// <summary>Time of the schedule so far; time in which FleetSim was dead does not count.</summary>
    public required double ElapsedSeconds { get; init; }

    /// <summary>Microseconds to count.</summary>
    public IReadOnlyList<KeyValuePair<long, long>> SessionLatency { get; init; } = [];

    public IReadOnlyList<KeyValuePair<long, long>> ScheduleLag { get; init; } = [];

    public IReadOnlyDictionary<string, long> Errors { get; init; } = new Dictionary<string, long>();

    public IReadOnlyList<PhaseReport> Phases { get; init; } = [];

    public IReadOnlyList<GapReport> Gaps { get; init; } = [];

    /// <summary>Points of the charts so far.</summary>
    public int Points { get; init; }

    /// <summary>The last of them: those that <see cref="CheckpointLog"/> has not stored for good yet; all of them in one that was read.</summary>
    [JsonIgnore]
    public IReadOnlyList<ChartPoint> Last { get; init; } = [];
}

/// <summary>A moment of a run in its charts.</summary>
public readonly record struct ChartPoint(SeriesPoint Series, CampaignPoint Campaign);
