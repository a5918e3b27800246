using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using FleetSim.Storage;

namespace FleetSim.Run;

/// <summary>
/// A run's checkpoints in its store. The points of its charts are in blocks of their own, and a block that is full is never written again: a run of days
/// has a hundred thousand of them.
/// </summary>
public sealed class CheckpointLog(IStateStore store)
{
    /// <summary>Points of a block; some 25 KB.</summary>
    public const int BlockPoints = 64;

    private const string Name = "checkpoint";

    /// <summary>Points that need not be handed over any more: those of full blocks.</summary>
    public int Kept { get; private set; }

    /// <summary>Stores a checkpoint: first the points behind <see cref="Kept"/>, then what counts them, so that a crash in between loses points and invents none.</summary>
    public async ValueTask WriteAsync(RunCheckpoint checkpoint)
    {
        int block = Kept / BlockPoints;
        foreach (ChartPoint[] points in checkpoint.Last.Chunk(BlockPoints))
            await store.SetMetaAsync(NoteOf(block++), JsonSerializer.Serialize(points, CheckpointJson.Default.ChartPointArray));
        await store.SetMetaAsync(Name, JsonSerializer.Serialize(checkpoint, CheckpointJson.Default.RunCheckpoint));
        Kept = checkpoint.Points / BlockPoints * BlockPoints;
    }

    /// <summary>The last checkpoint, with all points that it counts; null: there is none.</summary>
    public static RunCheckpoint? Read(IStateReader reader)
    {
        if (reader.GetMeta(Name) is not { } json || JsonSerializer.Deserialize(json, CheckpointJson.Default.RunCheckpoint) is not { } checkpoint) return null;
        List<ChartPoint> points = [];
        for (int block = 0; points.Count < checkpoint.Points && reader.GetMeta(NoteOf(block)) is { } stored; block++)
            points.AddRange(JsonSerializer.Deserialize(stored, CheckpointJson.Default.ChartPointArray) ?? []);
        return checkpoint with { Last = [.. points.Take(checkpoint.Points)] };
    }

    private static string NoteOf(int block) => string.Create(CultureInfo.InvariantCulture, $"{Name}/{block}");
}

[JsonSerializable(typeof(RunCheckpoint))]
[JsonSerializable(typeof(ChartPoint[]))]
internal sealed partial class CheckpointJson : JsonSerializerContext;
