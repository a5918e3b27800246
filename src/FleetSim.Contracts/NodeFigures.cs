namespace FleetSim.Contracts;

/// <summary>
/// What one node has counted since its process began. Lists are indexed by the enumeration named; those of several nodes are added up. Counts stay
/// true when their node is lost; what is true of a moment (<see cref="NodeMoment"/>) is not.
/// </summary>
[GenerateSerializer]
[Immutable]
[Alias("fleetsim.node-figures")]
public sealed record NodeFigures
{
    /// <summary>By RegistrationFact.</summary>
    [Id(0)]
    public long[] Registrations { get; init; } = [];

    /// <summary>Ended sessions by SessionOutcome.</summary>
    [Id(1)]
    public long[] Sessions { get; init; } = [];

    /// <summary>By FaultKind.</summary>
    [Id(2)]
    public long[] Faults { get; init; } = [];

    /// <summary>By UserAnswer.</summary>
    [Id(3)]
    public long[] Answers { get; init; } = [];

    /// <summary>By ErrorTag.</summary>
    [Id(4)]
    public long[] Errors { get; init; } = [];

    [Id(5)]
    public long Resumes { get; init; }

    [Id(6)]
    public long SessionsStarted { get; init; }

    [Id(7)]
    public long DownloadsStarted { get; init; }

    [Id(8)]
    public long FirmwareSucceeded { get; init; }

    [Id(9)]
    public long FirmwareFailed { get; init; }

    /// <summary>Octets of firmware received, those received again included.</summary>
    [Id(10)]
    public long Octets { get; init; }

    /// <summary>Durations of completed sessions: microseconds and their count, alternating.</summary>
    [Id(11)]
    public long[] SessionLatency { get; init; } = [];

    /// <summary>Lag of arrivals: microseconds and their count, alternating.</summary>
    [Id(12)]
    public long[] ScheduleLag { get; init; } = [];

    /// <summary>Arrivals released by this node.</summary>
    [Id(13)]
    public long Released { get; init; }

    [Id(14)]
    public double CpuSeconds { get; init; }

    [Id(15)]
    public double GcPauseSeconds { get; init; }

    /// <summary>Largest resident set of the process, octets.</summary>
    [Id(16)]
    public long PeakMemoryBytes { get; init; }

    [Id(17)]
    public required NodeMoment Now { get; init; }

    /// <summary>Seconds in which the database did not answer while it was wanted.</summary>
    [Id(18)]
    public double OutageSeconds { get; init; }
}

/// <summary>What is true of a node at this moment.</summary>
[GenerateSerializer]
[Immutable]
[Alias("fleetsim.node-moment")]
public sealed record NodeMoment
{
    /// <summary>Handsets of this node by DeviceTag.</summary>
    [Id(0)]
    public long[] Devices { get; init; } = [];

    [Id(1)]
    public long DownloadsRunning { get; init; }

    /// <summary>Timers of handsets that wait.</summary>
    [Id(2)]
    public long Timers { get; init; }

    /// <summary>Cohorts whose home is here and that have been taken up.</summary>
    [Id(3)]
    public long Cohorts { get; init; }

    /// <summary>Every arrival of this node's share has been released.</summary>
    [Id(4)]
    public bool ArrivalsDone { get; init; }

    /// <summary>SMPP sessions bound here.</summary>
    [Id(5)]
    public int Binds { get; init; }

    [Id(6)]
    public long MemoryBytes { get; init; }

    [Id(7)]
    public string Machine { get; init; } = "";

    [Id(8)]
    public int Cores { get; init; }

    /// <summary>Handsets that are being woken after their activations were gone.</summary>
    [Id(9)]
    public long BeingWoken { get; init; }

    /// <summary>Silos came or went, and it is still open what that cost the handsets of this node.</summary>
    [Id(10)]
    public bool Settles { get; init; }
}
