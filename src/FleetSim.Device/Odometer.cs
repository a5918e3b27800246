namespace FleetSim.Device;

/// <summary>
/// What one handset did in its whole life, kept in its own snapshot: sums over a fleet are exact also after a crash,
/// because nothing is counted that is not committed together with its cause.
/// </summary>
public sealed class Odometer
{
    public int RegistrationsSent { get; set; }

    public int RegistrationsRedelivered { get; set; }

    public int RegistrationsConfirmed { get; set; }

    public int RegistrationsRejected { get; set; }

    /// <summary>Genuine notifications and reports of its own: occasions for a session.</summary>
    public int SessionsOffered { get; set; }

    /// <summary>Sessions whose package 1 went out; one that the emulator's crash ended is neither completed nor failed.</summary>
    public int SessionsStarted { get; set; }

    public int SessionsCompleted { get; set; }

    public int SessionsFailed { get; set; }

    public int FirmwareStarted { get; set; }

    public int FirmwareSucceeded { get; set; }

    public int FirmwareFailed { get; set; }

    public long FirmwareOctets { get; set; }

    public long DuplicateOctets { get; set; }

    public int Resumes { get; set; }

    public int UpdateResumes { get; set; }

    public int Refusals { get; set; }

    /// <summary>The last FUMO result that a server has acknowledged; 0 before the first.</summary>
    public int LastReportedResult { get; set; }
}
