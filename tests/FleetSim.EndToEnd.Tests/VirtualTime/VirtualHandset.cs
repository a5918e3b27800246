using FleetSim.Device;
using FleetSim.Device.Firmware;
using FleetSim.Platform.Engine;
using FleetSim.Platform.Http;
using FleetSim.Protocol;
using FleetSim.Protocol.Sms;
using FleetSim.Scenarios.Life;

namespace FleetSim.EndToEnd.Tests.VirtualTime;

/// <summary>
/// The shell of one handset: what TerminalGrain and HandsetLinks are in a node. A step's actions only plan what happens later, so no step
/// runs inside another. Requests belong to a generation: breaking off begins the next one, and what comes of an older one is dropped.
/// </summary>
public sealed class VirtualHandset(VirtualWorld world, long index)
{
    private readonly HandsetOutputs _outputs = new();
    private readonly RequestsUnderWay _session = new(), _firmware = new(), _uplinks = new();
    private VirtualTransfer? _transfer;
    private bool _asleep;

    public Handset Handset { get; private set; } = new(world.Fleet, index);

    public Story Story { get; } = new();

    public Terminal Terminal => Handset.Terminal;

    /// <summary>The snapshot that is stored: written after a step that changed what must last, as TerminalGrain does it.</summary>
    public byte[] Committed { get; private set; } = [];

    public bool IsDownloading => _transfer is not null;

    /// <summary>Requests and uplinks that have not been answered.</summary>
    public int InFlight => _session.Count + _firmware.Count + _uplinks.Count;

    /// <summary>As FleetRun wants it before it calls a fleet drained: neither in a session nor downloading nor updating.</summary>
    public bool IsQuiet => !IsDownloading
        && (!Terminal.Nv.PoweredOn || (!Terminal.IsInSession && Terminal.Nv.Job is null or { IsUnderWay: false }));

    private bool IsReachable => Terminal.Nv is { PoweredOn: true, HasSignal: true };

    public void FirstPowerOn() => Take(new Stimulus.FirstPowerOn(world.Now));

    /// <summary>A short message for that SIM; false: it cannot be reached here.</summary>
    public bool Deliver(long sim, Downlink message)
    {
        WakeUp();
        if (!IsReachable || Handset.Sim.Index != sim) return false;
        Decoded<SmsUserData> data = UserData.Decode(message.UserData, message.HasHeader);
        bool isConfirmation = data.IsDone && data.Value.Ports is { Destination: RegistrationText.Port };
        Take(new Stimulus.SmsArrives(new TerminalEvent.SmsReceived(world.Now, message.Source, message.UserData, message.HasHeader), isConfirmation));
        return true;
    }

    /// <summary>The emulator is killed: what is under way and what is not stored are gone. Its timers are the world's business.</summary>
    public void Vanish()
    {
        BreakOff();
        _uplinks.BreakOff();
        _asleep = false;
        Handset = Committed.Length > 0 ? Handset.Load(world.Fleet, index, Committed) : new Handset(world.Fleet, index);
    }

    /// <summary>The emulator is back: a handset with a snapshot takes up what it was about.</summary>
    public void ComeBack()
    {
        if (Committed.Length > 0) Take(new Stimulus.Revived(world.Now));
    }

    private void TimerFired(int slot, DateTimeOffset due) => Take(slot == (int)Handset.EnvironmentSlot
        ? new Stimulus.EnvironmentDue(world.Now)
        : new Stimulus.TimerFired((TimerSlot)slot, due, world.Now));

    private void Take(Stimulus stimulus)
    {
        WakeUp();
        bool wasReachable = IsReachable;
        StoryStep step = StoryStep.Take(stimulus, Handset, _outputs);
        Story.Add(step);
        if (Handset.TakeDirty()) Committed = Handset.Save();
        foreach (TerminalAction action in step.Actions) Release(action);
        if (step.EnvironmentDue is { } due) Arm((int)Handset.EnvironmentSlot, due);
        if (IsReachable && !wasReachable) world.MessageCentre.Reachable(Handset.Sim.Index);
        if (stimulus is not Stimulus.Revived) RestIfTold();
    }

    private void Release(TerminalAction action)
    {
        switch (action)
        {
            case TerminalAction.ArmTimer arm: Arm((int)arm.Slot, arm.Due); break;
            case TerminalAction.CancelTimer cancel: world.Timers.Cancel(index, (int)cancel.Slot); break;
            case TerminalAction.BreakOff: BreakOff(); break;
            case TerminalAction.BreakTransfer: BreakTransfer(); break;
            case TerminalAction.StopTransfer: _transfer?.Stop(); break;
            case TerminalAction.SendSms send: Send(send); break;
            case TerminalAction.PostDm post: Ask(_session, post.Request, "POST", post.Uri, post.Timeout, r => r with { ContentType = post.ContentType, Body = post.Body, Mac = post.Hmac }, post.LoseReply); break;
            case TerminalAction.GetDescriptor get: Ask(_firmware, get.Request, "GET", get.Uri, get.Timeout, r => r); break;
            case TerminalAction.PostNotify notify: Ask(_firmware, notify.Request, "POST", notify.Uri, notify.Timeout, r => r with { ContentType = "text/plain", Body = notify.Body }); break;
            case TerminalAction.Fetch fetch: Fetch(fetch); break;
            case TerminalAction.CloseSession or TerminalAction.Note or TerminalAction.Prompt or TerminalAction.UpdateBegins or TerminalAction.Remark: break;
            default: throw new System.Diagnostics.UnreachableException();
        }
    }

    private void Arm(int slot, DateTimeOffset due) => world.Timers.Arm(index, slot, due, () => TimerFired(slot, due));

    private void BreakOff()
    {
        _session.BreakOff();
        BreakTransfer();
    }

    private void BreakTransfer()
    {
        _firmware.BreakOff();
        _transfer?.BreakOff();
        _transfer = null;
    }

    /// <summary>An uplink is with the message centre: a handset that goes off does not take it back.</summary>
    private void Send(TerminalAction.SendSms send) => world.MessageCentre.Uplink(
        Handset.Sim.Index, send.Destination, send.UserData, _uplinks.Begin<bool>(accepted => Happened(new TerminalEvent.SmsAccepted(world.Now, send.Request, accepted))));

    /// <summary>An answer that the environment loses is a failure of the connection, after the server has acted.</summary>
    private void Ask(RequestsUnderWay kind, int request, string method, string uri, TimeSpan timeout, Func<WebRequest, WebRequest> complete, bool loseReply = false) =>
        world.Platform.Exchange(method, uri, timeout, complete, kind.Begin<WebReply?>(reply => Happened(reply is null || loseReply
            ? new TerminalEvent.HttpFailed(world.Now, request, NetworkFailure.TimedOut)
            : reply.CutAfter is not null
            ? new TerminalEvent.HttpFailed(world.Now, request, NetworkFailure.ConnectionLost)
            : new TerminalEvent.HttpReplied(world.Now, request, reply.Status, reply.ContentType, reply.Body.ToArray()) { Hmac = reply.Mac, Location = reply.Location })));

    private void Fetch(TerminalAction.Fetch fetch)
    {
        VirtualTransfer transfer = _transfer = new(fetch, world.Scenario.Handset.OctetsPerSecond, world.Agenda)
        {
            Happened = Happened, Ended = _firmware.Begin<TerminalEvent?>(FetchEnded),
        };
        world.Platform.Exchange("GET", fetch.Uri, fetch.Timeout, r => fetch.Offset > 0 ? r with { Range = $"bytes={fetch.Offset}-", IfRange = fetch.IfRange } : r, transfer.Answered);
    }

    private void FetchEnded(TerminalEvent? ended)
    {
        _transfer = null;
        Take(ended is null ? new Stimulus.TransferCut(world.Now) : new Stimulus.Happened(ended));
    }

    private void Happened(TerminalEvent happened) => Take(new Stimulus.Happened(happened));

    /// <summary>The object goes and only its snapshot stays. A handset that is on comes back at once, one that is off when it is next called.</summary>
    private void RestIfTold()
    {
        bool told = world.Options.Rests == Rests.AtEveryRest || (world.Options.Rests == Rests.WhenOff && !Terminal.Nv.PoweredOn);
        if (!told || InFlight > 0 || !Handset.IsAtRest) return;
        Handset = Handset.Load(world.Fleet, index, Committed);
        _asleep = true;
        if (Terminal.Nv.PoweredOn) world.Agenda.At(world.Now, WakeUp);
    }

    private void WakeUp()
    {
        if (!_asleep) return;
        _asleep = false;
        Take(new Stimulus.Revived(world.Now));
    }
}
