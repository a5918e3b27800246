using FleetSim.Device;
using FleetSim.Device.Firmware;
using FleetSim.Scenarios.Life;
using FleetSim.Scenarios.Load;
using FleetSim.Telemetry;

namespace FleetSim.Grains;

/// <summary>
/// What a node counts of its handsets while they live: for the live view, the metrics and the latency figures. No grain that all
/// traffic passes through. Exact sums over the fleet come from the snapshots' odometers, not from here.
/// </summary>
public sealed partial class FleetLedger(FleetMetrics metrics)
{
    // The words of the metrics for our own closed sets; looked up once, not per event.
    private static readonly TriggerTag[] TriggerTags = Same<SessionTrigger, TriggerTag>("");
    private static readonly SessionTag[] SessionTags = Same<SessionOutcome, SessionTag>("");
    private static readonly ResumeTag[] ResumeTags = Same<WaitCause, ResumeTag>("");
    private static readonly ErrorTag[] FailureTags = Same<NetworkFailure, ErrorTag>("");
    private static readonly ErrorTag[] DroppedTags = Same<NotificationFault, ErrorTag>("Notification");

    private readonly long[] _registrations = new long[Enum.GetValues<RegistrationFact>().Length];
    private readonly long[] _outcomes = new long[Enum.GetValues<SessionOutcome>().Length];
    private readonly long[] _resumes = new long[Enum.GetValues<WaitCause>().Length];
    private readonly long[] _faults = new long[Enum.GetValues<FaultKind>().Length];
    private readonly long[] _answers = new long[Enum.GetValues<UserAnswer>().Length];
    private readonly long[] _errors = new long[Enum.GetValues<ErrorTag>().Length];
    private long _sessionsStarted;
    private long _downloading;
    private long _downloadsStarted;
    private long _firmwareSucceeded;
    private long _firmwareFailed;
    private long _octets;
    private long _duplicateOctets;
    private long _timers;
    private long _waking;

    /// <summary>Durations of completed sessions.</summary>
    public LatencyRecorder SessionLatency { get; } = new();

    /// <summary>Intended start of an arrival to its actual start.</summary>
    public LatencyRecorder ScheduleLag { get; } = new();

    public long Registrations(RegistrationFact kind) => Interlocked.Read(ref _registrations[(int)kind]);

    public long Sessions(SessionOutcome outcome) => Interlocked.Read(ref _outcomes[(int)outcome]);

    public long SessionsStarted => Interlocked.Read(ref _sessionsStarted);

    public long DownloadsRunning => Interlocked.Read(ref _downloading);

    public long DownloadsStarted => Interlocked.Read(ref _downloadsStarted);

    public long FirmwareSucceeded => Interlocked.Read(ref _firmwareSucceeded);

    public long FirmwareFailed => Interlocked.Read(ref _firmwareFailed);

    public long Octets => Interlocked.Read(ref _octets);

    public long DuplicateOctets => Interlocked.Read(ref _duplicateOctets);

    public long Resumes => _resumes.Sum();

    public long Refusals => Interlocked.Read(ref _answers[(int)UserAnswer.No]);

    public long Faults(FaultKind kind) => Interlocked.Read(ref _faults[(int)kind]);

    public long Errors(ErrorTag kind) => Interlocked.Read(ref _errors[(int)kind]);

    /// <summary>Handsets of this node in one state.</summary>
    public long DevicesIn(DeviceTag state) => metrics.DevicesIn(state);

    /// <summary>Handsets of this node that are switched on.</summary>
    public long SwitchedOn => Enum.GetValues<DeviceTag>().Where(t => t != DeviceTag.Off).Sum(metrics.DevicesIn);

    /// <summary>Handset timers that wait on this node.</summary>
    public long TimersWaiting => Interlocked.Read(ref _timers);

    /// <summary>Handsets that are being woken, or wait for their turn.</summary>
    public long BeingWoken => Interlocked.Read(ref _waking);

    /// <summary>Handsets that hibernate: switched on, and no activation.</summary>
    public HibernatedSet Hibernated { get; } = new();

    public void Appeared(Handset handset, HandsetLinks links)
    {
        if (Hibernated.Remove(handset.Index)) metrics.DeviceGone(DeviceTag.Hibernated);
        metrics.DeviceAppeared(links.CountedAs = StateOf(handset.Terminal));
    }

    /// <param name="hibernates">Nobody needed it; it is only a row until somebody does.</param>
    public void Gone(Handset handset, HandsetLinks links, bool hibernates)
    {
        metrics.DeviceGone(links.CountedAs);
        if (hibernates && handset.Terminal.Nv.PoweredOn && Hibernated.Add(handset.Index)) metrics.DeviceAppeared(DeviceTag.Hibernated);
    }

    /// <summary>Timers more (or fewer) that wait.</summary>
    public void Timers(int change) => Interlocked.Add(ref _timers, change);

    public void Waking(int change) => Interlocked.Add(ref _waking, change);

    public void Moved(Handset handset, HandsetLinks links)
    {
        DeviceTag now = StateOf(handset.Terminal);
        metrics.DeviceMoved(links.CountedAs, now);
        links.CountedAs = now;
    }

    public void Downloading(int change)
    {
        Interlocked.Add(ref _downloading, change);
        metrics.Downloading(change);
    }

    public void Injected(FaultKind kind)
    {
        Interlocked.Increment(ref _faults[(int)kind]);
        metrics.Fault(kind switch
        {
            FaultKind.ConfirmationLost => FaultTag.LostConfirmation,
            FaultKind.SignalLostInDownload => FaultTag.SignalLossInDownload,
            FaultKind.PowerLostInDownload => FaultTag.PowerCutInDownload,
            FaultKind.MemoryLowInDownload => FaultTag.MemoryLow,
            FaultKind.PowerLostInUpdate => FaultTag.PowerCutInUpdate,
            FaultKind.ReportAnswerLost => FaultTag.LostReportAnswer,
            _ => throw new System.Diagnostics.UnreachableException(),
        });
    }

    public void Failed(ErrorTag kind)
    {
        Interlocked.Increment(ref _errors[(int)kind]);
        metrics.Error(kind);
    }

    /// <summary>The answer to a DM message as the network gave it, before any planned loss.</summary>
    public void Exchanged(TerminalEvent answer)
    {
        metrics.DmMessage();
        if (answer is TerminalEvent.HttpReplied { Status: >= 500 }) Failed(ErrorTag.HttpStatus5xx);
        else if (answer is TerminalEvent.HttpReplied { Status: >= 400 }) Failed(ErrorTag.HttpStatus4xx);
        else if (answer is TerminalEvent.HttpFailed failed) Failed(FailureTags[(int)failed.Failure]);
    }

    public void Noted(TerminalFact fact)
    {
        switch (fact)
        {
            case TerminalFact.Registration registration: Registered(registration.Kind); break;
            case TerminalFact.SessionStarted:
                Interlocked.Increment(ref _sessionsStarted);
                metrics.SessionStarted();
                break;
            case TerminalFact.SessionEnded ended: SessionEnded(ended); break;
            case TerminalFact.NotificationDropped dropped: Failed(DroppedTags[(int)dropped.Fault]); break;
            case TerminalFact.DownloadStarted:
                Interlocked.Increment(ref _downloadsStarted);
                metrics.DownloadStarted();
                break;
            case TerminalFact.DownloadResumed resumed:
                Interlocked.Increment(ref _resumes[(int)resumed.Cause]);
                metrics.Resumed(ResumeTags[(int)resumed.Cause]);
                break;
            case TerminalFact.OctetsReceived received:
                Interlocked.Add(ref _octets, received.Octets);
                Interlocked.Add(ref _duplicateOctets, received.Duplicate);
                metrics.OctetsReceived(received.Octets, received.Duplicate);
                break;
            case TerminalFact.FirmwareFinished finished: FirmwareFinished(finished.Result); break;
            case TerminalFact.UserAsked asked:
                Interlocked.Increment(ref _answers[(int)asked.Answer]);
                metrics.Answered(asked.Answer == UserAnswer.Yes ? AnswerTag.Yes : AnswerTag.No);
                break;
            case TerminalFact.StaleCompletion: Failed(ErrorTag.StaleCompletion); break;
            case TerminalFact.UpdateResumed or TerminalFact.ReportAnswered: break;
            default: throw new System.Diagnostics.UnreachableException();
        }
    }

    private void Registered(RegistrationFact kind)
    {
        Interlocked.Increment(ref _registrations[(int)kind]);
        metrics.Registered(kind switch
        {
            RegistrationFact.Sent => RegistrationTag.Sent,
            RegistrationFact.Redelivered => RegistrationTag.Redelivered,
            RegistrationFact.Confirmed => RegistrationTag.Confirmed,
            RegistrationFact.Refused => RegistrationTag.Refused,
            RegistrationFact.Rejected => RegistrationTag.Rejected,
            _ => throw new System.Diagnostics.UnreachableException(),
        });
    }

    private void SessionEnded(TerminalFact.SessionEnded ended)
    {
        Interlocked.Increment(ref _outcomes[(int)ended.Outcome]);
        if (ended.Outcome == SessionOutcome.Completed) SessionLatency.Record(ended.Duration);
        if (ended.Outcome == SessionOutcome.AuthenticationFailed) Failed(ErrorTag.Authentication);
        if (ended.Outcome == SessionOutcome.ServerMistake) Failed(ErrorTag.BadMessage);
        metrics.SessionEnded(TriggerTags[(int)ended.Trigger], SessionTags[(int)ended.Outcome], ended.Duration);
    }

    private void FirmwareFinished(int result)
    {
        Interlocked.Increment(ref result == FumoResult.Success ? ref _firmwareSucceeded : ref _firmwareFailed);
        metrics.FirmwareFinished(result switch
        {
            FumoResult.Success => FirmwareTag.Succeeded,
            FumoResult.UserCancelled => FirmwareTag.UserRefused,
            FumoResult.CorruptedPackage => FirmwareTag.Corrupted,
            FumoResult.BadUrl or FumoResult.DownloadNetworkError => FirmwareTag.DownloadFailed,
            _ => FirmwareTag.OtherFailure,
        });
    }

    private static DeviceTag StateOf(Terminal terminal) => terminal.Nv switch
    {
        { PoweredOn: false } => DeviceTag.Off,
        { Job.Phase: FumoPhase.Updating } => DeviceTag.Updating,
        { Job.IsUnderWay: true } => DeviceTag.Downloading,
        _ when terminal.IsInSession => DeviceTag.InSession,
        _ when !terminal.HasHomeSim => DeviceTag.Idle,
        { RegisteredImsi: var mark } when mark == terminal.Sim!.Imsi.Value => DeviceTag.Registered,
        _ => DeviceTag.Unconfirmed,
    };

    /// <summary>The member of another list with the same name (behind a prefix), for each member of a list that counts from 0.</summary>
    private static TTag[] Same<TOwn, TTag>(string prefix)
        where TOwn : struct, Enum
        where TTag : struct, Enum => [.. Enum.GetNames<TOwn>().Select(name => Enum.Parse<TTag>(prefix + name))];
}
