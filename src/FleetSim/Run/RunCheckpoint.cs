using System.Text.Json;
using System.Text.Json.Serialization;
using FleetSim.Reports.Model;
using FleetSim.Storage;

namespace FleetSim.Run;

/// <summary>
/// What a run keeps beside the handsets, so that a resumed one goes on with its schedule, its charts and its latencies.
/// Written every few seconds: what happened after the last one is a named gap.
/// </summary>
public sealed record RunCheckpoint
{
    private const string Name = "checkpoint";

    public required DateTimeOffset At { get; init; }

    /// <summary>Time of the schedule so far; time in which FleetSim was dead does not count.</summary>
    public required double ElapsedSeconds { get; init; }

    /// <summary>Microseconds to count.</summary>
    public IReadOnlyList<KeyValuePair<long, long>> SessionLatency { get; init; } = [];

    public IReadOnlyList<KeyValuePair<long, long>> ScheduleLag { get; init; } = [];

    public IReadOnlyDictionary<string, long> Errors { get; init; } = new Dictionary<string, long>();

    public IReadOnlyList<SeriesPoint> Series { get; init; } = [];

    public IReadOnlyList<CampaignPoint> Campaign { get; init; } = [];

    public IReadOnlyList<PhaseReport> Phases { get; init; } = [];

    public IReadOnlyList<GapReport> Gaps { get; init; } = [];

    public static RunCheckpoint? Read(IStateReader store) =>
        store.GetMeta(Name) is { } json ? JsonSerializer.Deserialize(json, CheckpointJson.Default.RunCheckpoint) : null;

    public ValueTask WriteAsync(IStateStore store) => store.SetMetaAsync(Name, JsonSerializer.Serialize(this, CheckpointJson.Default.RunCheckpoint));
}

[JsonSerializable(typeof(RunCheckpoint))]
internal sealed partial class CheckpointJson : JsonSerializerContext;
