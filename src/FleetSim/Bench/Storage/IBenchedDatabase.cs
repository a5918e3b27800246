using FleetSim.Storage;

namespace FleetSim.Bench.Storage;

/// <summary>A database under the storage bench: the store, and beside it a table of the same rows that plain SQL writes.</summary>
internal interface IBenchedDatabase : IAsyncDisposable
{
    string Name { get; }

    IStateStore Store { get; }

    /// <summary>CPU so far of the database's own processes; null: not to be had.</summary>
    TimeSpan? ServerCpu { get; }

    /// <summary>Replaces the payload of the rows with these keys, which are sorted, in one transaction.</summary>
    void WriteRaw(long[] keys, byte[] payload);
}
