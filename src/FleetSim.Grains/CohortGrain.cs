using FleetSim.Contracts;
using FleetSim.Grains.Placement;
using FleetSim.Telemetry;
using Microsoft.Extensions.Logging;

namespace FleetSim.Grains;

/// <summary>
/// Owns a slice of the fleet's timers and calls the handsets when they are due. What it holds is gone with its silo: the store knows who must be
/// woken, and a handset that is woken sets its timers again.
/// </summary>
[CohortPlacement]
public sealed partial class CohortGrain(IWakeTable table, IHomes homes, WakeRamp ramp, TimeProvider clock, FleetLedger ledger, ILogger<CohortGrain> logger) : Grain, ICohortGrain
{
    /// <summary>Resolution of handset timers.</summary>
    public static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    /// <summary>The slot of wake-ups that the store asked for; above all of the handsets' own.</summary>
    public const int WakeSlot = TimingWheel.LastSlot;

    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(1);

    private readonly TimingWheel _wheel = new(Tick);
    private readonly List<(long Terminal, int Slot)> _fired = [];
    private IGrainTimer? _timer;
    private bool _turning;
    private int _reported;
    private bool _left;

    private long Number => this.GetPrimaryKeyLong();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _timer = this.RegisterGrainTimer(Turn, new GrainTimerCreationOptions(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan) { KeepAlive = true });
        await LookAsync(cancellationToken);
    }

    public Task Recheck() => LookAsync(CancellationToken.None);

    private async Task LookAsync(CancellationToken givenUp)
    {
        (long from, long to) = Cohorts.Slice(Number);
        DateTimeOffset now = clock.GetUtcNow();
        IReadOnlyList<(long Terminal, DateTimeOffset Due)> waiting = await table.ReadAsync(from, to);

        // Orleans gives up one that takes too long to begin, and tells it so by the token alone. Like one that moved meanwhile it looks after nobody: the next one reads the store.
        _left |= givenUp.IsCancellationRequested;
        givenUp.ThrowIfCancellationRequested();
        if (_left) return;
        foreach ((long terminal, DateTimeOffset due) in waiting)
        {
            if (due > now) _wheel.Arm(terminal, WakeSlot, due);
            else Fire(terminal, WakeSlot);
        }

        Changed();
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        // What still comes back to this activation is the next one's business: it reads the store.
        _left = true;
        ledger.Timers(-_reported);
        return Task.CompletedTask;
    }

    public Task Arm(long terminal, int slot, DateTimeOffset due, bool again)
    {
        if (again) _wheel.ArmAgain(terminal, slot, due);
        else _wheel.Arm(terminal, slot, due);
        Changed();
        return Task.CompletedTask;
    }

    public Task Clear(long terminal)
    {
        for (int slot = 0; slot < WakeSlot; slot++) _wheel.Cancel(terminal, slot);
        Changed();
        return Task.CompletedTask;
    }

    public Task Cancel(long terminal, int slot, DateTimeOffset due)
    {
        _wheel.Cancel(terminal, slot, due);
        Changed();
        return Task.CompletedTask;
    }

    public Task<SiloAddress> Keep()
    {
        // Merely given up it would be made here again for whoever has this address in a cache, as often as it is asked for.
        if (!homes.IsHere(Number)) MigrateOnIdle();
        return Task.FromResult(homes.Here);
    }

    private Task Turn(CancellationToken stop)
    {
        _fired.Clear();
        _wheel.Advance(clock.GetUtcNow(), _fired);
        foreach ((long terminal, int slot) in _fired) Fire(terminal, slot);
        Changed();
        return Task.CompletedTask;
    }

    /// <summary>The wheel turns only while somebody waits; the node knows how many do.</summary>
    private void Changed()
    {
        if (_left) return;
        ledger.Timers(_wheel.Count - _reported);
        _reported = _wheel.Count;
        if (_turning == _wheel.Count > 0) return;
        _turning = !_turning;
        if (_turning) _timer!.Change(Tick, Tick);
        else _timer!.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Calls a handset without waiting for it. A call that fails is no reason to forget the timer: it fires again.</summary>
    private async void Fire(long terminal, int slot)
    {
        try
        {
            ITerminalGrain handset = GrainFactory.Handset(terminal);
            if (slot == WakeSlot) await Wake(handset);
            else await handset.TimerFired(slot);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            ledger.Failed(ErrorTag.Internal);
            TimerFailed(terminal, failure.Message);
            if (_left) return;
            _wheel.Arm(terminal, slot, clock.GetUtcNow() + RetryPause);
            Changed();
        }
    }

    private async Task Wake(ITerminalGrain handset)
    {
        ledger.Waking(+1);
        await ramp.EnterAsync();
        try
        {
            await handset.Wake();
        }
        finally
        {
            ramp.Leave();
            ledger.Waking(-1);
        }
    }

    [LoggerMessage(EventIds.ActionFailed, LogLevel.Warning, "The timer of handset {Terminal} could not be delivered; it will fire again. {Why}")]
    private partial void TimerFailed(long terminal, string why);
}
