using FleetSim.Contracts;
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
    /// Runs to the last arrival. Arrivals whose moment passed before <paramref name="resumedAt"/> are released at once, and their
    /// lag is not the generator's.
    /// </summary>
    public async Task RunAsync(DateTimeOffset startedAt, DateTimeOffset resumedAt, CancellationToken stop)
    {
        for (int index = 0; index < schedule.Count; index++)
        {
            DateTimeOffset intended = startedAt + schedule.IntendedAt(index);
            TimeSpan wait = intended - clock.GetUtcNow();
            if (wait > TimeSpan.Zero) await WaitAsync(wait, intended, stop);
            stop.ThrowIfCancellationRequested();
            if (intended >= resumedAt) Observe(clock.GetUtcNow() - intended);
            Interlocked.Increment(ref _released);
            SwitchOn(index);
        }
    }

    /// <summary>The call is not waited for: a slow one must not delay the next arrival.</summary>
    private async void SwitchOn(int index)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                await grains.GetGrain<ITerminalGrain>(index).FirstPowerOn();
                return;
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                ledger.Failed(ErrorTag.Internal);
                if (attempt == Attempts) return;
            }
        }
    }

    /// <summary>Sleeps to the intended moment and never past it by more than the timer's millisecond.</summary>
    private async Task WaitAsync(TimeSpan wait, DateTimeOffset intended, CancellationToken stop)
    {
        for (; wait > TimeSpan.Zero; wait = intended - clock.GetUtcNow())
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Max(1, Math.Floor(wait.TotalMilliseconds))), clock, stop);
    }

    private void Observe(TimeSpan lag)
    {
        TimeSpan late = lag > TimeSpan.Zero ? lag : TimeSpan.Zero;
        ledger.ScheduleLag.Record(late);
        metrics.Lag(late);
    }
}
