using FleetSim.Contracts;
using FleetSim.Device;
using FleetSim.Grains.Placement;
using FleetSim.Scenarios.Life;
using FleetSim.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Concurrency;
using Orleans.Storage;

namespace FleetSim.Grains;

/// <summary>
/// The shell of one handset. One queue and one pump: a step never runs while an earlier step's snapshot is being committed, and
/// a step's actions are released only after the commit they depend on. No network is awaited in a turn: the completion
/// comes back as an event.
/// </summary>
[Reentrant]
[HandsetPlacement]
public sealed class TerminalGrain(
    Fleet fleet, [FromKeyedServices(TerminalGrain.Store)] IGrainStorage storage, ActionDispatch dispatch, IHomes homes, FleetLedger ledger, TimeProvider clock) : Grain, ITerminalGrain
{
    /// <summary>Name of the storage provider for handset snapshots.</summary>
    public const string Store = "handsets";

    private const string StateName = "handset";

    /// <summary>How long what is under way may keep an activation from being collected: longer than any session or transfer.</summary>
    private static readonly TimeSpan BusyLimit = TimeSpan.FromHours(1);

    private readonly GrainState<HandsetState> _state = new(new HandsetState());
    private readonly Queue<Input> _queue = new();
    private readonly HandsetOutputs _outputs = new();
    private Handset _handset = null!;
    private HandsetLinks _links = null!;
    private bool _pumping;
    private bool _restWanted;
    private bool _activated;
    private bool _busy;

    private ICohortGrain Cohort => GrainFactory.GetGrain<ICohortGrain>(Cohorts.Of(_handset.Index));

    private sealed record Input(Action<Handset, HandsetOutputs> Step, TaskCompletionSource? Done);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        long index = this.GetPrimaryKeyLong();
        await storage.ReadStateAsync(StateName, this.GetGrainId(), _state);
        byte[] snapshot = _state.State!.Snapshot;
        _handset = snapshot.Length > 0 ? Handset.Load(fleet, index, snapshot) : new Handset(fleet, index);
        _links = dispatch.Open(index, TaskScheduler.Current, Happened, Cut, RestIfIdle);
        ledger.Appeared(_handset, _links);
        if (snapshot.Length > 0)
        {
            await Process((h, o) => h.Revived(clock.GetUtcNow(), o));
            if (_handset.Terminal.Nv is { PoweredOn: true, HasSignal: true }) dispatch.Reachable(_handset.Sim.Index);
        }

        _activated = true;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _links.Dispose();
        ledger.Gone(_handset, _links, hibernates: reason.ReasonCode is DeactivationReasonCode.ActivationIdle or DeactivationReasonCode.HighMemoryPressure);

        // A handset that is switched on is an activation, or hibernates: one that was only told to rest comes back at once, on the silo that is its home now.
        bool rested = reason.ReasonCode == DeactivationReasonCode.ApplicationRequested;
        if (rested && _handset.Terminal.Nv.PoweredOn) GrainFactory.GetGrain<ITerminalGrain>(_handset.Index).Wake().Ignore();
        return Task.CompletedTask;
    }

    public Task FirstPowerOn() =>
        _handset.Diary.Boots > 0 ? Task.CompletedTask : Process((h, o) => h.FirstPowerOn(clock.GetUtcNow(), o));

    public Task<bool> Wake()
    {
        // Its cohort may have begun anew while this activation lived on: what it waits for is set again.
        ICohortGrain cohort = Cohort;
        _links.Rearm(cohort);
        if (_handset.Diary.NextDue() is { } due) cohort.Arm(_handset.Index, (int)Handset.EnvironmentSlot, DateTimeOffset.FromUnixTimeMilliseconds(due)).Ignore();
        if (!_handset.Terminal.Nv.PoweredOn) RestSoon();
        return Task.FromResult(_handset.Terminal.Nv.PoweredOn);
    }

    public Task TimerFired(int slot)
    {
        _links.Fired(slot);
        return Process((h, o) => Fire(h, slot, o));
    }

    private void Fire(Handset h, int slot, HandsetOutputs o)
    {
        if (slot == (int)Handset.EnvironmentSlot) h.EnvironmentDue(clock.GetUtcNow(), o);
        else h.Happened(new TerminalEvent.TimerFired(clock.GetUtcNow(), (TimerSlot)slot), o);
    }

    public Task MessageWaits(long simIndex)
    {
        Terminal terminal = _handset.Terminal;
        dispatch.Waits(simIndex);
        if (terminal.Nv is { PoweredOn: true, HasSignal: true } && _handset.Sim.Index == simIndex) dispatch.Reachable(simIndex);
        else if (!terminal.Nv.PoweredOn) RestSoon();
        return Task.CompletedTask;
    }

    public async Task<SmsDelivery> DeliverSms(InboundSms message)
    {
        Terminal terminal = _handset.Terminal;
        if (!terminal.Nv.PoweredOn || !terminal.Nv.HasSignal || _handset.Sim.Index != message.SimIndex)
        {
            if (!terminal.Nv.PoweredOn) RestSoon();
            return SmsDelivery.Unreachable;
        }

        TerminalEvent.SmsReceived received = new(clock.GetUtcNow(), message.Sender, message.UserData, message.HasHeader);
        await Process((h, o) => h.SmsArrives(received, message.IsConfirmation, o));
        return SmsDelivery.Delivered;
    }

    public Task Rest()
    {
        _restWanted = true;
        RestIfIdle();
        return Task.CompletedTask;
    }

    private Task Happened(TerminalEvent happened) => Process((h, o) => h.Happened(happened, o));

    private Task Cut() => Process((h, o) => h.TransferCut(clock.GetUtcNow(), o));

    private Task Process(Action<Handset, HandsetOutputs> step)
    {
        TaskCompletionSource? done = _pumping ? new TaskCompletionSource() : null;
        _queue.Enqueue(new Input(step, done));
        return done?.Task ?? Pump();
    }

    private async Task Pump()
    {
        _pumping = true;
        try
        {
            while (_queue.TryDequeue(out Input? input))
            {
                _outputs.Clear();
                bool wasOn = _handset.Terminal.Nv.PoweredOn;
                bool hadSignal = _handset.Terminal.Nv.HasSignal;
                input.Step(_handset, _outputs);
                if (_handset.TakeDirty()) await Commit();
                Release(wasOn && hadSignal);
                input.Done?.SetResult();
            }
        }
        catch (Exception failure)
        {
            // What this activation holds is not what is stored (another one has written a newer state, or the disk refused), or a
            // step broke. It must vanish, nothing it wanted may happen, and the next one starts from the committed snapshot.
            ledger.Failed(failure is InconsistentStateException ? ErrorTag.StorageConflict : ErrorTag.StorageFailed);
            DeactivateOnIdle();
            throw;
        }
        finally
        {
            _pumping = false;
            while (_queue.TryDequeue(out Input? dropped)) dropped.Done?.SetCanceled();
        }

        RestIfIdle();
    }

    private Task Commit()
    {
        _state.State!.Snapshot = _handset.Save();
        _state.State.DueUnixMs = _handset.WakeDue(clock.GetUtcNow());
        return storage.WriteStateAsync(StateName, this.GetGrainId(), _state);
    }

    private void Release(bool wasReachable)
    {
        foreach (FaultKind fault in _outputs.Faults) ledger.Injected(fault);
        ledger.Moved(_handset, _links);
        _links.Release(_outputs, _handset.Sim, Cohort);
        bool isReachable = _handset.Terminal.Nv is { PoweredOn: true, HasSignal: true };
        if (isReachable && !wasReachable) dispatch.Reachable(_handset.Sim.Index);
        if (!_handset.Terminal.Nv.PoweredOn || !homes.IsHere(Cohorts.Of(_handset.Index))) RestSoon();
    }

    /// <summary>
    /// A handset that is switched off is no activation: its wake-up waits in the cohort's wheel. One whose cohort has another home by now moves there.
    /// Not while it is being activated: the call that woke it must find it.
    /// </summary>
    private void RestSoon()
    {
        if (!_activated) return;
        _restWanted = true;
        if (!_pumping) RestIfIdle();
    }

    private void RestIfIdle()
    {
        KeepWhileBusy();
        if (!_restWanted || _pumping || _links.InFlight > 0 || !_handset.IsAtRest) return;
        _restWanted = false;
        DeactivateOnIdle();
    }

    /// <summary>Requests under way are no calls of Orleans': without a word the collector would take a handset in the middle of its session.</summary>
    private void KeepWhileBusy()
    {
        bool busy = _links.InFlight > 0 || !_handset.IsAtRest;
        if (busy == _busy) return;
        _busy = busy;
        DelayDeactivation(busy ? BusyLimit : TimeSpan.Zero);
    }
}
