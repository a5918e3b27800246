using FleetSim.Telemetry;
using Microsoft.Extensions.Logging;

namespace FleetSim.Grains;

/// <summary>
/// Handsets of this node whose activations went away although they are switched on: a part of Orleans' directory was lost with another node, a step
/// broke, they were told to rest. Each is woken again, wherever its home is by then, and a call that fails is made again.
/// </summary>
public sealed partial class Revival(IGrainFactory grains, WakeRamp ramp, FleetLedger ledger, TimeProvider clock, ILogger<Revival> logger) : IDisposable
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stop = new();
    private readonly OnceASecond _telling = new(clock);

    public async void Wake(long terminal)
    {
        ledger.Waking(+1);
        try
        {
            while (!_stop.IsCancellationRequested && !await TryAsync(terminal)) await Task.Delay(RetryPause, clock, _stop.Token);
        }
        catch (Exception ended) when (ended is OperationCanceledException or ObjectDisposedException)
        {
            // The node stops: whoever takes up the cohort wakes it.
        }
        finally
        {
            ledger.Waking(-1);
        }
    }

    /// <summary>Nobody is woken from here any more.</summary>
    public void Stop() => _stop.Cancel();

    public void Dispose() => _stop.Dispose();

    private async Task<bool> TryAsync(long terminal)
    {
        await ramp.EnterAsync();
        try
        {
            await grains.Handset(terminal).Wake();
            return true;
        }
        catch (Exception gone) when (gone is not (OutOfMemoryException or ObjectDisposedException))
        {
            if (_telling.IsDue()) NotWoken(terminal, gone.Message);
            return false;
        }
        finally
        {
            ramp.Leave();
        }
    }

    [LoggerMessage(EventIds.HandsetNotWoken, LogLevel.Warning, "Handset {Terminal} could not be woken; it is tried again every second. {Why}")]
    private partial void NotWoken(long terminal, string why);
}
