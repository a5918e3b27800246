using System.Collections.Frozen;

namespace FleetSim.Device.Firmware;

/// <summary>What can happen to a firmware job.</summary>
public enum FumoInput
{
    /// <summary>Exec on Download or DownloadAndUpdate.</summary>
    Exec,
    ExecUpdate,

    /// <summary>Replace of Update/PkgData.</summary>
    PackageData,

    /// <summary>Replace of a PkgURL of the object.</summary>
    UrlReplaced,

    DescriptorRead,

    /// <summary>PkgURL names the package itself.</summary>
    PackageFound,
    ObjectComplete,
    Failed,
    NetworkFailed,
    SignalLost,
    MemoryLow,
    PowerOff,
    Boot,
    EmulatorBack,
    ContinueDescribing,
    ContinueFetching,

    /// <summary>There is no signal, or no memory.</summary>
    CannotContinue,

    /// <summary>Another job has the turn.</summary>
    NotItsTurn,
    ParkDue,
    UserNo,
    UserSilent,
    UserCancelled,

    /// <summary>The update begins.</summary>
    UpdateDue,

    /// <summary>The update is the server's to command (D2).</summary>
    CommandDue,

    /// <summary>A package that this one builds on is yet to be installed.</summary>
    MustWait,
    BlockWritten,
    UpdateDone,

    /// <summary>The server knows, or will never ask: clean-up.</summary>
    ReportDone,

    /// <summary>There are no reports in this version of DM.</summary>
    NoReport,
}

/// <summary>
/// The transition table of a firmware job. What stands nowhere here is ignored in that phase.
/// <code>
/// phase      | input -> phase
/// Idle       | Exec -> Queued; PackageData -> Ready
/// Queued     | ContinueDescribing -> Describing; ContinueFetching -> Fetching; SignalLost, MemoryLow, PowerOff -> Waiting; UserCancelled -> Reporting
/// Describing | DescriptorRead, PackageFound -> Fetching; ContinueDescribing -> Describing (redirect); and (*)
/// Fetching   | ObjectComplete -> Downloaded; ContinueFetching -> Fetching (redirect, starts over); and (*)
///        (*) | Failed, UserCancelled -> Reporting; NetworkFailed, SignalLost, MemoryLow, PowerOff, EmulatorBack -> Waiting
/// Waiting    | Boot -> Asking; PowerOff -> Waiting; ParkDue -> Parked; Failed, UserCancelled -> Reporting; and (+)
/// Parked     | Boot -> Asking; PowerOff -> Waiting; UserCancelled -> Reporting; and (+)
/// Asking     | UserNo -> Reporting; UserSilent, PowerOff -> Waiting; and (+)
///        (+) | ContinueDescribing -> Describing; ContinueFetching -> Fetching; CannotContinue -> Waiting; NotItsTurn -> Queued
/// Downloaded | UpdateDue -> Updating; CommandDue -> Ready; MustWait -> Held; Failed -> Reporting; PowerOff, Boot -> Downloaded
/// Ready      | ExecUpdate -> Held; PackageData -> Ready; UrlReplaced -> Idle; PowerOff, Boot -> Ready
/// Held       | UpdateDue -> Updating; MustWait -> Held; Failed -> Reporting; PowerOff, Boot -> Held
/// Updating   | BlockWritten, PowerOff, Boot -> Updating; UpdateDone -> Reporting
/// Reporting  | ReportDone -> Idle; NoReport -> Ended; Exec -> Queued; PackageData -> Ready; PowerOff, Boot -> Reporting
/// Ended      | Exec -> Queued; PackageData -> Ready; UrlReplaced -> Idle; PowerOff, Boot -> Ended
/// </code>
/// Spec: OMA-TS-DM-FUMO-V1_0, 5; QB-E-008, FUM-17 (the update follows the download), EXC-04..11 (interruptions).
/// </summary>
public static class FumoTable
{
    private static readonly FrozenDictionary<(FumoPhase, FumoInput), FumoPhase> Next = Build().ToFrozenDictionary(t => (t.From, t.On), t => t.To);

    /// <summary>The next phase, or null when the input means nothing in this phase.</summary>
    public static FumoPhase? After(FumoPhase phase, FumoInput input) => Next.TryGetValue((phase, input), out FumoPhase next) ? next : null;

    private static IEnumerable<(FumoPhase From, FumoInput On, FumoPhase To)> Build() =>
    [
        .. Commanded(FumoPhase.Idle),

        (FumoPhase.Queued, FumoInput.ContinueDescribing, FumoPhase.Describing),
        (FumoPhase.Queued, FumoInput.ContinueFetching, FumoPhase.Fetching),
        (FumoPhase.Queued, FumoInput.SignalLost, FumoPhase.Waiting),
        (FumoPhase.Queued, FumoInput.MemoryLow, FumoPhase.Waiting),
        (FumoPhase.Queued, FumoInput.PowerOff, FumoPhase.Waiting),
        (FumoPhase.Queued, FumoInput.UserCancelled, FumoPhase.Reporting),

        (FumoPhase.Describing, FumoInput.DescriptorRead, FumoPhase.Fetching),
        (FumoPhase.Describing, FumoInput.PackageFound, FumoPhase.Fetching),
        (FumoPhase.Describing, FumoInput.ContinueDescribing, FumoPhase.Describing),
        .. Interrupted(FumoPhase.Describing),

        (FumoPhase.Fetching, FumoInput.ObjectComplete, FumoPhase.Downloaded),
        (FumoPhase.Fetching, FumoInput.ContinueFetching, FumoPhase.Fetching),
        .. Interrupted(FumoPhase.Fetching),

        (FumoPhase.Waiting, FumoInput.Boot, FumoPhase.Asking),
        (FumoPhase.Waiting, FumoInput.PowerOff, FumoPhase.Waiting),
        (FumoPhase.Waiting, FumoInput.ParkDue, FumoPhase.Parked),
        (FumoPhase.Waiting, FumoInput.Failed, FumoPhase.Reporting),
        (FumoPhase.Waiting, FumoInput.UserCancelled, FumoPhase.Reporting),
        .. Continued(FumoPhase.Waiting),

        (FumoPhase.Parked, FumoInput.Boot, FumoPhase.Asking),
        (FumoPhase.Parked, FumoInput.PowerOff, FumoPhase.Waiting),
        (FumoPhase.Parked, FumoInput.UserCancelled, FumoPhase.Reporting),
        .. Continued(FumoPhase.Parked),

        (FumoPhase.Asking, FumoInput.UserNo, FumoPhase.Reporting),
        (FumoPhase.Asking, FumoInput.UserSilent, FumoPhase.Waiting),
        (FumoPhase.Asking, FumoInput.PowerOff, FumoPhase.Waiting),
        .. Continued(FumoPhase.Asking),

        (FumoPhase.Downloaded, FumoInput.CommandDue, FumoPhase.Ready),
        .. BeforeUpdate(FumoPhase.Downloaded),
        .. Lasting(FumoPhase.Downloaded),

        (FumoPhase.Ready, FumoInput.ExecUpdate, FumoPhase.Held),
        (FumoPhase.Ready, FumoInput.PackageData, FumoPhase.Ready),
        (FumoPhase.Ready, FumoInput.UrlReplaced, FumoPhase.Idle),
        .. Lasting(FumoPhase.Ready),

        .. BeforeUpdate(FumoPhase.Held),
        .. Lasting(FumoPhase.Held),

        (FumoPhase.Updating, FumoInput.BlockWritten, FumoPhase.Updating),
        (FumoPhase.Updating, FumoInput.UpdateDone, FumoPhase.Reporting),
        .. Lasting(FumoPhase.Updating),

        (FumoPhase.Reporting, FumoInput.ReportDone, FumoPhase.Idle),
        (FumoPhase.Reporting, FumoInput.NoReport, FumoPhase.Ended),
        .. Commanded(FumoPhase.Reporting),
        .. Lasting(FumoPhase.Reporting),

        (FumoPhase.Ended, FumoInput.UrlReplaced, FumoPhase.Idle),
        .. Commanded(FumoPhase.Ended),
        .. Lasting(FumoPhase.Ended),
    ];

    private static IEnumerable<(FumoPhase, FumoInput, FumoPhase)> Commanded(FumoPhase phase) =>
    [
        (phase, FumoInput.Exec, FumoPhase.Queued),
        (phase, FumoInput.PackageData, FumoPhase.Ready),
    ];

    private static IEnumerable<(FumoPhase, FumoInput, FumoPhase)> Interrupted(FumoPhase phase) =>
    [
        (phase, FumoInput.Failed, FumoPhase.Reporting),
        (phase, FumoInput.UserCancelled, FumoPhase.Reporting),
        (phase, FumoInput.NetworkFailed, FumoPhase.Waiting),
        (phase, FumoInput.SignalLost, FumoPhase.Waiting),
        (phase, FumoInput.MemoryLow, FumoPhase.Waiting),
        (phase, FumoInput.PowerOff, FumoPhase.Waiting),
        (phase, FumoInput.EmulatorBack, FumoPhase.Waiting),
    ];

    private static IEnumerable<(FumoPhase, FumoInput, FumoPhase)> Continued(FumoPhase phase) =>
    [
        (phase, FumoInput.ContinueDescribing, FumoPhase.Describing),
        (phase, FumoInput.ContinueFetching, FumoPhase.Fetching),
        (phase, FumoInput.CannotContinue, FumoPhase.Waiting),
        (phase, FumoInput.NotItsTurn, FumoPhase.Queued),
    ];

    private static IEnumerable<(FumoPhase, FumoInput, FumoPhase)> BeforeUpdate(FumoPhase phase) =>
    [
        (phase, FumoInput.UpdateDue, FumoPhase.Updating),
        (phase, FumoInput.MustWait, FumoPhase.Held),
        (phase, FumoInput.Failed, FumoPhase.Reporting),
    ];

    /// <summary>Power does not matter: what is held is held.</summary>
    private static IEnumerable<(FumoPhase, FumoInput, FumoPhase)> Lasting(FumoPhase phase) =>
    [
        (phase, FumoInput.PowerOff, phase),
        (phase, FumoInput.Boot, phase),
    ];
}
