using FleetSim.Telemetry;

namespace FleetSim.Storage.Configuration;

/// <summary>The database that keeps our own tables: messages, notes, and the handsets unless Orleans' provider keeps them.</summary>
internal abstract record FleetDatabase
{
    /// <summary>For the operator.</summary>
    public abstract string Name { get; }

    /// <summary>True when a run has left something there.</summary>
    public abstract bool HasRun { get; }

    public abstract IStateStore Open(StorageMetrics? metrics);

    public abstract IStateReader OpenReader();

    /// <inheritdoc cref="StatePlan.BeginImport"/>
    public abstract IFleetImport BeginImport(bool replace);

    /// <summary>Makes the tables; harmless when they are there.</summary>
    public abstract void Apply();

    /// <summary>What keeps this FleetSim from using it, as one sentence; null: nothing.</summary>
    public abstract string? Problem();

    /// <summary>Removes what an earlier run left, once it is known to be ours.</summary>
    public abstract void Clear();
}
