namespace FleetSim.Device.Firmware;

/// <summary>An Alert 1226 that the server has not acknowledged; in NV until it has (EXC-13, EXC-14).</summary>
public sealed class OwedReport
{
    /// <summary>Path of the FUMO object, without "./".</summary>
    public required string Root { get; init; }

    /// <summary>Server id of the account that it is owed to; empty: the preset one.</summary>
    public string Server { get; init; } = "";

    /// <summary>The node that was executed (N4).</summary>
    public required FumoCommand Command { get; init; }

    public string? Correlator { get; init; }

    /// <summary>FUMO result code.</summary>
    public required int Result { get; init; }

    /// <summary>Sessions of this boot that carried it.</summary>
    public int SessionsThisBoot { get; set; }

    /// <summary>Sessions that ever carried it.</summary>
    public int Sessions { get; set; }

    /// <summary>
    /// True while a session carries it. Should the emulator go meanwhile, that session was none of this boot's: the handset has not failed to be heard,
    /// it was not there.
    /// </summary>
    public bool IsUnderWay { get; set; }

    /// <summary>The session that was counted last: a repeated package 1 is no further attempt. Not in NV.</summary>
    internal object? CountedIn { get; set; }
}
