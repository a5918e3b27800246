namespace FleetSim.Storage.Control;

/// <summary>A fleet whose handsets are written by their grains through Orleans' AdoNet provider; messages and notes go to a store of ours.</summary>
internal sealed class OrleansStateStore(OrleansRows rows, IStateStore own) : IStateStore
{
    public IStateReader Reader { get; } = new OrleansStateReader(rows, own.Reader);

    public int QueueLength => own.QueueLength;

    public ValueTask<StoredState?> ReadAsync(long key, CancellationToken cancellationToken = default) =>
        cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled<StoredState?>(cancellationToken) : new(rows.At(key));

    /// <exception cref="NotSupportedException">Always: the key of such a row is the provider's business.</exception>
    public ValueTask<WriteOutcome> WriteAsync(
        long key, long expectedVersion, ReadOnlyMemory<byte> payload, long? dueUnixMs = null, CancellationToken cancellationToken = default) => throw NotHere();

    /// <inheritdoc cref="WriteAsync"/>
    public ValueTask<WriteOutcome> DeleteAsync(long key, long expectedVersion, CancellationToken cancellationToken = default) => throw NotHere();

    public ValueTask PutMessageAsync(StoredMessage message, CancellationToken cancellationToken = default) => own.PutMessageAsync(message, cancellationToken);

    public ValueTask PutMessagesAsync(IReadOnlyCollection<StoredMessage> messages, CancellationToken cancellationToken = default) => own.PutMessagesAsync(messages, cancellationToken);

    public ValueTask RemoveMessagesAsync(IReadOnlyCollection<long> ids, CancellationToken cancellationToken = default) => own.RemoveMessagesAsync(ids, cancellationToken);

    public ValueTask RemoveMessageAsync(long id, CancellationToken cancellationToken = default) => own.RemoveMessageAsync(id, cancellationToken);

    public ValueTask SetMetaAsync(string name, string value, CancellationToken cancellationToken = default) => own.SetMetaAsync(name, value, cancellationToken);

    public ValueTask DisposeAsync() => own.DisposeAsync();

    private static NotSupportedException NotHere() => new("Handsets are written through the AdoNet provider that orleans.config.json names for them.");
}
