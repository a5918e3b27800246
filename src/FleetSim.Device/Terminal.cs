using System.Globalization;
using FleetSim.Device.Accounts;
using FleetSim.Device.Firmware;
using FleetSim.Device.Objects;
using FleetSim.Device.Quirks;
using FleetSim.Device.Registration;
using FleetSim.Device.Session;
using FleetSim.Device.Tree;
using FleetSim.Device.Ui;
using FleetSim.Protocol.Ddf;
using FleetSim.Protocol.Identity;
using FleetSim.Protocol.Sms;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Device;

/// <summary>
/// One handset, its whole behaviour. <see cref="Step"/> takes what happened and says what to do; it knows no clock, no
/// chance but its own, and does nothing itself. It only hands the event to the smaller machines.
/// </summary>
public sealed class Terminal
{
    private UnderWay? _underWay;
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
    public bool IsTransferring => FumoOwner is { Phase: FumoPhase.Fetching };

    /// <summary>True when NV changed since the last <see cref="TakeDirty"/>.</summary>
    public bool IsDirty { get; private set; }

    /// <summary>
    /// True when NV changed in a way that may be stored with the end of the session under way: that it began. A crash of the emulator that loses it has lost the session with it.
    /// </summary>
    public bool IsDeferred { get; private set; }

    internal Chance Chance { get; }

    internal DmSession? Session
    {
        get => _underWay?.Session;
        set => Set(value is null)?.Session = value;
    }

    /// <summary>A notification that waits for the end of the session.</summary>
    internal GenuineNotification? Postponed
    {
        get => _underWay?.Postponed;
        set => Set(value is null)?.Postponed = value;
    }

    /// <summary>A bootstrap push that waits for the user's PIN.</summary>
    internal PendingBootstrap? Bootstrap
    {
        get => _underWay?.Bootstrap;
        set => Set(value is null)?.Bootstrap = value;
    }

    /// <summary>Parts of pushes that came in several messages; null: none did.</summary>
    internal MessageReassembler? Parts
    {
        get => _underWay?.Parts;
        set => Set(value is null)?.Parts = value;
    }

    internal int SmsRequest { get; set; }

    /// <summary>Number of the firmware request under way; 0: none. There is one at a time.</summary>
    internal int FumoRequest
    {
        get => _underWay?.FumoRequest ?? 0;
        private set => Set(value is 0)?.FumoRequest = value;
    }

    /// <summary>The job whose request it is.</summary>
    internal FirmwareJob? FumoOwner
    {
        get => _underWay?.FumoOwner;
        private set => Set(value is null)?.FumoOwner = value;
    }

    internal UiSubject? OpenPrompt
    {
        get => _underWay?.OpenPrompt;
        set => Set(value is null)?.OpenPrompt = value;
    }

    /// <summary>Where the registration message goes and DM's messages must come from (REG-05, REG-12).</summary>
    internal string ServiceNumber => Written(Model.Registration.NumberNode) ?? Model.Registration.ServiceNumber;

    internal ushort ServicePort =>
        ushort.TryParse(Written(Model.Registration.PortNode), NumberStyles.None, CultureInfo.InvariantCulture, out ushort port) ? port : Model.Registration.Port;

    /// <summary>True while a DM session is open (from package #0 or the report's start to its end).</summary>
    public bool IsInSession => Session is not null;

    /// <summary>Where to note something under way; null: it is nothing, and there is nothing to take back.</summary>
    private UnderWay? Set(bool nothing) => nothing ? _underWay : _underWay ??= new UnderWay();

    /// <summary>Takes one event; the actions it leads to are appended in order. Never throws for anything a peer sent.</summary>
    public void Step(TerminalEvent happened, List<TerminalAction> actions)
    {
        if (Model.Quirks.Count == 0) StepAlone(happened, actions);
        else QuirkSteps.Step(this, happened, actions);
        if (Model.Quirks.Count == 0 && Session is { Request: > 0 } waiting) waiting.Forget();
        if (_underWay is { IsNothing: true }) _underWay = null;
    }

    /// <summary>The step itself, with nothing around it.</summary>
    internal void StepAlone(TerminalEvent happened, List<TerminalAction> actions)
    {
        StepContext context = new(this, happened.At, actions);
        switch (happened)
        {
            case TerminalEvent.PowerOn on: PowerOn(context, on); break;
            case TerminalEvent.Revived revived: Revive(context, revived); break;
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
            case TerminalEvent.FetchStarted head when IsCurrent(context, head.Request): TransferSteps.Started(context, FumoOwner!, head); break;
            case TerminalEvent.FetchOctets octets when IsCurrent(context, octets.Request): TransferSteps.Received(context, FumoOwner!, octets.Octets); break;
            case TerminalEvent.FetchEnded ended when IsCurrent(context, ended.Request): TransferSteps.Ended(context, FumoOwner!, ended.Failure); break;
            case TerminalEvent.FetchStarted or TerminalEvent.FetchOctets or TerminalEvent.FetchEnded: break;
            case TerminalEvent.TimerFired timer: TimerFired(context, timer.Slot); break;
            case TerminalEvent.UserAnswered answered: UserAnswered(context, answered); break;
            case TerminalEvent.SmsReceipt: break; // swallowed: neither shown nor kept (REG-17)
            case TerminalEvent.FactoryReset: Reset(context); break;
            case TerminalEvent.UserChangesSetting setting: UserChanges(context, setting); break;
            case TerminalEvent.UserCancelledDownload: Interruptions.Cancelled(context); break;
            default: throw new System.Diagnostics.UnreachableException();
        }

        FumoMachine.StepOver(context);
        BootstrapReader.StepOver(context);
    }

    /// <summary>Reads a node as a Get of that server would; without one, as the handset itself.</summary>
    public TreeReading Read(string uri, string? serverId = null) => Tree.Get(serverId, uri, Live);

    /// <summary>What a server wrote into a node of the model's; null: no such node, or nobody may write there.</summary>
    private string? Written(string uri)
    {
        int node = Tree.Template.Find(uri);
        return node >= 0 && Tree.Template.Nodes[node].Access.HasFlag(AccessTypes.Replace) ? Tree.Stored(node) : null;
    }

    /// <summary>True once after a change of NV.</summary>
    /// <param name="early">True: what may wait for the end of its session as well.</param>
    public bool TakeDirty(bool early = false)
    {
        if (!IsDirty && !(early && IsDeferred)) return false;
        IsDirty = IsDeferred = false;
        return true;
    }

    internal int NextRequest() => ++_lastRequest;

    /// <summary>Number of the firmware request that begins.</summary>
    internal int BeginFirmwareRequest(FirmwareJob job)
    {
        (FumoRequest, FumoOwner) = (NextRequest(), job);
        return FumoRequest;
    }

    /// <summary>Whatever still comes of the firmware request is stale.</summary>
    internal void EndFirmwareRequest() => (FumoRequest, FumoOwner) = (0, null);

    internal void MarkDirty() => IsDirty = true;

    /// <summary>A session began; its end marks it as changed.</summary>
    internal void MarkDeferred() => IsDeferred = true;

    /// <summary>The tree before the Atomic that waits for its user; null: there is none.</summary>
    internal TreeOverlay? Unfinished => Session?.Line.Atomic is { Stopped: false } atomic && !Model.TreeBehaviour.RollBackFails ? atomic.Mark : null;

    /// <summary>Somebody other than the server is about to change the tree: an Atomic that waits for its user has failed, and undoing it takes nothing else along.</summary>
    internal void EndAtomic(in StepContext context)
    {
        if (Session is { } session) CommandExecutor.Abandon(context, session);
    }

    private FirmwareJob? JobOf(TreeNode node) => Nv.Firmware is { } memory && FumoObject.RootOf(Model.Tree, node) is { } root ? memory.JobOf(root) : null;

    internal string? Live(TreeNode node) => node.Source switch
    {
        NodeSource.DeviceId => Imei.ToLocUri(),
        NodeSource.SoftwareVersion => SoftwareVersion,
        NodeSource.FumoState => (JobOf(node)?.State ?? 10).ToString(CultureInfo.InvariantCulture),
        NodeSource.FumoPackageName => JobOf(node)?.Name ?? "",
        NodeSource.FumoPackageVersion => JobOf(node)?.NewVersion ?? "",
        NodeSource.Stored => null,
        _ => AccountObject.Value(this, node.Source),
    };

    private void PowerOn(in StepContext context, TerminalEvent.PowerOn on)
    {
        if (Nv.PoweredOn) return;
        (Nv.PoweredOn, Nv.HasSignal, Nv.HasMemory, Sim) = (true, true, true, MainSim(on.Sim, on.SecondSim));
        MarkDirty();
        RegistrationMachine.Boot(context, on.Abroad);
        FumoMachine.Boot(context);
        ContactNewServer(context);
    }

    private void Revive(in StepContext context, TerminalEvent.Revived revived)
    {
        Sim = MainSim(revived.Sim, revived.SecondSim);
        if (!Nv.PoweredOn) return;
        RegistrationMachine.Revive(context);
        FumoMachine.Revive(context);
        ContactNewServer(context);
    }

    /// <summary>A dual-SIM handset has one IMEI and one SIM that registers: the first one of its operator.</summary>
    private Sim? MainSim(Sim? first, Sim? second) => !Model.Registration.IsHome(first) && Model.Registration.IsHome(second) ? second : first ?? second;

    /// <summary>The first session with a server that came by bootstrap, at the next opportunity. Spec: OMA-TS-DM_Bootstrap-V1_2_1, 5.</summary>
    private void ContactNewServer(in StepContext context)
    {
        if (AccountBook.FirstContact(this) is { } account) SessionMachine.StartOwn(context, SessionTrigger.Bootstrap, account);
    }

    /// <summary>Back to the factory's settings; the registration mark is none of them (REG-08).</summary>
    private void Reset(in StepContext context)
    {
        EndAtomic(context);
        Tree.Reset();
        AccountTree.Changed(this);
        if (Model.Registration.ResetClearsMark) Nv.RegisteredImsi = 0;
        MarkDirty();
    }

    private void UserChanges(in StepContext context, TerminalEvent.UserChangesSetting setting)
    {
        EndAtomic(context);
        if (Model.Ui.ParameterMenu && Tree.Replace(null, setting.Uri, null, setting.Value, setting.At) == StatusCode.Ok) MarkDirty();
    }

    private void PowerOff(in StepContext context)
    {
        Nv.PoweredOn = false;
        MarkDirty();
        (OpenPrompt, Postponed, Bootstrap, Parts) = (null, null, null, null);
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
        EndFirmwareRequest();
        if (Session is { Request: > 0 } session) SessionMachine.Failed(context, session, NetworkFailure.ConnectionLost);
        Interruptions.SignalLost(context);
    }

    private void SignalBack(in StepContext context)
    {
        if (Nv.HasSignal) return;
        Nv.HasSignal = true;
        MarkDirty();
        Interruptions.SignalBack(context);
        ResultReports.Deliver(context);
        ContactNewServer(context);
    }

    private void MemoryLow(in StepContext context)
    {
        if (!Nv.HasMemory) return;
        Nv.HasMemory = false;
        MarkDirty();
        Interruptions.MemoryLow(context);
    }

    private void MemoryFree(in StepContext context)
    {
        if (Nv.HasMemory) return;
        Nv.HasMemory = true;
        MarkDirty();
        Interruptions.MemoryFree(context);
    }

    private void HttpReplied(in StepContext context, TerminalEvent.HttpReplied reply)
    {
        if (Session is { } session && session.Request == reply.Request) ServerMessage.Replied(context, session, reply);
        else if (IsCurrent(context, reply.Request)) FumoMachine.Replied(context, FumoOwner!, reply);
    }

    private void HttpFailed(in StepContext context, TerminalEvent.HttpFailed failed)
    {
        if (Session is { } session && session.Request == failed.Request) SessionMachine.Failed(context, session, failed.Failure);
        else if (IsCurrent(context, failed.Request)) FumoMachine.NotAnswered(context, FumoOwner!, failed.Failure);
    }

    /// <summary>True when the completion belongs to the firmware request that is under way; a stale one is counted and dropped.</summary>
    private bool IsCurrent(in StepContext context, int request)
    {
        if (request == FumoRequest && FumoOwner is not null) return true;
        context.Note(new TerminalFact.StaleCompletion());
        return false;
    }

    private void TimerFired(in StepContext context, TimerSlot slot)
    {
        switch (slot)
        {
            case TimerSlot.PromptTimeout when OpenPrompt is not null: Answer(context, null); break;
            case TimerSlot.PromptTimeout: break;
            case TimerSlot.SessionRetry: if (Session is { } session) SessionMachine.RetryDue(context, session); break;
            case TimerSlot.RegistrationRetry: RegistrationMachine.ResendDue(context); break;
            default: FumoMachine.TimerFired(context, slot); break;
        }
    }

    private void UserAnswered(in StepContext context, TerminalEvent.UserAnswered answered)
    {
        if (OpenPrompt is null) return;
        Nv.Journal.Answer(answered.Answer);
        if (answered.Answer == UserAnswer.No) Nv.Odometer.Refusals++;
        context.Note(new TerminalFact.UserAsked(answered.Answer));
        Answer(context, answered);
    }

    /// <summary>The answer goes to whom it asked; null: none came in time.</summary>
    private void Answer(in StepContext context, TerminalEvent.UserAnswered? answered)
    {
        UiSubject subject = OpenPrompt!.Value;
        OpenPrompt = null;
        MarkDirty();
        context.Cancel(TimerSlot.PromptTimeout);
        if (subject == UiSubject.DownloadContinueQuestion) Interruptions.Answered(context, answered?.Answer);
        else if (subject == UiSubject.BootstrapPin) BootstrapReader.Answered(context, answered);
        else SessionMachine.UserAnswered(context, answered);
    }
}
