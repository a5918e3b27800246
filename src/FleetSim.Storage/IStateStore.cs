namespace FleetSim.Storage;

/// <summary>
/// The fleet's durable state: handset snapshots, short messages not yet delivered, and a few notes about the run.
/// All writes share one group commit; a returned task means that the write is committed.
/// </summary>
/// <remarks>Payloads must not change until their write's task has completed. All members may be called from any thread.</remarks>
public interface IStateStore : IAsyncDisposable
{
    /// <summary>Scans, wake-up table, messages and notes.</summary>
    IStateReader Reader { get; }

    /// <summary>Rows accepted and not yet taken into a batch.</summary>
    int QueueLength { get; }

    /// <summary>The last committed state; null when there is none.</summary>
    ValueTask<StoredState?> ReadAsync(long key, CancellationToken cancellationToken = default);

    /// <summary>Replaces the row of <paramref name="key"/> if its version is the expected one; completes after the commit.</summary>
    /// <param name="expectedVersion">0: there must be no such row.</param>
    /// <param name="dueUnixMs">When the handset wants to be woken; null: never.</param>
    /// <param name="cancellationToken">Only looked at before the write is queued: what is queued will be committed.</param>
    /// <exception cref="StateStoreException">The database refused; nothing of this batch is written.</exception>
    ValueTask<WriteOutcome> WriteAsync(
        long key, long expectedVersion, ReadOnlyMemory<byte> payload, long? dueUnixMs = null, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="WriteAsync"/>
    /// <summary>Removes the row of <paramref name="key"/> if its version is the expected one; the key then starts again at version 0.</summary>
    ValueTask<WriteOutcome> DeleteAsync(long key, long expectedVersion, CancellationToken cancellationToken = default);

    /// <summary>Stores a message; one of the same number is replaced.</summary>
    ValueTask PutMessageAsync(StoredMessage message, CancellationToken cancellationToken = default);

    /// <summary>Stores all of them in one transaction.</summary>
    ValueTask PutMessagesAsync(IReadOnlyCollection<StoredMessage> messages, CancellationToken cancellationToken = default);

    /// <summary>Forgets delivered or expired messages; unknown numbers are no error.</summary>
    ValueTask RemoveMessagesAsync(IReadOnlyCollection<long> ids, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="RemoveMessagesAsync"/>
    ValueTask RemoveMessageAsync(long id, CancellationToken cancellationToken = default);

    /// <summary>Keeps a note about the run: its manifest, a counters checkpoint.</summary>
    ValueTask SetMetaAsync(string name, string value, CancellationToken cancellationToken = default);
}
