using FleetSim.Storage.Commit;

namespace FleetSim.Storage;

/// <summary>A state store whose writes share one group commit; the database below it is what its subclass opens.</summary>
public abstract class GroupCommitStore : IStateStore
{
    private readonly GroupCommitWriter _writer;

    private protected GroupCommitStore(GroupCommitWriter writer, IStateReader reader)
    {
        _writer = writer;
        Reader = reader;
    }

    public IStateReader Reader { get; }

    public int QueueLength => _writer.QueueLength;

    public abstract ValueTask<StoredState?> ReadAsync(long key, CancellationToken cancellationToken = default);

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

    public ValueTask PutMessageAsync(StoredMessage message, CancellationToken cancellationToken = default) => PutMessagesAsync([message], cancellationToken);

    public async ValueTask PutMessagesAsync(IReadOnlyCollection<StoredMessage> messages, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        await Enqueue(new PendingChange(new StateChange.PutMessages(messages)), cancellationToken);
    }

    public async ValueTask RemoveMessagesAsync(IReadOnlyCollection<long> ids, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ids);
        await Enqueue(new PendingChange(new StateChange.RemoveMessages(ids)), cancellationToken);
    }

    public ValueTask RemoveMessageAsync(long id, CancellationToken cancellationToken = default) => RemoveMessagesAsync([id], cancellationToken);

    public async ValueTask SetMetaAsync(string name, string value, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(value);
        await Enqueue(new PendingChange(new StateChange.SetNote(name, value)), cancellationToken);
    }

    /// <summary>Commits what was accepted, then closes the database.</summary>
    public virtual async ValueTask DisposeAsync()
    {
        Reader.Dispose();
        await _writer.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private ValueTask<WriteOutcome> Enqueue(PendingWrite request, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled<WriteOutcome>(cancellationToken) : _writer.Enqueue(request);
}
