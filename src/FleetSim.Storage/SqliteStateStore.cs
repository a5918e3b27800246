using FleetSim.Storage.Commit;
using FleetSim.Storage.Sqlite;
using FleetSim.Telemetry;

namespace FleetSim.Storage;

/// <summary>The fleet's durable state in one SQLite file.</summary>
public sealed class SqliteStateStore : GroupCommitStore
{
    private SqliteStateStore(GroupCommitWriter writer, SqliteStateReader reader)
        : base(writer, reader)
    {
    }

    /// <exception cref="StateStoreException">The file is not FleetSim's, is of another schema version, or cannot be written; nothing was changed.</exception>
    public static SqliteStateStore Open(StateStoreOptions options, StorageMetrics? metrics = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        var connection = StateFile.OpenForWriting(options);
        var reader = SqliteStateReader.Open(options.Path);
        return new SqliteStateStore(new GroupCommitWriter(new SqliteCommit(connection), options, metrics), reader);
    }

    /// <inheritdoc/>
    /// <remarks>A read by key costs some microseconds of CPU and usually no disk access, so it completes at once.</remarks>
    public override ValueTask<StoredState?> ReadAsync(long key, CancellationToken cancellationToken = default) =>
        cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled<StoredState?>(cancellationToken) : new(Reader.Read(key));
}
