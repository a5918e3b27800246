namespace FleetSim.Platform.Engine;

internal enum JobKind
{
    Collect,
    Firmware,
}

/// <summary>
/// Where a job stands. <c>session</c> is a DM session of the handset, <c>silence</c> is maxAttempts notifications without one.
/// <code>
/// state        event                                      next
/// Waiting      notification sent                          Notified
/// Notified     session: all read and repaired             Done        (collect)
/// Notified     session: already the target version        Done        (firmware)
/// Notified     session: Exec answered 2xx                 Accepted    (firmware)
/// Notified     session: 304, 214, 215, 408                Refused     (firmware)
/// Notified     session: any other failure                 Failed
/// Notified     silence, user was to be asked              Refused
/// Notified     silence                                    Unreachable
/// Accepted     Alert 1226, success                        Reported    (of several packages: when all have it)
/// Accepted     Alert 1226, failure                        Failed
/// Accepted     DM 1.1, version read, as intended          Succeeded
/// Accepted     DM 1.1, State 20, 70, 80, or at rest       Failed
/// Accepted     DM 1.1, silence                            Unreachable
/// Reported     version read back, as intended             Succeeded
/// Reported     version read back, another                 Failed
/// Reported     silence                                    Unreachable
/// Unreachable  late session by notification               as Notified
/// any          Alert 1226 of this job                     as Accepted
/// </code>
/// </summary>
internal enum JobState
{
    Waiting,
    Notified,
    Accepted,
    Reported,
    Done,
    Succeeded,
    Failed,
    Refused,
    Unreachable,
}

/// <summary>One piece of work for one handset. Guarded by the lock on its device.</summary>
internal sealed class Job(JobKind kind)
{
    public JobKind Kind { get; } = kind;

    public JobState State { get; set; } = JobState.Waiting;

    /// <summary>Notifications since the last sign of life.</summary>
    public int Attempts { get; set; }

    /// <summary>Sessions that were opened for this job.</summary>
    public int Sessions { get; set; }

    /// <summary>The session id of the last notification; 0 before the first.</summary>
    public ushort SessionId { get; set; }

    /// <summary>Which entry of the wave's queue is the valid one; every (re)scheduling takes the next number.</summary>
    public int Stamp { get; set; }

    /// <summary>True while the platform owes the handset something: a notification or a session.</summary>
    public bool IsOpen => State is JobState.Waiting or JobState.Notified or JobState.Reported || IsPolled;

    /// <summary>True for an order at a handset that reports nothing: the platform looks for the result itself.</summary>
    public bool IsPolled => State == JobState.Accepted && ReportsNothing;

    /// <summary>True when the handset speaks DM 1.1, which has no Alert 1226.</summary>
    public bool ReportsNothing { get; set; }
}
