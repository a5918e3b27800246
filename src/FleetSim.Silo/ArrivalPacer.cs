using FleetSim.Grains;
using FleetSim.Scenarios.Load;
using FleetSim.Telemetry;

namespace FleetSim.Silo;

/// <summary>Releases each first power-on at its intended moment, whatever became of those before it: an open stream.</summary>
public sealed class ArrivalPacer(ArrivalSchedule schedule, IGrainFactory grains, FleetLedger ledger, FleetMetrics metrics, TimeProvider clock)
{
    private const int Attempts = 3;

    private int _released;

    public int Released => Volatile.Read(ref _released);

    /// <summary>
    /// Runs to the last arrival, on a thread of its own: work that waits for the pool must not delay the schedule. Arrivals whose
    /// moment passed before <paramref name="resumedAt"/> are released at once, and their lag is not the generator's.
    /// </summary>
    public Task RunAsync(DateTimeOffset startedAt, DateTimeOffset resumedAt, CancellationToken stop)
    {
        TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() => Release(startedAt, resumedAt, ended, stop)) { IsBackground = true, Name = "arrivals" }.Start();
        return ended.Task;
    }

    private void Release(DateTimeOffset startedAt, DateTimeOffset resumedAt, TaskCompletionSource ended, CancellationToken stop)
    {
        for (int index = 0; index < schedule.Count; index++)
        {
            DateTimeOffset intended = startedAt + schedule.IntendedAt(index);
            if (!Wait(intended, stop))
            {
                ended.SetCanceled(stop);
                return;
            }

            if (intended >= resumedAt) Observe(clock.GetUtcNow() - intended);
            Interlocked.Increment(ref _released);
            // From the pool, where its answer comes back to as well: Orleans keeps what answers need for each thread.
            ThreadPool.UnsafeQueueUserWorkItem(SwitchOn, index, preferLocal: false);
        }

        ended.SetResult();
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
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                await grains.Handset(index).FirstPowerOn();
                return;
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                ledger.Failed(ErrorTag.Internal);
                if (attempt == Attempts) return;
            }
        }
    }

    private void Observe(TimeSpan lag)
    {
        TimeSpan late = lag > TimeSpan.Zero ? lag : TimeSpan.Zero;
        ledger.ScheduleLag.Record(late);
        metrics.Lag(late);
    }
}
