namespace FleetSim.Device.Firmware;

/// <summary>Where a firmware job stands.</summary>
public enum FumoPhase
{
    Idle,
    Describing,
    Fetching,
    Waiting,
    Asking,
    Updating,
    Reporting,
}

/// <summary>Why a download waits, and so what a resume comes after.</summary>
public enum WaitCause
{
    Signal,
    Memory,
    Power,
    Network,

    /// <summary>The emulator itself was killed and came back.</summary>
    Emulator,
}

/// <summary>FUMO result codes. Spec: OMA-TS-DM-FUMO-V1_0, 6.2.</summary>
public static class FumoResult
{
    public const int Success = 200;
    public const int UserCancelled = 401;
    public const int CorruptedPackage = 402;
    public const int BadUrl = 411;
    public const int DownloadNetworkError = 503;
}

/// <summary>One firmware job, all of it in NV: what survives a power cut is exactly this.</summary>
public sealed class FirmwareJob
{
    /// <summary>Descriptor address (PkgURL at the time of the Exec).</summary>
    public required string PackageUrl { get; init; }

    /// <summary>The Exec's correlator; the report has one exactly when the Exec had.</summary>
    public string? Correlator { get; init; }

    /// <summary>The node that was executed: true DownloadAndUpdate, false Download. The report's type says so.</summary>
    public bool IsDownloadAndUpdate { get; init; }

    /// <summary>True when the starting session was visible to the user.</summary>
    public bool Visible { get; init; }

    public FumoPhase Phase { get; set; } = FumoPhase.Describing;

    /// <summary>Why it waits; meaningful in Waiting and Asking.</summary>
    public WaitCause Cause { get; set; }

    public string? Name { get; set; }

    /// <summary>Null until the descriptor was read.</summary>
    public string? ObjectUri { get; set; }

    public string? NotifyUri { get; set; }

    public long Size { get; set; }

    /// <summary>Octets held.</summary>
    public long Offset { get; set; }

    /// <summary>True when every octet of the object is held.</summary>
    public bool HoldsAll => ObjectUri is not null && Size > 0 && Offset >= Size;

    /// <summary>The highest offset ever held: what lies below it and comes again is a duplicate.</summary>
    public long HighWater { get; set; }

    /// <summary>ETag, else Last-Modified, of the object; goes out as If-Range.</summary>
    public string? Validator { get; set; }

    public Sha256Midstate Hash { get; set; } = new();

    /// <summary>Blocks of the update that are written.</summary>
    public int Block { get; set; }

    /// <summary>FUMO result code; 0 until there is one.</summary>
    public int Result { get; set; }

    /// <summary>Version that the update gave the handset; null without success.</summary>
    public string? NewVersion { get; set; }

    /// <summary>Install notification still owed: its status code; 0 when sent or not wanted.</summary>
    public int NotifyOwed { get; set; }

    public bool ReportAnswered { get; set; }

    public int NetworkFailures { get; set; }

    /// <summary>Report attempts in this boot; bounded by the settings (EXC-14).</summary>
    public int ReportsThisBoot { get; set; }

    /// <summary>The FUMO State node. Spec: OMA-TS-DM-FUMO-V1_0, 5.1.</summary>
    public int State => Phase switch
    {
        FumoPhase.Idle => 10,
        FumoPhase.Updating => 60,
        FumoPhase.Reporting when Result == FumoResult.Success => 100,
        FumoPhase.Reporting => 20,
        _ => 30,
    };
}
