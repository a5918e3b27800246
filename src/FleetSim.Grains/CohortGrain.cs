using FleetSim.Contracts;

namespace FleetSim.Grains;

/// <summary>Owns a slice of the fleet's timers and calls the handsets when they are due.</summary>
public sealed class CohortGrain(TimeProvider clock) : Grain, ICohortGrain
{
    /// <summary>Resolution of handset timers.</summary>
    public static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

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
        foreach ((long terminal, int slot) in _fired) GrainFactory.GetGrain<ITerminalGrain>(terminal).TimerFired(slot).Ignore();
        return Task.CompletedTask;
    }
}
