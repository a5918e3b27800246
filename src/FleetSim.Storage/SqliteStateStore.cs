using FleetSim.Storage.Sqlite;
using FleetSim.Telemetry;

namespace FleetSim.Storage;

/// <summary>The fleet's durable state in one SQLite file.</summary>
public sealed class SqliteStateStore : IStateStore
{
    private readonly GroupCommitWriter _writer;

    private SqliteStateStore(GroupCommitWriter writer, SqliteStateReader reader)
    {
        _writer = writer;
        Reader = reader;
    }

    public IStateReader Reader { get; }

    public int QueueLength => _writer.QueueLength;

    /// <exception cref="StateStoreException">The file is not FleetSim's, is of another schema version, or cannot be written; nothing was changed.</exception>
    public static SqliteStateStore Open(StateStoreOptions options, StorageMetrics? metrics = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        var connection = StateFile.OpenForWriting(options);
        var reader = SqliteStateReader.Open(options.Path);
        return new SqliteStateStore(new GroupCommitWriter(connection, options, metrics), reader);
    }

    /// <inheritdoc/>
    /// <remarks>A read by key costs some microseconds of CPU and usually no disk access, so it completes at once.</remarks>
    public ValueTask<StoredState?> ReadAsync(long key, CancellationToken cancellationToken = default) =>
        cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled<StoredState?>(cancellationToken) : new(Reader.Read(key));

    public ValueTask<WriteOutcome> WriteAsync(
        long key, long expectedVersion, ReadOnlyMemory<byte> payload, long? dueUnixMs = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(expectedVersion);
        return Enqueue(new PendingState(key, expectedVersion, payload, dueUnixMs, delete: false), cancellationToken);
    }

    public ValueTask<WriteOutcome> DeleteAsync(long key, long expectedVersion, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(expectedVersion);
        return Enqueue(new PendingState(key, expectedVersion, default, null, delete: true), cancellationToken);
    }

    public async ValueTask PutMessageAsync(StoredMessage message, CancellationToken cancellationToken = default) =>
        await Enqueue(new PendingChange(1, to => to.PutMessage(message)), cancellationToken);

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

    public async ValueTask RemoveMessageAsync(long id, CancellationToken cancellationToken = default) =>
        await Enqueue(new PendingChange(1, to => to.RemoveMessage(id)), cancellationToken);

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
