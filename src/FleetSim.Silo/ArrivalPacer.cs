using System.Collections.Concurrent;
using FleetSim.Contracts;
using FleetSim.Grains;
using FleetSim.Scenarios.Load;
using FleetSim.Storage;
using FleetSim.Telemetry;

namespace FleetSim.Silo;

/// <summary>
/// Releases the first power-ons of this node's cohorts, each at its intended moment, whatever became of those before it: an open stream. What a lost
/// node had released and not committed is released again by whoever becomes the home: a handset that has lived ignores it.
/// </summary>
public sealed class ArrivalPacer(NodeRun run, IHomes homes, IGrainFactory grains, IStateStore store, FleetLedger ledger, FleetMetrics metrics, TimeProvider clock)
{
    private readonly ConcurrentQueue<int> _failed = new();
    private int _reached;
    private int _released;
    private volatile bool _done;

    /// <summary>Arrivals of this node so far; those that an earlier process of the run released count.</summary>
    public int Released => Volatile.Read(ref _released);

    /// <summary>True when the schedule is over and nobody is left who could not be switched on.</summary>
    public bool IsDone => _done && _failed.IsEmpty;

    /// <summary>
    /// Begins, on a thread of its own: work that waits for the pool must not delay the schedule. Arrivals whose moment passed before
    /// <paramref name="resumedAt"/> are left to <see cref="CatchUpAsync"/>.
    /// </summary>
    public void Start(DateTimeOffset startedAt, DateTimeOffset resumedAt, CancellationToken stop) =>
        new Thread(() => Release(startedAt, resumedAt, stop)) { IsBackground = true, Name = "arrivals" }.Start();

    /// <summary>Switches on whoever of a cohort should have been by now and has no row: nobody did, or who did is gone.</summary>
    public async Task CatchUpAsync(long cohort)
    {
        (long from, long to) = Cohorts.Slice(cohort);
        int reached = Math.Min(Volatile.Read(ref _reached), (int)Math.Min(to, run.Arrivals.Count));
        if (from >= reached) return;
        HashSet<long> lived = await Task.Run(() => store.Reader.Scan(from, to).Select(row => row.Key).ToHashSet());
        for (int index = (int)from; index < reached; index++)
        {
            if (!lived.Contains(index)) SwitchOn(index);
        }
    }

    /// <summary>Tries those again that could not be called: their silo was on its way out, say.</summary>
    public void Retry()
    {
        for (int waiting = _failed.Count; waiting > 0 && _failed.TryDequeue(out int index); waiting--) SwitchOn(index);
    }

    private void Release(DateTimeOffset startedAt, DateTimeOffset resumedAt, CancellationToken stop)
    {
        ArrivalSchedule schedule = run.Arrivals;
        int index = 0;
        for (; index < schedule.Count && startedAt + schedule.IntendedAt(index) < resumedAt; index++) Reach(index);
        Task earlier = CatchUpAllAsync(index);
        for (; index < schedule.Count; index++)
        {
            DateTimeOffset intended = startedAt + schedule.IntendedAt(index);
            if (!Wait(intended, stop)) return;
            if (!Reach(index)) continue;
            Observe(clock.GetUtcNow() - intended);
            // From the pool, where its answer comes back to as well: Orleans keeps what answers need for each thread.
            ThreadPool.UnsafeQueueUserWorkItem(SwitchOn, index, preferLocal: false);
        }

        earlier.ContinueWith(_ => _done = true, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <summary>The schedule is past this arrival; true when it is this node's.</summary>
    private bool Reach(int index)
    {
        Volatile.Write(ref _reached, index + 1);
        bool mine = homes.IsHere(Cohorts.Of(index));
        if (mine) Interlocked.Increment(ref _released);
        return mine;
    }

    /// <summary>What an earlier process of the run should have switched on.</summary>
    private async Task CatchUpAllAsync(int reached)
    {
        for (long cohort = 0; cohort < Cohorts.Count(reached); cohort++)
        {
            if (homes.IsHere(cohort)) await CatchUpAsync(cohort);
        }
    }

    /// <summary>Sleeps to the intended moment, past it by no more than the timer's millisecond. False: the run is to stop.</summary>
    private bool Wait(DateTimeOffset intended, CancellationToken stop)
    {
        for (TimeSpan wait = intended - clock.GetUtcNow(); wait > TimeSpan.Zero; wait = intended - clock.GetUtcNow())
        {
            int milliseconds = (int)Math.Clamp(wait.TotalMilliseconds, 1, 1000);
            if (stop.WaitHandle.WaitOne(milliseconds)) return false;
        }

        return !stop.IsCancellationRequested;
    }

    /// <summary>The call is not waited for: a slow one must not delay the next arrival.</summary>
    private async void SwitchOn(int index)
    {
        try
        {
            await grains.Handset(index).FirstPowerOn();
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            ledger.Failed(ErrorTag.Internal);
            _failed.Enqueue(index);
        }
    }

    private void Observe(TimeSpan lag)
    {
        TimeSpan late = lag > TimeSpan.Zero ? lag : TimeSpan.Zero;
        ledger.ScheduleLag.Record(late);
        metrics.Lag(late);
    }
}
