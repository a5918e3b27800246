namespace FleetSim.Device;

/// <summary>What is counted and measured of a handset. No identities: the count is over the fleet.</summary>
public abstract record TerminalFact
{
    public sealed record Registration(RegistrationFact Kind) : TerminalFact;

    public sealed record SessionStarted(SessionTrigger Trigger) : TerminalFact;

    /// <param name="Duration">From the trigger to the end, without the time in which the user was being asked.</param>
    public sealed record SessionEnded(SessionTrigger Trigger, SessionOutcome Outcome, TimeSpan Duration) : TerminalFact;

    public sealed record NotificationDropped(NotificationFault Fault) : TerminalFact;

    public sealed record DownloadStarted : TerminalFact;

    public sealed record DownloadResumed(Firmware.WaitCause Cause) : TerminalFact;

    public sealed record OctetsReceived(int Octets, int Duplicate) : TerminalFact;

    public sealed record UpdateResumed : TerminalFact;

    /// <param name="Result">FUMO result code: 200 success.</param>
    public sealed record FirmwareFinished(int Result) : TerminalFact;

    public sealed record ReportAnswered : TerminalFact;

    public sealed record UserAsked(UserAnswer Answer) : TerminalFact;

    public sealed record StaleCompletion : TerminalFact;
}

public enum RegistrationFact
{
    Sent,
    Redelivered,
    Confirmed,
    Refused,
    Rejected,
}

public enum SessionTrigger
{
    Notification,
    Report,

    /// <summary>The first contact of an account that arrived by message.</summary>
    Bootstrap,
}

public enum SessionOutcome
{
    Completed,
    Aborted,
    NetworkFailed,
    TimedOut,
    AuthenticationFailed,
    ServerMistake,
    PowerLost,
}

public enum NotificationFault
{
    ForeignSender,
    Malformed,
    UnknownServer,
    WrongDigest,
    Busy,
    Repeated,

    /// <summary>A bootstrap without MAC.</summary>
    Unguarded,
}
