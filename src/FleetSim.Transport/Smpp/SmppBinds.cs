namespace FleetSim.Transport.Smpp;

/// <summary>The bound sessions of a server, and whose turn it is to receive.</summary>
internal sealed class SmppBinds(int limit)
{
    private readonly Lock _lock = new();
    private readonly HashSet<SmppServerSession> _bound = [];
    private readonly Gate _receiving = new();
    private volatile SmppServerSession[] _receivers = [];
    private uint _turn;

    public int Count
    {
        get
        {
            lock (_lock) return _bound.Count;
        }
    }

    /// <summary>Takes a place; false when all are taken.</summary>
    public bool Reserve(SmppServerSession session)
    {
        lock (_lock) return _bound.Count < limit && _bound.Add(session);
    }

    /// <summary>The session's bind is answered: from now on it takes its turn.</summary>
    public void Announce(SmppServerSession session)
    {
        lock (_lock)
        {
            // The connection may have ended meanwhile.
            if (!session.Receives || !_bound.Contains(session)) return;
            _receivers = [.. _receivers, session];
            _receiving.Open();
        }
    }

    public void Remove(SmppServerSession session)
    {
        lock (_lock)
        {
            _bound.Remove(session); // one that never bound is not in it
            _receivers = [.. _receivers.Where(other => other != session)];
            if (_receivers.Length == 0) _receiving.Close();
        }
    }

    /// <summary>The receiving sessions in turn; null when there is none.</summary>
    public SmppServerSession? Next()
    {
        SmppServerSession[] receivers = _receivers;
        return receivers.Length == 0 ? null : receivers[Interlocked.Increment(ref _turn) % (uint)receivers.Length];
    }

    public Task WaitAsync(CancellationToken cancellation) => _receiving.WaitAsync(cancellation);
}
