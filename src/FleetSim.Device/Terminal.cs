using System.Globalization;
using FleetSim.Device.Firmware;
using FleetSim.Device.Objects;
using FleetSim.Device.Registration;
using FleetSim.Device.Session;
using FleetSim.Device.Tree;
using FleetSim.Device.Ui;
using FleetSim.Protocol.Identity;
using FleetSim.Protocol.Notification;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Device;

/// <summary>
/// One handset, its whole behaviour. <see cref="Step"/> takes what happened and says what to do; it knows no clock, no
/// chance but its own, and does nothing itself. It only hands the event to the smaller machines.
/// </summary>
public sealed class Terminal
{
    private int _lastRequest;

    public Terminal(Imei imei, HandsetModel model, TerminalSettings settings, Chance chance)
    {
        (Imei, Model, Settings, Chance) = (imei, model, settings, chance);
        Tree = new DmTree(model.Tree, model.TreeBehaviour);
    }

    public Imei Imei { get; }

    public HandsetModel Model { get; }

    public TerminalSettings Settings { get; }

    public NonVolatile Nv { get; } = new();

    public DmTree Tree { get; }

    /// <summary>The SIM in the handset, or none.</summary>
    public Sim? Sim { get; private set; }

    /// <summary>True when the SIM in it is of the operator whose handset this is.</summary>
    public bool HasHomeSim => Model.Registration.IsHome(Sim);

    public string SoftwareVersion => Nv.Version ?? Model.SoftwareVersion;

    /// <summary>True when a session or a request of this handset is under way: what is not in NV would be lost with it.</summary>
    public bool IsBusy => Session is not null || FumoRequest != 0 || SmsRequest != 0 || OpenPrompt is not null;

    /// <summary>True while octets of an object may arrive.</summary>
    public bool IsTransferring => FumoRequest != 0 && Nv.Job is { Phase: FumoPhase.Fetching };

    /// <summary>True when NV changed since the last <see cref="TakeDirty"/>.</summary>
    public bool IsDirty { get; private set; }

    internal Chance Chance { get; }

    internal DmSession? Session { get; set; }

    /// <summary>A notification that waits for the end of the session.</summary>
    internal Package0? Postponed { get; set; }

    internal int SmsRequest { get; set; }

    internal int FumoRequest { get; set; }

    internal UiSubject? OpenPrompt { get; set; }

    internal byte[] ClientNonce => Nv.ClientNonce ?? Credentials.DecodeNonce(Settings.Account.ClientNonce);

    internal byte[] ServerNonce => Nv.ServerNonce ?? Credentials.DecodeNonce(Settings.Account.ServerNonce);

    /// <summary>True while a DM session is open (from package #0 or the report's start to its end).</summary>
    public bool IsInSession => Session is not null;

    /// <summary>Takes one event; the actions it leads to are appended in order. Never throws for anything a peer sent.</summary>
    public void Step(TerminalEvent happened, List<TerminalAction> actions)
    {
        StepContext context = new(this, happened.At, actions);
        switch (happened)
        {
            case TerminalEvent.PowerOn on: PowerOn(context, on.Sim); break;
            case TerminalEvent.Revived revived: Revive(context, revived.Sim); break;
            case TerminalEvent.SmsAccepted accepted: RegistrationMachine.Accepted(context, accepted); break;
            case var _ when !Nv.PoweredOn: break;
            case TerminalEvent.PowerOff: PowerOff(context); break;
            case TerminalEvent.SignalLost: SignalLost(context); break;
            case TerminalEvent.SignalBack: SignalBack(context); break;
            case TerminalEvent.MemoryLow: MemoryLow(context); break;
            case TerminalEvent.MemoryFree: MemoryFree(context); break;
            case TerminalEvent.SmsReceived message: ShortMessageDispatch.Receive(context, message); break;
            case TerminalEvent.HttpReplied reply: HttpReplied(context, reply); break;
            case TerminalEvent.HttpFailed failed: HttpFailed(context, failed); break;
            case TerminalEvent.FetchStarted head when IsCurrent(context, head.Request): DownloadSteps.Started(context, Nv.Job!, head); break;
            case TerminalEvent.FetchOctets octets when IsCurrent(context, octets.Request): DownloadSteps.Received(context, Nv.Job!, octets.Octets); break;
            case TerminalEvent.FetchEnded ended when IsCurrent(context, ended.Request): DownloadSteps.Ended(context, Nv.Job!, ended.Failure); break;
            case TerminalEvent.FetchStarted or TerminalEvent.FetchOctets or TerminalEvent.FetchEnded: break;
            case TerminalEvent.TimerFired timer: TimerFired(context, timer.Slot); break;
            case TerminalEvent.UserAnswered answered: UserAnswered(context, answered.Answer); break;
            case TerminalEvent.SmsReceipt: break; // swallowed: neither shown nor kept (REG-17)
            case TerminalEvent.FactoryReset: Tree.Reset(); MarkDirty(); break;
            case TerminalEvent.UserCancelledDownload: if (Nv.Job is { } job) DownloadSteps.Cancelled(context, job); break;
            default: throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>Reads a node as a Get of that server would; without one, as the handset itself.</summary>
    public TreeReading Read(string uri, string? serverId = null) => Tree.Get(serverId, uri, Live);

    /// <summary>Remembers that a command on the tree changed NV; gives its status back.</summary>
    internal int Changed(int code)
    {
        if (code == StatusCode.Ok) MarkDirty();
        return code;
    }

    /// <summary>True once after a change of NV.</summary>
    public bool TakeDirty() => (IsDirty, IsDirty = false).Item1;

    internal int NextRequest() => ++_lastRequest;

    internal void MarkDirty() => IsDirty = true;

    private string? Live(TreeNode node) => node.Source switch
    {
        NodeSource.DeviceId => Imei.ToLocUri(),
        NodeSource.SoftwareVersion => SoftwareVersion,
        NodeSource.FumoState => (Nv.Job?.State ?? 10).ToString(CultureInfo.InvariantCulture),
        NodeSource.FumoPackageName => Nv.Job?.Name ?? "",
        NodeSource.FumoPackageVersion => Nv.Job?.NewVersion ?? "",
        NodeSource.Stored => null,
        _ => AccountObject.Value(this, node.Source),
    };

    private void PowerOn(in StepContext context, Sim? sim)
    {
        if (Nv.PoweredOn) return;
        (Nv.PoweredOn, Nv.HasSignal, Nv.HasMemory, Sim) = (true, true, true, sim);
        MarkDirty();
        RegistrationMachine.Boot(context);
        FumoMachine.Boot(context);
    }

    private void Revive(in StepContext context, Sim? sim)
    {
        Sim = sim;
        if (!Nv.PoweredOn) return;
        RegistrationMachine.Revive(context);
        FumoMachine.Revive(context);
    }

    private void PowerOff(in StepContext context)
    {
        Nv.PoweredOn = false;
        MarkDirty();
        (OpenPrompt, Postponed) = (null, null);
        context.Emit(new TerminalAction.BreakOff());
        SessionMachine.PowerOff(context);
        FumoMachine.PowerOff(context);
        RegistrationMachine.PowerOff(context);
        for (TimerSlot slot = 0; slot < TimerSlot.Count; slot++) context.Cancel(slot);
    }

    private void SignalLost(in StepContext context)
    {
        if (!Nv.HasSignal) return;
        Nv.HasSignal = false;
        MarkDirty();
        context.Emit(new TerminalAction.BreakOff());
        FumoRequest = 0;
        if (Session is { Request: > 0 } session) SessionMachine.Failed(context, session, NetworkFailure.ConnectionLost);
        if (Nv.Job is { } job) DownloadSteps.SignalLost(context, job);
    }

    private void SignalBack(in StepContext context)
    {
        if (Nv.HasSignal) return;
        Nv.HasSignal = true;
        MarkDirty();
        if (Nv.Job is { Phase: FumoPhase.Waiting, Cause: WaitCause.Signal or WaitCause.Network } waiting) DownloadSteps.Continue(context, waiting);
        else if (Nv.Job is { Phase: FumoPhase.Reporting } finished) FumoMachine.Deliver(context, finished);
    }

    private void MemoryLow(in StepContext context)
    {
        if (!Nv.HasMemory) return;
        Nv.HasMemory = false;
        MarkDirty();
        if (Nv.Job is not { Phase: FumoPhase.Describing or FumoPhase.Fetching } job) return;
        if (FumoRequest != 0) context.Emit(new TerminalAction.BreakTransfer());
        FumoRequest = 0;
        DownloadSteps.MemoryLow(context, job);
    }

    private void MemoryFree(in StepContext context)
    {
        if (Nv.HasMemory) return;
        Nv.HasMemory = true;
        MarkDirty();
        if (Nv.Job is { Phase: FumoPhase.Waiting, Cause: WaitCause.Memory } job) DownloadSteps.Continue(context, job);
    }

    private void HttpReplied(in StepContext context, TerminalEvent.HttpReplied reply)
    {
        if (Session is { } session && session.Request == reply.Request) SessionMachine.Replied(context, session, reply);
        else if (IsCurrent(context, reply.Request)) FumoReplied(context, Nv.Job!, reply);
    }

    private void FumoReplied(in StepContext context, FirmwareJob job, TerminalEvent.HttpReplied reply)
    {
        FumoRequest = 0;
        if (job.Phase == FumoPhase.Describing) DownloadSteps.Described(context, job, reply);
        else FumoMachine.Notified(context, job, reply.Status is >= 200 and < 300);
    }

    private void HttpFailed(in StepContext context, TerminalEvent.HttpFailed failed)
    {
        if (Session is { } session && session.Request == failed.Request)
        {
            SessionMachine.Failed(context, session, failed.Failure);
        }
        else if (IsCurrent(context, failed.Request))
        {
            FumoRequest = 0;
            if (Nv.Job!.Phase == FumoPhase.Reporting) FumoMachine.Notified(context, Nv.Job, answered: false);
            else DownloadSteps.NetworkFailed(context, Nv.Job);
        }
    }

    /// <summary>True when the completion belongs to the firmware request that is under way; a stale one is counted and dropped.</summary>
    private bool IsCurrent(in StepContext context, int request)
    {
        if (request == FumoRequest && Nv.Job is not null) return true;
        context.Note(new TerminalFact.StaleCompletion());
        return false;
    }

    private void TimerFired(in StepContext context, TimerSlot slot)
    {
        switch (slot)
        {
            case TimerSlot.PromptTimeout when OpenPrompt is not null: Answer(context, null); break;
            case TimerSlot.UpdateBlock when Nv.Job is { Phase: FumoPhase.Updating } job: UpdateSteps.BlockWritten(context, job); break;
            case TimerSlot.ReportRetry when Nv.Job is { Phase: FumoPhase.Reporting } job: FumoMachine.Deliver(context, job); break;
            case TimerSlot.DownloadRetry when Nv.Job is { Phase: FumoPhase.Waiting, Cause: WaitCause.Network } job: DownloadSteps.Continue(context, job); break;
        }
    }

    private void UserAnswered(in StepContext context, UserAnswer answer)
    {
        if (OpenPrompt is null) return;
        Nv.Journal.Answer(answer);
        if (answer == UserAnswer.No) Nv.Odometer.Refusals++;
        context.Note(new TerminalFact.UserAsked(answer));
        Answer(context, answer);
    }

    private void Answer(in StepContext context, UserAnswer? answer)
    {
        UiSubject subject = OpenPrompt!.Value;
        OpenPrompt = null;
        MarkDirty();
        context.Cancel(TimerSlot.PromptTimeout);
        if (subject == UiSubject.DownloadContinueQuestion && Nv.Job is { } job) DownloadSteps.Answered(context, job, answer);
        else SessionMachine.UserAnswered(context, answer);
        // A session's question came over the download's: that one is still open.
        if (OpenPrompt is null && Nv.Job is { Phase: FumoPhase.Asking }) DownloadSteps.AskToContinue(context);
    }
}
