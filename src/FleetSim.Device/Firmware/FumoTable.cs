using System.Collections.Frozen;

namespace FleetSim.Device.Firmware;

/// <summary>What can happen to a firmware job.</summary>
public enum FumoInput
{
    Exec,
    DescriptorRead,
    ObjectComplete,
    Failed,
    NetworkFailed,
    SignalLost,
    MemoryLow,
    PowerOff,
    Boot,
    ContinueDescribing,
    ContinueFetching,
    CannotContinue,
    UserNo,
    UserSilent,
    UserCancelled,
    BlockWritten,
    UpdateDone,
    ReportDone,
}

/// <summary>
/// The transition table of a firmware job. What stands nowhere here is ignored in that phase.
/// <code>
/// phase      | input -> phase
/// Idle       | Exec -> Describing
/// Describing | DescriptorRead -> Fetching; Failed, UserCancelled -> Reporting; NetworkFailed, SignalLost, MemoryLow, PowerOff -> Waiting
/// Fetching   | ObjectComplete -> Updating; ContinueFetching -> Fetching (starts over); Failed, UserCancelled -> Reporting;
///            | NetworkFailed, SignalLost, MemoryLow, PowerOff -> Waiting
/// Waiting    | ContinueDescribing -> Describing; ContinueFetching -> Fetching; Boot -> Asking; PowerOff -> Waiting; Failed, UserCancelled -> Reporting;
///            | CannotContinue -> Waiting (no signal or memory)
/// Asking     | ContinueDescribing -> Describing; ContinueFetching -> Fetching; UserNo -> Reporting; UserSilent, PowerOff, CannotContinue -> Waiting
/// Updating   | BlockWritten, PowerOff, Boot -> Updating; UpdateDone -> Reporting
/// Reporting  | PowerOff, Boot -> Reporting; ReportDone -> Idle
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
        (FumoPhase.Idle, FumoInput.Exec, FumoPhase.Describing),

        (FumoPhase.Describing, FumoInput.DescriptorRead, FumoPhase.Fetching),
        .. Interrupted(FumoPhase.Describing),

        (FumoPhase.Fetching, FumoInput.ObjectComplete, FumoPhase.Updating),
        (FumoPhase.Fetching, FumoInput.ContinueFetching, FumoPhase.Fetching),
        .. Interrupted(FumoPhase.Fetching),

        .. Continued(FumoPhase.Waiting),
        (FumoPhase.Waiting, FumoInput.Boot, FumoPhase.Asking),
        (FumoPhase.Waiting, FumoInput.PowerOff, FumoPhase.Waiting),
        (FumoPhase.Waiting, FumoInput.Failed, FumoPhase.Reporting),
        (FumoPhase.Waiting, FumoInput.UserCancelled, FumoPhase.Reporting),

        .. Continued(FumoPhase.Asking),
        (FumoPhase.Asking, FumoInput.UserNo, FumoPhase.Reporting),
        (FumoPhase.Asking, FumoInput.UserSilent, FumoPhase.Waiting),
        (FumoPhase.Asking, FumoInput.PowerOff, FumoPhase.Waiting),

        (FumoPhase.Updating, FumoInput.BlockWritten, FumoPhase.Updating),
        (FumoPhase.Updating, FumoInput.PowerOff, FumoPhase.Updating),
        (FumoPhase.Updating, FumoInput.Boot, FumoPhase.Updating),
        (FumoPhase.Updating, FumoInput.UpdateDone, FumoPhase.Reporting),

        (FumoPhase.Reporting, FumoInput.PowerOff, FumoPhase.Reporting),
        (FumoPhase.Reporting, FumoInput.Boot, FumoPhase.Reporting),
        (FumoPhase.Reporting, FumoInput.ReportDone, FumoPhase.Idle),
    ];

    private static IEnumerable<(FumoPhase, FumoInput, FumoPhase)> Interrupted(FumoPhase phase) =>
    [
        (phase, FumoInput.Failed, FumoPhase.Reporting),
        (phase, FumoInput.UserCancelled, FumoPhase.Reporting),
        (phase, FumoInput.NetworkFailed, FumoPhase.Waiting),
        (phase, FumoInput.SignalLost, FumoPhase.Waiting),
        (phase, FumoInput.MemoryLow, FumoPhase.Waiting),
        (phase, FumoInput.PowerOff, FumoPhase.Waiting),
    ];

    private static IEnumerable<(FumoPhase, FumoInput, FumoPhase)> Continued(FumoPhase phase) =>
    [
        (phase, FumoInput.ContinueDescribing, FumoPhase.Describing),
        (phase, FumoInput.ContinueFetching, FumoPhase.Fetching),
        (phase, FumoInput.CannotContinue, FumoPhase.Waiting),
    ];
}
