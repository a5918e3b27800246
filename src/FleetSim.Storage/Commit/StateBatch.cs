namespace FleetSim.Storage.Commit;

/// <summary>What one transaction carries: state writes sorted by key and gathered by key, and the other changes in arrival order.</summary>
internal sealed class StateBatch
{
    private readonly List<PendingState> _states = [];

    /// <summary>In the order of the keys.</summary>
    public List<KeyWrites> Keys { get; } = [];

    /// <summary>In arrival order.</summary>
    public List<StateChange> Changes { get; } = [];

    public void Load(List<PendingWrite> requests)
    {
        foreach (var request in requests)
        {
            if (request is PendingChange change)
            {
                Changes.Add(change.Change);
                continue;
            }
            var state = (PendingState)request;
            state.Order = _states.Count;
            _states.Add(state);
        }
        // In key order a batch touches each page of the table once (four to ten times cheaper than scattered), and two writers never wait for each other in a circle.
        _states.Sort(static (a, b) => a.Key != b.Key ? a.Key.CompareTo(b.Key) : a.Order.CompareTo(b.Order));
        GatherByKey();
    }

    /// <summary>The version that the first request of a key expects. As a rule it is the stored one, and nothing has to be asked.</summary>
    public long ExpectedVersion(in KeyWrites writes) => _states[writes.First].ExpectedVersion;

    /// <summary>Decides on the requests of a key in their order, given the stored version (0: no row); may be repeated with another one.</summary>
    /// <returns>The last accepted request, whose payload is the one that counts; null when all were refused.</returns>
    public PendingState? Judge(in KeyWrites writes, long stored)
    {
        PendingState? last = null;
        for (int i = writes.First; i < writes.End; i++)
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

    /// <summary>After the commit: what was settled is garbage, and would outlive a collection while the writer waits.</summary>
    public void Clear()
    {
        _states.Clear();
        Keys.Clear();
        Changes.Clear();
    }

    private void GatherByKey()
    {
        for (int first = 0; first < _states.Count;)
        {
            int end = first + 1;
            while (end < _states.Count && _states[end].Key == _states[first].Key) end++;
            Keys.Add(new KeyWrites(_states[first].Key, first, end));
            first = end;
        }
    }
}
