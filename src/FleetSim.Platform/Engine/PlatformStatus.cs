namespace FleetSim.Platform.Engine;

/// <summary>What the control API says about the platform; counts are since the start of the process unless the books keep them.</summary>
public sealed record PlatformStatus
{
    /// <summary>True while the message centre has the bind.</summary>
    public bool Bound { get; init; }

    /// <summary>Registered handsets.</summary>
    public int Devices { get; init; }

    /// <summary>Registration messages taken, redelivered ones included.</summary>
    public long Registrations { get; init; }

    /// <summary>Kind to state to number of jobs; every state is there.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> Jobs { get; init; }

    public long Sessions { get; init; }

    public int OpenSessions { get; init; }

    /// <summary>Alerts 1226 taken, repeated ones included.</summary>
    public long Reports { get; init; }

    /// <summary>Notified handsets whose session has not come.</summary>
    public int PendingNotifications { get; init; }

    /// <summary>Handsets that accepted an update and have not reported.</summary>
    public int AwaitingReports { get; init; }

    public int ConfirmationsOwed { get; init; }

    public required PlatformQueues Queues { get; init; }

    /// <summary>Faults by kind.</summary>
    public required IReadOnlyDictionary<string, long> Errors { get; init; }

    /// <summary>How often each drill has struck; those that never did are missing.</summary>
    public IReadOnlyDictionary<string, long> Drills { get; init; } = new Dictionary<string, long>();

    public required IReadOnlyDictionary<string, bool> WavesStarted { get; init; }

    /// <summary>True when the platform owes nothing and nothing is in flight: no open job of a started wave, no session, no confirmation, empty queues.</summary>
    public bool Quiet { get; init; }

    /// <summary><see cref="Quiet"/>, and no handset has a report outstanding.</summary>
    public bool Idle { get; init; }
}

/// <summary>Lengths of queues.</summary>
/// <param name="Collect">Entries of the collect wave, outdated ones included.</param>
/// <param name="Firmware">Entries of the firmware wave, outdated ones included.</param>
/// <param name="ShortMessages">Messages not yet accepted by the message centre.</param>
/// <param name="Books">Entries not yet durable.</param>
public sealed record PlatformQueues(int Collect, int Firmware, int ShortMessages, int Books);

/// <summary>A package as the control API names it.</summary>
public sealed record PackageInfo(string Name, string Model, string ToVersion, int Octets, string Sha256, string DescriptorUrl);

/// <summary>A drill as the control API names it.</summary>
/// <param name="At">Where it strikes.</param>
/// <param name="Sentence">What goes out, or does not.</param>
/// <param name="Breaks">The row or rule it breaks.</param>
/// <param name="On">Its bounds; null while it is off.</param>
/// <param name="Struck">How often it has struck since the start of the process.</param>
public sealed record DrillInfo(string Name, string At, string Sentence, string Breaks, Settings.DrillOptions? On, long Struck);
