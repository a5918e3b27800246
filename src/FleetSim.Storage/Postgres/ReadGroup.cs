using Npgsql;

namespace FleetSim.Storage.Postgres;

/// <summary>
/// Single reads by key, put together: those that arrive while a query is under way become the next query. A lone read goes at once;
/// a thousand handsets that wake up together cost a handful of round trips.
/// </summary>
internal sealed class ReadGroup(PostgresSource source, int keysOfQuery)
{
    private readonly Lock _gate = new();
    private List<PendingRead> _waiting = [];
    private bool _reading;

    /// <summary>Queries made so far.</summary>
    public long Queries { get; private set; }

    public ValueTask<StoredState?> ReadAsync(long key, CancellationToken cancellationToken)
    {
        PendingRead read = new(key);
        lock (_gate)
        {
            _waiting.Add(read);
            if (_reading) return Promise(read, cancellationToken);
            _reading = true;
        }
        _ = Task.Run(ReadOnAsync, CancellationToken.None); // its failures go to the callers
        return Promise(read, cancellationToken);
    }

    private static ValueTask<StoredState?> Promise(PendingRead read, CancellationToken cancellationToken) =>
        new(cancellationToken.CanBeCanceled ? read.Task.WaitAsync(cancellationToken) : read.Task);

    private async Task ReadOnAsync()
    {
        while (Take() is { } reads)
        {
            try
            {
                var found = await source.RepeatAsync(connection => QueryAsync(connection, [.. reads.Select(r => r.Key)])).ConfigureAwait(false);
                foreach (var read in reads) read.SetResult(found.TryGetValue(read.Key, out var state) ? state : null);
            }
#pragma warning disable CA1031 // whatever it is, those who wait for this query get it, and the next query goes on
            catch (Exception failure)
#pragma warning restore CA1031
            {
                var reason = failure as StateStoreException ?? new StateStoreException($"The state was not read ({PostgresFailure.Text(failure)}).", failure);
                foreach (var read in reads) read.SetException(reason);
            }
        }
    }

    /// <returns>Null: nobody waits, and the next caller starts anew.</returns>
    private List<PendingRead>? Take()
    {
        lock (_gate)
        {
            _reading = _waiting.Count > 0;
            if (!_reading) return null;
            Queries++;
            if (_waiting.Count <= keysOfQuery)
            {
                List<PendingRead> all = _waiting;
                _waiting = [];
                return all;
            }
            List<PendingRead> first = _waiting[..keysOfQuery];
            _waiting.RemoveRange(0, keysOfQuery);
            return first;
        }
    }

    private static async Task<Dictionary<long, StoredState>> QueryAsync(NpgsqlConnection connection, List<long> keys)
    {
        await using var command = StateQuery.ByKeys(connection, keys);
        await using var reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
        Dictionary<long, StoredState> found = new(keys.Count);
        while (await reader.ReadAsync().ConfigureAwait(false)) found[reader.GetInt64(0)] = StateQuery.StateAt(reader);
        return found;
    }

    /// <summary>Continuations never run on the thread that reads: one caller would hold up the next query.</summary>
    private sealed class PendingRead(long key) : TaskCompletionSource<StoredState?>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public long Key => key;
    }
}
