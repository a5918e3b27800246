using FleetSim.Contracts;
using FleetSim.Device;
using FleetSim.Scenarios.Life;
using FleetSim.Telemetry;

namespace FleetSim.Grains;

/// <summary>
/// What one activation has under way outside: its DM connection, its transfer, its uplink. Actions run on the thread pool;
/// their completions come back on the activation's scheduler.
/// </summary>
public sealed class HandsetLinks : IDisposable
{
    private readonly ActionDispatch _dispatch;
    private readonly long _index;
    private readonly TaskScheduler _turns;
    private readonly Func<TerminalEvent, Task> _happened;
    private readonly Func<Task> _cut;
    private readonly Action _ended;
    private readonly IHandsetTrace? _trace;
    private CancellationTokenSource? _session;
    private CancellationTokenSource? _transfer;
    private CancellationTokenSource? _stopTransfer;
    private IDisposable? _link;
    private List<TerminalAction.ArmTimer>? _armed;

    internal HandsetLinks(ActionDispatch dispatch, long index, TaskScheduler turns, Func<TerminalEvent, Task> happened, Func<Task> cut, Action ended, IHandsetTrace? trace) =>
        (_dispatch, _index, _turns, _happened, _cut, _ended, _trace) = (dispatch, index, turns, happened, cut, ended, trace);

    /// <summary>Requests under way.</summary>
    public int InFlight { get; private set; }

    /// <summary>The state in which the ledger counts this handset.</summary>
    internal DeviceTag CountedAs { get; set; }

    public void Release(HandsetOutputs outputs, Sim sim, ICohortGrain cohort)
    {
        if (_trace is not null)
        {
            foreach (FaultKind fault in outputs.Faults) _trace.Befell(fault);
            foreach (TerminalEvent happened in outputs.Events) _trace.Happened(happened);
        }

        foreach (TerminalAction action in outputs.Actions)
        {
            _trace?.Did(action);
            Release(action, sim, cohort);
        }

        if (outputs.EnvironmentDue is { } due) cohort.Arm(_index, (int)Handset.EnvironmentSlot, due).Ignore();
    }

    /// <summary>Sets every timer again that waits, in a wheel that may not know of it.</summary>
    public void Rearm(ICohortGrain cohort)
    {
        foreach (TerminalAction.ArmTimer arm in _armed ?? []) cohort.Arm(_index, (int)arm.Slot, arm.Due).Ignore();
    }

    /// <summary>This timer waits no longer.</summary>
    public void Fired(int slot)
    {
        _armed?.RemoveAll(arm => (int)arm.Slot == slot);
        if (_armed is { Count: 0 }) _armed = null;
    }

    public void Dispose()
    {
        BreakOff();
        CloseLink();
    }

    private void Release(TerminalAction action, Sim sim, ICohortGrain cohort)
    {
        switch (action)
        {
            case TerminalAction.ArmTimer arm:
                Fired((int)arm.Slot);
                (_armed ??= new List<TerminalAction.ArmTimer>(1)).Add(arm);
                cohort.Arm(_index, (int)arm.Slot, arm.Due).Ignore();
                break;
            case TerminalAction.CancelTimer cancel:
                Fired((int)cancel.Slot);
                cohort.Cancel(_index, (int)cancel.Slot).Ignore();
                break;
            case TerminalAction.Note note: _dispatch.Ledger.Noted(note.Fact); break;
            case TerminalAction.BreakOff: BreakOff(); break;
            case TerminalAction.BreakTransfer: Cancel(ref _transfer); break;
            case TerminalAction.CloseSession: CloseLink(); break;
            case TerminalAction.StopTransfer: _stopTransfer?.Cancel(); break;
            case TerminalAction.Prompt or TerminalAction.UpdateBegins or TerminalAction.Remark: break;
            case TerminalAction.SendSms send: Start(_ => _dispatch.SendSmsAsync(sim, send), CancellationToken.None); break;
            case TerminalAction.PostDm post:
                IDisposable link = _link ??= _dispatch.Runner.OpenLink();
                Start(stop => _dispatch.PostDmAsync(link, post, stop), TokenOf(ref _session));
                break;
            case TerminalAction.GetDescriptor get: Start(async stop => await _dispatch.Runner.GetDescriptorAsync(get, stop), TokenOf(ref _transfer)); break;
            case TerminalAction.PostNotify notify: Start(async stop => await _dispatch.Runner.PostNotifyAsync(notify, stop), TokenOf(ref _transfer)); break;
            case TerminalAction.Fetch fetch:
                CancellationToken stopNow = (_stopTransfer = new CancellationTokenSource()).Token;
                Start(stop => FetchAsync(fetch, stopNow, stop), TokenOf(ref _transfer));
                break;
            default: throw new System.Diagnostics.UnreachableException();
        }
    }

    private static CancellationToken TokenOf(ref CancellationTokenSource? kind) => (kind ??= new CancellationTokenSource()).Token;

    private static void Cancel(ref CancellationTokenSource? kind)
    {
        kind?.Cancel();
        kind = null;
    }

    private void BreakOff()
    {
        Cancel(ref _session);
        Cancel(ref _transfer);
    }

    private void CloseLink()
    {
        _link?.Dispose();
        _link = null;
    }

    /// <summary>Runs an action detached; its event is taken in a turn of the activation. Null: there is none.</summary>
    private async void Start(Func<CancellationToken, Task<TerminalEvent?>> action, CancellationToken breakOff)
    {
        InFlight++;
        try
        {
            TerminalEvent? happened = await Complete(action, breakOff);
            if (happened is not null && !breakOff.IsCancellationRequested) await _happened(happened);
            else _ended();
        }
        catch (Exception) when (breakOff.IsCancellationRequested)
        {
            // Broken off by the handset itself: its connection may be gone under the request.
            _ended();
        }
        catch (Exception broken) when (broken is not OutOfMemoryException)
        {
            // The last resort of a detached action: it must not take the process down; it is counted and logged.
            _dispatch.Broken(broken);
            _ended();
        }
    }

    private async Task<TerminalEvent?> Complete(Func<CancellationToken, Task<TerminalEvent?>> action, CancellationToken breakOff)
    {
        try
        {
            return await Task.Run(() => action(breakOff), CancellationToken.None);
        }
        finally
        {
            InFlight--;
        }
    }

    private async Task<TerminalEvent?> FetchAsync(TerminalAction.Fetch fetch, CancellationToken stopNow, CancellationToken breakOff)
    {
        _dispatch.Ledger.Downloading(+1);
        try
        {
            TerminalEvent? ended = await _dispatch.Runner.FetchAsync(fetch, e => InTurn(() => _happened(e), breakOff), stopNow, breakOff);
            if (ended is not null) return ended;
            await InTurn(_cut, breakOff);
            return null;
        }
        finally
        {
            _dispatch.Ledger.Downloading(-1);
        }
    }

    private Task InTurn(Func<Task> work, CancellationToken breakOff) =>
        Task.Factory.StartNew(() => breakOff.IsCancellationRequested ? Task.CompletedTask : work(), CancellationToken.None, TaskCreationOptions.DenyChildAttach, _turns).Unwrap();
}
