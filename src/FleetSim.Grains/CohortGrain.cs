using FleetSim.Contracts;
using FleetSim.Telemetry;
using Microsoft.Extensions.Logging;

namespace FleetSim.Grains;

/// <summary>Owns a slice of the fleet's timers and calls the handsets when they are due.</summary>
public sealed partial class CohortGrain(TimeProvider clock, FleetLedger ledger, ILogger<CohortGrain> logger) : Grain, ICohortGrain
{
    /// <summary>Resolution of handset timers.</summary>
    public static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(1);

    private readonly TimingWheel _wheel = new(Tick);
    private readonly List<(long Terminal, int Slot)> _fired = [];

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        this.RegisterGrainTimer(Turn, new GrainTimerCreationOptions(Tick, Tick) { KeepAlive = true });
        return Task.CompletedTask;
    }

    public Task Arm(long terminal, int slot, DateTimeOffset due)
    {
        _wheel.Arm(terminal, slot, due);
        return Task.CompletedTask;
    }

    public Task Cancel(long terminal, int slot)
    {
        _wheel.Cancel(terminal, slot);
        return Task.CompletedTask;
    }

    public Task<int> Count() => Task.FromResult(_wheel.Count);

    private Task Turn(CancellationToken stop)
    {
        _fired.Clear();
        _wheel.Advance(clock.GetUtcNow(), _fired);
        foreach ((long terminal, int slot) in _fired) Fire(terminal, slot);
        return Task.CompletedTask;
    }

    /// <summary>Calls a handset without waiting for it. A call that fails is no reason to forget the timer: it fires again.</summary>
    private async void Fire(long terminal, int slot)
    {
        try
        {
            await GrainFactory.GetGrain<ITerminalGrain>(terminal).TimerFired(slot);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            ledger.Failed(ErrorTag.Internal);
            TimerFailed(failure, terminal);
            _wheel.Arm(terminal, slot, clock.GetUtcNow() + RetryPause);
        }
    }

    [LoggerMessage(EventIds.ActionFailed, LogLevel.Warning, "The timer of handset {Terminal} could not be delivered; it will fire again.")]
    private partial void TimerFailed(Exception failure, long terminal);
}
