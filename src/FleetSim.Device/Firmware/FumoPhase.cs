namespace FleetSim.Device.Firmware;

/// <summary>Where a firmware job stands. The number in brackets is the FUMO State that a Get reads.</summary>
public enum FumoPhase
{
    /// <summary>[10] No job.</summary>
    Idle,

    /// <summary>[30] Commanded; waits for the end of the session, or for the transfer of another FUMO object.</summary>
    Queued,

    /// <summary>[30] PkgURL was asked what it names.</summary>
    Describing,

    /// <summary>[30] Octets arrive.</summary>
    Fetching,

    /// <summary>[30] Interrupted; <see cref="WaitCause"/> says by what.</summary>
    Waiting,

    /// <summary>[30] Without signal for so long that nothing is held any more, not even a timer (D8, N5).</summary>
    Parked,

    /// <summary>[30] The user is asked whether the download shall go on.</summary>
    Asking,

    /// <summary>[40] Every octet is held and verified.</summary>
    Downloaded,

    /// <summary>[50] Waits for Exec on Update.</summary>
    Ready,

    /// <summary>[50, or 60 after Exec on Update] Would update, but the session, another job or a package it builds on comes first.</summary>
    Held,

    /// <summary>[60] Blocks are written.</summary>
    Updating,

    /// <summary>[20, 70, 80, 90, 100] Over; the server is yet to hear of it.</summary>
    Reporting,

    /// <summary>[20, 70, 80, 90, 100] Over, and no report tells it (DM 1.1.2): State is there to be read.</summary>
    Ended,
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

/// <summary>The node that was executed; the report's type says which.</summary>
public enum FumoCommand
{
    Download,
    Update,
    DownloadAndUpdate,
}
