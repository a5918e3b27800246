namespace FleetSim.Platform.Engine;

/// <summary>The jobs of one kind in the order in which they are due. Thread-safe; taken from by one thread.</summary>
internal sealed class Wave(JobKind kind, double ratePerSecond, bool started)
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<Entry, (DateTimeOffset Due, long Order)> _queue = new();
    private readonly Pacer _pacer = new(ratePerSecond);
    private long _order;
    private volatile bool _started = started;

    public JobKind Kind { get; } = kind;

    /// <summary>False: entries wait until <see cref="Start"/>.</summary>
    public bool Started => _started;

    /// <summary>Entries, those that became invalid included.</summary>
    public int Length
    {
        get
        {
            lock (_gate) return _queue.Count;
        }
    }

    public void Start() => _started = true;

    /// <summary>Makes the job due at that time and every earlier entry of it invalid. The caller holds the device's lock.</summary>
    public void Schedule(ManagedDevice device, Job job, DateTimeOffset due)
    {
        Entry entry = new(device, job, ++job.Stamp);
        lock (_gate) _queue.Enqueue(entry, (due, _order++));
    }

    /// <summary>The next entry that is due and that the pace lets through; the pace is charged by <see cref="Charge"/> only.</summary>
    public bool TryTake(DateTimeOffset now, out Entry entry)
    {
        lock (_gate)
        {
            entry = default;
            if (!_started || !_queue.TryPeek(out _, out (DateTimeOffset Due, long Order) first) || first.Due > now || !_pacer.MayGo(now)) return false;
            entry = _queue.Dequeue();
            return true;
        }
    }

    public void Charge()
    {
        lock (_gate) _pacer.Take();
    }

    /// <summary>A job's place in the queue; valid while the stamp is the job's.</summary>
    public readonly record struct Entry(ManagedDevice Device, Job Job, int Stamp)
    {
        public bool IsValid => Stamp == Job.Stamp;
    }
}
