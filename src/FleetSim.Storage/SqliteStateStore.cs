using FleetSim.Storage.Sqlite;
using FleetSim.Telemetry;

namespace FleetSim.Storage;

/// <summary>
/// The fleet's durable state in one SQLite file: handset snapshots, short messages not yet delivered, and a few notes about the run.
/// All writes share one group commit; a returned task means that the write is committed.
/// </summary>
/// <remarks>Payloads must not change until their write's task has completed. All members may be called from any thread.</remarks>
public sealed class SqliteStateStore : IAsyncDisposable
{
    private readonly GroupCommitWriter _writer;

    private SqliteStateStore(GroupCommitWriter writer, SqliteStateReader reader)
    {
        _writer = writer;
        Reader = reader;
    }

    /// <summary>Scans, wake-up table, messages and notes.</summary>
    public SqliteStateReader Reader { get; }

    /// <summary>Requests accepted and not yet taken into a batch.</summary>
    public int QueueLength => _writer.QueueLength;

    /// <exception cref="StateStoreException">The file is not FleetSim's, is of another schema version, or cannot be written; nothing was changed.</exception>
    public static SqliteStateStore Open(StateStoreOptions options, StorageMetrics? metrics = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        var connection = StateFile.OpenForWriting(options);
        var reader = SqliteStateReader.Open(options.Path);
        return new SqliteStateStore(new GroupCommitWriter(connection, options, metrics), reader);
    }

    /// <summary>The last committed state; null when there is none.</summary>
    /// <remarks>A read by key costs some microseconds of CPU and usually no disk access, so it completes at once.</remarks>
    public ValueTask<StoredState?> ReadAsync(long key, CancellationToken cancellationToken = default) =>
        cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled<StoredState?>(cancellationToken) : new(Reader.Read(key));

    /// <summary>Replaces the row of <paramref name="key"/> if its version is the expected one; completes after the commit.</summary>
    /// <param name="expectedVersion">0: there must be no such row.</param>
    /// <param name="dueUnixMs">When the handset wants to be woken; null: never.</param>
    /// <param name="cancellationToken">Only looked at before the write is queued: what is queued will be committed.</param>
    /// <exception cref="StateStoreException">The disk refused; nothing of this batch is written.</exception>
    public ValueTask<WriteOutcome> WriteAsync(
        long key, long expectedVersion, ReadOnlyMemory<byte> payload, long? dueUnixMs = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(expectedVersion);
        return Enqueue(new PendingState(key, expectedVersion, payload, dueUnixMs, delete: false), cancellationToken);
    }

    /// <inheritdoc cref="WriteAsync"/>
    /// <summary>Removes the row of <paramref name="key"/> if its version is the expected one; the key then starts again at version 0.</summary>
    public ValueTask<WriteOutcome> DeleteAsync(long key, long expectedVersion, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(expectedVersion);
        return Enqueue(new PendingState(key, expectedVersion, default, null, delete: true), cancellationToken);
    }

    /// <summary>Stores a message; one of the same number is replaced.</summary>
    public async ValueTask PutMessageAsync(StoredMessage message, CancellationToken cancellationToken = default) =>
        await Enqueue(new PendingChange(1, to => to.PutMessage(message)), cancellationToken);

    /// <summary>Stores all of them in one transaction.</summary>
    public async ValueTask PutMessagesAsync(IReadOnlyCollection<StoredMessage> messages, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        await Enqueue(
            new PendingChange(messages.Count, to =>
            {
                foreach (var message in messages) to.PutMessage(message);
            }),
            cancellationToken);
    }

    /// <summary>Forgets delivered or expired messages; unknown numbers are no error.</summary>
    public async ValueTask RemoveMessagesAsync(IReadOnlyCollection<long> ids, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ids);
        await Enqueue(
            new PendingChange(ids.Count, to =>
            {
                foreach (long id in ids) to.RemoveMessage(id);
            }),
            cancellationToken);
    }

    /// <inheritdoc cref="RemoveMessagesAsync"/>
    public async ValueTask RemoveMessageAsync(long id, CancellationToken cancellationToken = default) =>
        await Enqueue(new PendingChange(1, to => to.RemoveMessage(id)), cancellationToken);

    /// <summary>Keeps a note about the run: its manifest, a counters checkpoint.</summary>
    public async ValueTask SetMetaAsync(string name, string value, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(value);
        await Enqueue(new PendingChange(1, to => to.SetMeta(name, value)), cancellationToken);
    }

    /// <summary>Commits what was accepted, folds the log into the file and closes it.</summary>
    public async ValueTask DisposeAsync()
    {
        Reader.Dispose();
        await _writer.DisposeAsync();
    }

    private ValueTask<WriteOutcome> Enqueue(PendingWrite request, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled<WriteOutcome>(cancellationToken) : _writer.Enqueue(request);
}
