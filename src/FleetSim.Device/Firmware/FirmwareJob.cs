namespace FleetSim.Device.Firmware;

/// <summary>One firmware job, all of it in NV: what survives a power cut is exactly this. There is at most one for each FUMO object.</summary>
public sealed class FirmwareJob
{
    /// <summary>Path of its FUMO object, without "./".</summary>
    public required string Root { get; init; }

    /// <summary>PkgURL at the time of the Exec; empty: the package came by DM, through PkgData.</summary>
    public string PackageUrl { get; init; } = "";

    /// <summary>Server id of the account whose server commanded it last, and gets the report; empty: the preset one.</summary>
    public string Server { get; set; } = "";

    /// <summary>The node that was executed last.</summary>
    public FumoCommand Command { get; set; }

    /// <summary>The Exec's correlator; the report has one exactly when the Exec had.</summary>
    public string? Correlator { get; set; }

    /// <summary>True when the commanding session was visible to the user.</summary>
    public bool Visible { get; set; }

    /// <summary>True: the model keeps the package afterwards, and State ends in 70 or 90.</summary>
    public bool KeepsPackage { get; init; }

    public FumoPhase Phase { get; set; }

    /// <summary>Why it waits; meaningful in Waiting, Parked and Asking.</summary>
    public WaitCause Cause { get; set; }

    /// <summary>When it has waited for the signal for too long (Unix ms); meaningful while it waits for that.</summary>
    public long ParkDue { get; set; }

    /// <summary>The descriptor's name, or the last part of a direct package's address.</summary>
    public string? Name { get; set; }

    /// <summary>Null until it is known what PkgURL names.</summary>
    public string? ObjectUri { get; set; }

    public string? NotifyUri { get; set; }

    /// <summary>PkgURL names the package itself: there is no descriptor.</summary>
    public bool IsDirect { get; set; }

    /// <summary>Octets of the object; 0: not known.</summary>
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

    /// <summary>The package was held whole and verified: what happens from then on is the update's.</summary>
    public bool HasPackage { get; set; }

    /// <summary>Blocks of the update that are written.</summary>
    public int Block { get; set; }

    /// <summary>FUMO result code; 0 until there is one.</summary>
    public int Result { get; set; }

    /// <summary>Version that the package brings; null until the package is verified.</summary>
    public string? NewVersion { get; set; }

    /// <summary>Install notification still owed: its status code; 0 when sent or not wanted.</summary>
    public int NotifyOwed { get; set; }

    /// <summary>Failures of the network in a row.</summary>
    public int NetworkFailures { get; set; }

    /// <summary>Redirects followed by the request under way. Not in NV: no request survives.</summary>
    public int Hops { get; set; }

    /// <summary>Where the request under way was sent to by a redirect. Not in NV.</summary>
    public string? Redirected { get; set; }

    /// <summary>True while it transfers, is about to go on by itself, or updates: the other jobs wait for their turn.</summary>
    public bool HasTurn => Phase is FumoPhase.Describing or FumoPhase.Fetching or FumoPhase.Parked or FumoPhase.Downloaded or FumoPhase.Updating
        || (Phase == FumoPhase.Waiting && Cause != WaitCause.Power);

    /// <summary>True between the command and the result, unless it waits for the server's next command.</summary>
    public bool IsUnderWay => Phase is not (FumoPhase.Idle or FumoPhase.Ready or FumoPhase.Reporting or FumoPhase.Ended);

    /// <summary>The FUMO State node. Spec: OMA-TS-DM-FUMO-V1_0, 5.1.</summary>
    public int State => Phase switch
    {
        FumoPhase.Idle => 10,
        FumoPhase.Downloaded => 40,
        FumoPhase.Ready => 50,
        FumoPhase.Held => Command == FumoCommand.Update ? 60 : 50,
        FumoPhase.Updating => 60,
        FumoPhase.Reporting or FumoPhase.Ended => FinalState,
        _ => 30,
    };

    private int FinalState => (Result == FumoResult.Success, HasPackage, KeepsPackage) switch
    {
        (true, _, false) => 100,
        (true, _, true) => 90,
        (false, true, false) => 80,
        (false, true, true) => 70,
        (false, false, _) => 20,
    };
}
