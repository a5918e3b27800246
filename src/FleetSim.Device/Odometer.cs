namespace FleetSim.Device;

/// <summary>
/// What one handset did in its whole life, kept in its own snapshot: sums over a fleet are exact also after a crash,
/// because nothing is counted that is not committed together with its cause. What counts firmware and users is made with the first of it: most handsets
/// of a large fleet have none.
/// </summary>
public sealed class Odometer
{
    private FirmwareCounts? _firmware;

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

    public int FirmwareStarted
    {
        get => _firmware?.FirmwareStarted ?? 0;
        set
        {
            if (value != 0 || _firmware is not null) Firmware.FirmwareStarted = value;
        }
    }

    public int FirmwareSucceeded
    {
        get => _firmware?.FirmwareSucceeded ?? 0;
        set
        {
            if (value != 0 || _firmware is not null) Firmware.FirmwareSucceeded = value;
        }
    }

    public int FirmwareFailed
    {
        get => _firmware?.FirmwareFailed ?? 0;
        set
        {
            if (value != 0 || _firmware is not null) Firmware.FirmwareFailed = value;
        }
    }

    public long FirmwareOctets
    {
        get => _firmware?.FirmwareOctets ?? 0;
        set
        {
            if (value != 0 || _firmware is not null) Firmware.FirmwareOctets = value;
        }
    }

    public long DuplicateOctets
    {
        get => _firmware?.DuplicateOctets ?? 0;
        set
        {
            if (value != 0 || _firmware is not null) Firmware.DuplicateOctets = value;
        }
    }

    public int Resumes
    {
        get => _firmware?.Resumes ?? 0;
        set
        {
            if (value != 0 || _firmware is not null) Firmware.Resumes = value;
        }
    }

    public int UpdateResumes
    {
        get => _firmware?.UpdateResumes ?? 0;
        set
        {
            if (value != 0 || _firmware is not null) Firmware.UpdateResumes = value;
        }
    }

    public int Refusals
    {
        get => _firmware?.Refusals ?? 0;
        set
        {
            if (value != 0 || _firmware is not null) Firmware.Refusals = value;
        }
    }

    /// <summary>The last FUMO result that a server has acknowledged; 0 before the first.</summary>
    public int LastReportedResult
    {
        get => _firmware?.LastReportedResult ?? 0;
        set
        {
            if (value != 0 || _firmware is not null) Firmware.LastReportedResult = value;
        }
    }

    private FirmwareCounts Firmware => _firmware ??= new FirmwareCounts();

    private sealed class FirmwareCounts
    {
        public int FirmwareStarted { get; set; }

        public int FirmwareSucceeded { get; set; }

        public int FirmwareFailed { get; set; }

        public long FirmwareOctets { get; set; }

        public long DuplicateOctets { get; set; }

        public int Resumes { get; set; }

        public int UpdateResumes { get; set; }

        public int Refusals { get; set; }

        public int LastReportedResult { get; set; }
    }
}
