using FleetSim.Device;
using FleetSim.Scenarios.Life;
using FleetSim.Telemetry;

namespace FleetSim.Grains;

/// <summary>
/// What one activation has under way outside: its DM connection, its transfer, its uplink. Their completions come back on the
/// activation's scheduler.
/// </summary>
public sealed class HandsetLinks : IDisposable
{
    /// <summary>How often a timer is told of, a second apart or more: longer than silos take to be declared dead.</summary>
    private const int Tellings = 120;

    private readonly TerminalGrain _handset;
    private readonly IHandsetTrace? _trace;
    private Connections? _open;
    private List<(TimerSlot Slot, DateTimeOffset Due)>? _armed;

    /// <param name="handset">Takes what comes of its actions, in its turns.</param>
    /// <param name="trace">The handset's story; null: nobody wants it.</param>
    internal HandsetLinks(TerminalGrain handset, IHandsetTrace? trace) => (_handset, _trace) = (handset, trace);

    /// <summary>What is open or can be broken off; an idle handset has none of it.</summary>
    private sealed class Connections
    {
        public CancellationTokenSource? Transfer;
        public CancellationTokenSource? StopTransfer;
        public IDmLink? Link;
    }

    /// <summary>True when the handset's story is wanted, with what it saw.</summary>
    public bool IsTraced => _trace is not null;

    /// <summary>Requests under way.</summary>
    public int InFlight { get; private set; }

    /// <summary>The state in which the ledger counts this handset.</summary>
    internal DeviceTag CountedAs { get; set; }

    public void Release(HandsetOutputs outputs, Sim sim)
    {
        if (_trace is not null)
        {
            foreach (FaultKind fault in outputs.Faults) _trace.Befell(fault);
            foreach (TerminalEvent happened in outputs.Events) _trace.Happened(happened);
        }

        foreach (TerminalAction action in outputs.Actions)
        {
            _trace?.Did(action);
            Release(action, sim);
        }

        if (outputs.EnvironmentDue is { } due) Arm(Handset.EnvironmentSlot, due);
    }

    /// <summary>Sets every timer again that waits, in a wheel that may not know of it.</summary>
    public void Rearm()
    {
        foreach ((TimerSlot slot, DateTimeOffset due) in _armed?.ToArray() ?? []) Tell(slot, due);
    }

    /// <summary>The timers are not this activation's business any more: whoever comes next sets its own.</summary>
    public void Forget() => _armed = null;

    /// <summary>True while a timer waits that an activation sets from the beginning when it begins: the due times of the others are in the snapshot.</summary>
    public bool WaitsForItself => _armed?.Exists(timer => timer.Slot is not (Handset.EnvironmentSlot or TimerSlot.DownloadPark)) is true;

    /// <summary>
    /// A timer fired. False: not the one that waits. Calls may come late where silos come and go: a timer that was taken back fires all the same, and one
    /// that fires in place of the newer one has taken its place in the wheel, so that the newer one is told of again.
    /// </summary>
    /// <param name="slot">Which one.</param>
    /// <param name="now">With what the clocks of two nodes may be apart: a timer may fire so much too early.</param>
    /// <param name="due">What it was set for.</param>
    public bool Fires(TimerSlot slot, DateTimeOffset now, out DateTimeOffset due)
    {
        due = default;
        if (DueOf(slot) is not { } set) return false;
        due = set;
        if (due > now)
        {
            Tell(slot, due);
            return false;
        }

        Forget(slot);
        return true;
    }

    public void Dispose()
    {
        BreakOff();
        CloseLink();
    }

    private void Release(TerminalAction action, Sim sim)
    {
        switch (action)
        {
            case TerminalAction.ArmTimer arm: Arm(arm.Slot, arm.Due); break;
            case TerminalAction.CancelTimer cancel: Cancel(cancel.Slot); break;
            case TerminalAction.Note note: _handset.Dispatch.Ledger.Noted(note.Fact); break;
            case TerminalAction.BreakOff: BreakOff(); break;
            case TerminalAction.BreakTransfer: if (_open is { } open) Cancel(ref open.Transfer); break;
            case TerminalAction.CloseSession: CloseLink(); break;
            case TerminalAction.StopTransfer: _open?.StopTransfer?.Cancel(); break;
            case TerminalAction.Prompt or TerminalAction.UpdateBegins or TerminalAction.Remark: break;
            case TerminalAction.SendSms send: Send(send, sim); break;
            case TerminalAction.PostDm post: Post(post); break;
            case TerminalAction.GetDescriptor get: Get(get); break;
            case TerminalAction.PostNotify notify: Notify(notify); break;
            case TerminalAction.Fetch fetch: Fetch(fetch); break;
            default: throw new System.Diagnostics.UnreachableException();
        }
    }

    // Each has its closure to itself: in one method with the others it would be made for every action.
    private void Send(TerminalAction.SendSms send, Sim sim) => Follow(Task.Run(() => _handset.Dispatch.SendSmsAsync(sim, send)), CancellationToken.None);

    private void Get(TerminalAction.GetDescriptor get) => Transfer(async stop => await _handset.Dispatch.Runner.GetDescriptorAsync(get, stop));

    private void Notify(TerminalAction.PostNotify notify) => Transfer(async stop => await _handset.Dispatch.Runner.PostNotifyAsync(notify, stop));

    private void Fetch(TerminalAction.Fetch fetch)
    {
        CancellationToken stopNow = (Open.StopTransfer = new CancellationTokenSource()).Token;
        TaskScheduler turns = TaskScheduler.Current;
        Transfer(stop => FetchAsync(fetch, turns, stopNow, stop));
    }

    /// <summary>From within the turn: a message is on its way before the turn ends, and costs one thread less.</summary>
    private void Post(TerminalAction.PostDm post)
    {
        IDmLink link = Open.Link ??= _handset.Dispatch.Runner.OpenLink();
        Follow(link.PostAsync(post)!, CancellationToken.None, link, post);
    }

    private static CancellationToken TokenOf(ref CancellationTokenSource? kind) => (kind ??= new CancellationTokenSource()).Token;

    private static void Cancel(ref CancellationTokenSource? kind)
    {
        kind?.Cancel();
        kind = null;
    }

    private Connections Open => _open ??= new Connections();

    private void Arm(TimerSlot slot, DateTimeOffset due)
    {
        Forget(slot);
        (_armed ??= new List<(TimerSlot, DateTimeOffset)>(1)).Add((slot, due));
        Tell(slot, due);
    }

    /// <summary>
    /// A call that is lost with a silo, or with a cohort that moves, is made again as long as the timer waits. That outlives the activation of a handset that
    /// is switched off or hibernates: nothing else would wake it.
    /// </summary>
    private async void Tell(TimerSlot slot, DateTimeOffset due)
    {
        for (int telling = 0; telling < Tellings && !await TryAsync(slot, due, arms: true, again: telling > 0); telling++)
        {
            if (_armed?.Contains((slot, due)) is not true) return;
        }
    }

    /// <summary>A timer that was never armed costs no call.</summary>
    private void Cancel(TimerSlot slot)
    {
        if (DueOf(slot) is not { } due) return;
        Forget(slot);
        TakeBack(slot, due);
    }

    /// <summary>
    /// A call that is lost would leave a timer for which a drain waits: it is made again, until that timer has fired for nothing or is set anew for the same tick
    /// of the wheel. Set for another moment it may be that this call is lost as well.
    /// </summary>
    private async void TakeBack(TimerSlot slot, DateTimeOffset due)
    {
        for (int telling = 0; telling < Tellings && !await TryAsync(slot, due, arms: false, again: telling > 0); telling++)
        {
            if (_handset.Dispatch.IsPast(due) || _armed?.Exists(timer => timer.Slot == slot && (timer.Due - due).Duration() < CohortGrain.Tick) is true) return;
        }
    }

    /// <summary>Sets a timer or takes it back. False: the call was lost, and a pause is over.</summary>
    private async ValueTask<bool> TryAsync(TimerSlot slot, DateTimeOffset due, bool arms, bool again)
    {
        try
        {
            await (arms ? _handset.Cohort.Arm(_handset.Index, (int)slot, due, again) : _handset.Cohort.Cancel(_handset.Index, (int)slot, due));
            return true;
        }
        catch (Exception lost) when (lost is not OutOfMemoryException)
        {
            await _handset.Dispatch.PauseAsync();
            return false;
        }
    }

    /// <summary>What a timer is set for; null: it does not wait.</summary>
    private DateTimeOffset? DueOf(TimerSlot slot)
    {
        foreach ((TimerSlot armed, DateTimeOffset due) in _armed ?? [])
        {
            if (armed == slot) return due;
        }

        return null;
    }

    /// <summary>This timer waits no longer.</summary>
    private void Forget(TimerSlot slot)
    {
        _armed?.RemoveAll(timer => timer.Slot == slot);
        if (_armed is { Count: 0 }) _armed = null;
    }

    private void BreakOff()
    {
        if (_open is not { } open) return;
        open.Link?.BreakOff();
        open.Link = null;
        Cancel(ref open.Transfer);
    }

    private void CloseLink()
    {
        if (_open is not { } open) return;
        open.Link?.Dispose();
        open.Link = null;
        if (InFlight == 0) _open = null;
    }

    private void Transfer(Func<CancellationToken, Task<TerminalEvent?>> action)
    {
        CancellationToken breakOff = TokenOf(ref Open.Transfer);
        Follow(Task.Run(() => action(breakOff), CancellationToken.None), breakOff);
    }

    /// <summary>Follows an action that is under way outside; its event is taken in a turn of the activation. Null: there is none.</summary>
    /// <param name="action">What is under way.</param>
    /// <param name="breakOff">Breaks it off, unless a link does.</param>
    /// <param name="link">The link of a DM message.</param>
    /// <param name="post">That message.</param>
    private async void Follow(Task<TerminalEvent?> action, CancellationToken breakOff, IDmLink? link = null, TerminalAction.PostDm? post = null)
    {
        InFlight++;
        try
        {
            await ((Task)action).ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
            InFlight--;
            TerminalEvent? happened = await action;
            if (post is not null) happened = _handset.Dispatch.Answered(post, happened!);
            (action, post) = (null!, null); // the step is committed before this method ends: what was said and answered may go earlier
            if (happened is not null && !IsBrokenOff(link, breakOff)) await _handset.Happened(happened);
            else _handset.RestIfIdle();
        }
        catch (Exception) when (IsBrokenOff(link, breakOff))
        {
            // Broken off by the handset itself: its connection may be gone under the request.
            _handset.RestIfIdle();
        }
        catch (Exception broken) when (broken is not OutOfMemoryException)
        {
            // The last resort of a detached action: it must not take the process down; it is counted and logged.
            _handset.Dispatch.Broken(broken);
            _handset.RestIfIdle();
        }
    }

    private static bool IsBrokenOff(IDmLink? link, CancellationToken breakOff) => link?.IsBrokenOff ?? breakOff.IsCancellationRequested;

    private async Task<TerminalEvent?> FetchAsync(TerminalAction.Fetch fetch, TaskScheduler turns, CancellationToken stopNow, CancellationToken breakOff)
    {
        _handset.Dispatch.Ledger.Downloading(+1);
        try
        {
            TerminalEvent? ended = await _handset.Dispatch.Runner.FetchAsync(fetch, e => InTurn(turns, () => _handset.Happened(e), breakOff), stopNow, breakOff);
            if (ended is not null) return ended;
            await InTurn(turns, _handset.Cut, breakOff);
            return null;
        }
        finally
        {
            _handset.Dispatch.Ledger.Downloading(-1);
        }
    }

    private static Task InTurn(TaskScheduler turns, Func<Task> work, CancellationToken breakOff) =>
        Task.Factory.StartNew(() => breakOff.IsCancellationRequested ? Task.CompletedTask : work(), CancellationToken.None, TaskCreationOptions.DenyChildAttach, turns).Unwrap();
}
