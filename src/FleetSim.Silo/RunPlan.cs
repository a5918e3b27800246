using System.Text.Json;
using System.Text.Json.Serialization;
using FleetSim.Storage;

namespace FleetSim.Silo;

/// <summary>
/// All that a node must know of a run to take part in it. It lies in the fleet's store, so that a node which joins later, or comes back after a
/// crash, finds it there.
/// </summary>
public sealed record RunPlan
{
    private const string Name = "plan";

    /// <summary>Names the run; the same when it is taken up again.</summary>
    public required string Id { get; init; }

    /// <summary>The scenario file's octets.</summary>
    public required byte[] Scenario { get; init; }

    /// <summary>Files that the scenario names, by the paths that stand in it.</summary>
    public IReadOnlyDictionary<string, byte[]> Named { get; init; } = new Dictionary<string, byte[]>();

    /// <summary>Models beside those that ship, by file name.</summary>
    public IReadOnlyDictionary<string, byte[]> Models { get; init; } = new Dictionary<string, byte[]>();

    /// <summary>Seed and size in force: the command line may have changed them.</summary>
    public required ulong Seed { get; init; }

    public required int Terminals { get; init; }

    /// <summary>Where package 1 goes.</summary>
    public required string DmAddress { get; init; }

    /// <summary>The packages that handsets know of; empty for a platform that is not ours.</summary>
    public IReadOnlyList<PlannedPackage> Packages { get; init; } = [];

    /// <summary>Null: no run was ever begun on this store.</summary>
    public static RunPlan? Read(IStateReader store)
    {
        ArgumentNullException.ThrowIfNull(store);
        return store.GetMeta(Name) is { } json ? JsonSerializer.Deserialize(json, PlanJson.Default.RunPlan) : null;
    }

    public ValueTask WriteAsync(IStateStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        return store.SetMetaAsync(Name, JsonSerializer.Serialize(this, PlanJson.Default.RunPlan));
    }
}

/// <summary>A firmware package as the handsets must know it: a descriptor carries neither hash nor version.</summary>
/// <param name="Octets">Its size.</param>
/// <param name="Requires">Name of the package that must be installed before; null: none.</param>
/// <param name="IsFinal">The last one of its chain.</param>
public sealed record PlannedPackage(string Name, string Version, long Octets, byte[] Sha256, string? Requires, bool IsFinal);

[JsonSerializable(typeof(RunPlan))]
internal sealed partial class PlanJson : JsonSerializerContext;
