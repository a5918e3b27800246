namespace FleetSim.Storage.Sqlite;

/// <summary>What one transaction carries: state writes sorted by key and coalesced, then the other changes in arrival order.</summary>
internal sealed class StateBatch
{
    private readonly List<PendingState> _states = [];
    private readonly List<PendingChange> _changes = [];

    public void Load(List<PendingWrite> requests)
    {
        _states.Clear();
        _changes.Clear();
        foreach (var request in requests)
        {
            if (request is PendingChange change)
            {
                _changes.Add(change);
                continue;
            }
            var state = (PendingState)request;
            state.Order = _states.Count;
            _states.Add(state);
        }
        // In key order a batch touches each page of the table once: four to ten times cheaper than scattered.
        _states.Sort(static (a, b) => a.Key != b.Key ? a.Key.CompareTo(b.Key) : a.Order.CompareTo(b.Order));
    }

    /// <summary>Runs inside the transaction; may be repeated after a rollback.</summary>
    public void Apply(CommitStatements statements)
    {
        for (int first = 0; first < _states.Count;)
        {
            int end = first + 1;
            while (end < _states.Count && _states[end].Key == _states[first].Key) end++;
            ApplyKey(statements, first, end);
            first = end;
        }
        foreach (var change in _changes) change.Apply(statements);
    }

    /// <summary>
    /// One key's requests in arrival order, as one row write. At first the stored version is taken to be the one the first request
    /// expects, which is the rule; when the row says otherwise, its version is read and the requests are judged again.
    /// </summary>
    private void ApplyKey(CommitStatements statements, int first, int end)
    {
        long key = _states[first].Key;
        long stored = _states[first].ExpectedVersion;
        var last = Judge(first, end, stored);
        if (last is not null && Write(statements, key, stored, last)) return;

        stored = statements.StoredVersion(key);
        last = Judge(first, end, stored);
        if (last is not null && !Write(statements, key, stored, last))
            throw new InvalidOperationException($"Row {key} changed inside the transaction that holds the write lock.");
    }

    /// <returns>The last accepted request, whose payload is the one that counts; null when all were refused.</returns>
    private PendingState? Judge(int first, int end, long stored)
    {
        PendingState? last = null;
        for (int i = first; i < end; i++)
        {
            var request = _states[i];
            bool accepted = request.ExpectedVersion == stored;
            if (accepted)
            {
                stored = request.NextVersion;
                last = request;
            }
            request.Outcome = new WriteOutcome(accepted ? Outcome.Committed : Outcome.Conflict, stored);
        }
        return last;
    }

    private static bool Write(CommitStatements statements, long key, long replaces, PendingState last)
    {
        if (!last.Delete) return statements.WriteState(key, replaces, last.NextVersion, last.DueUnixMs, last.Payload.Span);
        if (replaces != 0) return statements.DeleteState(key, replaces);
        return statements.StoredVersion(key) == 0; // created and deleted in one batch, or there was nothing to delete
    }
}
