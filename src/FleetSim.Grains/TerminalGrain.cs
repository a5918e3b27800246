using FleetSim.Contracts;
using FleetSim.Device;
using FleetSim.Grains.Placement;
using FleetSim.Scenarios.Life;
using FleetSim.Telemetry;
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
public sealed class TerminalGrain(HandsetShell shell) : Grain, ITerminalGrain
{
    /// <summary>Name of the storage provider for handset snapshots.</summary>
    public const string Store = "handsets";

    private const string StateName = "handset";

    /// <summary>By then an activation whose silo leaves is gone.</summary>
    private static readonly TimeSpan HandOver = TimeSpan.FromSeconds(1);

    /// <summary>How long what is under way may keep an activation from being collected: longer than any session, transfer or pause.</summary>
    private static readonly TimeSpan BusyLimit = TimeSpan.FromDays(30);

    /// <summary>How far the clocks of two nodes may be apart before a timer seems to have fired too early.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(1);

    private static readonly Step SmsArrives = static (handset, outputs, subject) => handset.SmsArrives((TerminalEvent.SmsReceived)subject, isConfirmation: false, outputs);
    private static readonly Step ConfirmationArrives = static (handset, outputs, subject) => handset.SmsArrives((TerminalEvent.SmsReceived)subject, isConfirmation: true, outputs);

    private Handset _handset = null!;
    private HandsetLinks _links = null!;
    private string? _etag;
    private Queue<Input>? _queue;
    private bool _pumping;
    private bool _restWanted;
    private bool _activated;
    private bool _busy;
    private bool _left;
    private bool _failed;

    /// <summary>What a handset is to do, and with what: no step makes a closure.</summary>
    private delegate void Step(Handset handset, HandsetOutputs outputs, object subject);

    private sealed record Input(Step Step, object Subject, TaskCompletionSource Done);

    internal long Index => _handset.Index;

    internal ActionDispatch Dispatch => shell.Dispatch;

    internal ICohortGrain Cohort => shell.Dispatch.CohortOf(this.GetPrimaryKeyLong());

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        long index = this.GetPrimaryKeyLong();
        GrainState<HandsetState> stored = new(new HandsetState());
        await shell.Storage.ReadStateAsync(StateName, this.GetGrainId(), stored);
        _etag = stored.ETag;
        byte[] snapshot = stored.State!.Snapshot;
        bool lived = snapshot.Length > 0;
        _handset = lived ? Handset.Load(shell.Fleet, index, snapshot) : new Handset(shell.Fleet, index);
        cancellationToken.ThrowIfCancellationRequested();
        if (lived)
        {
            await Cohort.Clear(index);
            RequireWanted(cancellationToken);
        }

        _links = shell.Dispatch.Open(this);
        shell.Ledger.Appeared(_handset, _links);
        if (lived) await ReviveAsync(cancellationToken);
        _activated = true;
    }

    /// <summary>
    /// Orleans gives an activation up that takes too long to begin, and tells it so by a token alone: it would live on beside the next one, and be counted for ever.
    /// By then it may have cleared timers that are the next one's: that one is called, and sets them again.
    /// </summary>
    private void RequireWanted(CancellationToken givenUp)
    {
        if (givenUp.IsCancellationRequested) shell.WakeAgain(Index);
        givenUp.ThrowIfCancellationRequested();
    }

    private async Task ReviveAsync(CancellationToken givenUp)
    {
        try
        {
            await Process(static (handset, outputs, subject) => handset.Revived(((HandsetShell)subject).Now, outputs), shell);
            RequireWanted(givenUp);
        }
        catch
        {
            // Orleans does not deactivate what was never activated.
            Leave(hibernates: false);
            throw;
        }

        if (_handset.Terminal.Nv is { PoweredOn: true, HasSignal: true }) shell.Dispatch.Reachable(_handset.Sim.Index);
    }

    /// <summary>Whatever still comes back to this activation is for nobody: the next one has begun from the committed snapshot.</summary>
    private void Leave(bool hibernates)
    {
        if (_left) return;
        _left = true;
        if (_failed || (_handset.Terminal.Nv.PoweredOn && !hibernates)) _links.Forget();
        _links.Dispose();
        shell.Ledger.Gone(_handset, _links, hibernates);
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        bool hibernates = !_failed && reason.ReasonCode is DeactivationReasonCode.ActivationIdle or DeactivationReasonCode.HighMemoryPressure;
        Leave(hibernates);

        // A handset that is switched on is an activation, or hibernates. For whatever other reason it goes away, it comes back at once, on the silo that is its home now.
        // One that failed comes back as well: that it is switched off may be what was not committed.
        if (hibernates || !(_handset.Terminal.Nv.PoweredOn || _failed)) return Task.CompletedTask;
        if (reason.ReasonCode != DeactivationReasonCode.ShuttingDown) shell.WakeAgain(Index);

        // Its cohort may be at its new home already and have found this activation alive: it must look again.
        else if (shell.HasOthers) Cohort.Arm(Index, CohortGrain.WakeSlot, shell.Now + HandOver).Ignore();
        return Task.CompletedTask;
    }

    public Task FirstPowerOn() =>
        _handset.Diary.Boots > 0 ? Task.CompletedTask : Process(static (handset, outputs, subject) => handset.FirstPowerOn(((HandsetShell)subject).Now, outputs), shell);

    public async Task<bool> Wake()
    {
        await RequireCurrentAsync();
        // Its cohort may have begun anew while this activation lived on: what it waits for is set again.
        if (IsGone) throw Gone();
        _links.Rearm();
        if (!_handset.Terminal.Nv.PoweredOn) RestSoon();
        return _handset.Terminal.Nv.PoweredOn;
    }

    public async Task TimerFired(int slot)
    {
        await RequireCurrentAsync();
        if (IsGone) throw Gone();
        await Process(Fire, (TimerSlot)slot);
    }

    public Task MessageWaits(long simIndex)
    {
        Terminal terminal = _handset.Terminal;
        shell.Dispatch.Waits(simIndex);
        if (terminal.Nv is { PoweredOn: true, HasSignal: true } && _handset.Sim.Index == simIndex) shell.Dispatch.Reachable(simIndex);
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

        TerminalEvent.SmsReceived received = new(shell.Now, message.Sender, message.UserData, message.HasHeader);
        await Process(message.IsConfirmation ? ConfirmationArrives : SmsArrives, received);
        return SmsDelivery.Delivered;
    }

    public Task Rest()
    {
        _restWanted = true;
        RestIfIdle();
        return Task.CompletedTask;
    }

    /// <summary>What came of an action; in a turn.</summary>
    internal Task Happened(TerminalEvent happened) => IsGone ? Task.CompletedTask : Process(static (handset, outputs, subject) => handset.Happened((TerminalEvent)subject, outputs), happened);

    /// <summary>A transfer was cut as planned; in a turn.</summary>
    internal Task Cut() => IsGone ? Task.CompletedTask : Process(static (handset, outputs, subject) => handset.TransferCut(((HandsetShell)subject).Now, outputs), shell);

    /// <summary>What it holds after a failure is not what is stored: it takes no further step.</summary>
    private bool IsGone => _left || _failed;

    private OrleansException Gone() => new($"The activation of handset {Index} is gone.");

    /// <summary>
    /// When silos come and go a handset can have two activations for a while. The one that is behind would answer for the other: take its timers and find nothing
    /// due, say that it is awake. What it would write is refused; here it must find out without writing.
    /// </summary>
    private async Task RequireCurrentAsync()
    {
        if (!shell.HasOthers || _pumping) return;
        string? known = _etag;
        GrainState<HandsetState> stored = new(new HandsetState());
        await shell.Storage.ReadStateAsync(StateName, this.GetGrainId(), stored);
        if (_pumping || _etag != known || stored.ETag == known) return;
        _failed = true;
        shell.Ledger.Failed(ErrorTag.StorageConflict);
        DeactivateOnIdle();
        throw Gone();
    }

    /// <summary>Only in the step is it known which timer is due: one that was being committed may have taken it back, or set it anew.</summary>
    private void Fire(Handset handset, HandsetOutputs outputs, object slot)
    {
        DateTimeOffset now = shell.Now;
        if (!_links.Fires((TimerSlot)slot, now + Skew, out DateTimeOffset due)) return;
        if ((TimerSlot)slot == Handset.EnvironmentSlot) handset.EnvironmentDue(now, outputs);
        else handset.TimerFired((TimerSlot)slot, due, now, outputs);
    }

    private Task Process(Step step, object subject)
    {
        if (IsGone) throw Gone();
        if (!_pumping) return Pump(step, subject);
        TaskCompletionSource done = new();
        (_queue ??= new Queue<Input>()).Enqueue(new Input(step, subject, done));
        return done.Task;
    }

    /// <summary>Takes the step, and those that came meanwhile. Between two pumps an activation has neither a queue nor outputs.</summary>
    private async Task Pump(Step step, object subject)
    {
        _pumping = true;
        HandsetOutputs outputs = shell.Rent();
        outputs.KeepsEvents = _links.IsTraced;
        TaskCompletionSource? done = null;
        try
        {
            while (true)
            {
                bool wasReachable = _handset.Terminal.Nv is { PoweredOn: true, HasSignal: true };
                step(_handset, outputs, subject);
                subject = null!; // what a peer sent, and commits take longer than steps
                // Where another silo may have an activation of this handset as well, the commit tells which of the two has the session.
                if (_handset.TakeDirty(early: shell.HasOthers))
                {
                    GrainState<HandsetState> state = Snapshot(outputs);
                    await shell.Storage.WriteStateAsync(StateName, this.GetGrainId(), state);
                    _etag = state.ETag;
                }

                if (!_left) Release(outputs, wasReachable);
                done?.SetResult();
                if (_queue is null || !_queue.TryDequeue(out Input? next)) break;
                (step, subject, done) = (next.Step, next.Subject, next.Done);
                outputs.Clear();
            }

            shell.Return(outputs);
        }
        catch (Exception failure)
        {
            // What this activation holds is not what is stored (another one has written a newer state, or the disk refused), or a
            // step broke. It must vanish, nothing it wanted may happen, and the next one starts from the committed snapshot.
            _failed = true;
            shell.Dispatch.NotCommitted(Index, failure);
            shell.Ledger.Failed(failure is InconsistentStateException ? ErrorTag.StorageConflict : ErrorTag.StorageFailed);
            done?.TrySetException(failure);
            DeactivateOnIdle();
            throw;
        }
        finally
        {
            _pumping = false;
            while (_queue is not null && _queue.TryDequeue(out Input? dropped)) dropped.Done.SetException(Gone());
            _queue = null;
        }

        RestIfIdle();
    }

    /// <summary>What is committed next; of what is stored only the version stays in memory.</summary>
    private GrainState<HandsetState> Snapshot(HandsetOutputs outputs) =>
        new(new HandsetState { Snapshot = _handset.Save(outputs), DueUnixMs = _handset.WakeDue(shell.Now) }, _etag) { RecordExists = _etag is not null };

    private void Release(HandsetOutputs outputs, bool wasReachable)
    {
        foreach (FaultKind fault in outputs.Faults) shell.Ledger.Injected(fault);
        shell.Ledger.Moved(_handset, _links);
        _links.Release(outputs, _handset.Sim);
        bool isReachable = _handset.Terminal.Nv is { PoweredOn: true, HasSignal: true };
        if (isReachable && !wasReachable) shell.Dispatch.Reachable(_handset.Sim.Index);
        if (!_handset.Terminal.Nv.PoweredOn || !shell.IsHome(Index)) RestSoon();
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

    internal void RestIfIdle()
    {
        if (IsGone) return;
        KeepWhileBusy();
        if (!_restWanted || _pumping || _links.InFlight > 0 || !_handset.IsAtRest) return;
        _restWanted = false;
        DeactivateOnIdle();
    }

    /// <summary>
    /// Requests under way are no calls of Orleans': without a word the collector would take a handset in the middle of its session. Nor does a handset hibernate
    /// that waits for a timer which its next activation would set from the beginning: it would never come to its end.
    /// </summary>
    private void KeepWhileBusy()
    {
        if (!shell.Hibernates) return;
        bool busy = _links.InFlight > 0 || !_handset.IsAtRest || _links.WaitsForItself;
        if (busy == _busy) return;
        _busy = busy;
        DelayDeactivation(busy ? BusyLimit : TimeSpan.Zero);
    }
}
