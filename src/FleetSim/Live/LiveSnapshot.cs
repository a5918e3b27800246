namespace FleetSim.Live;

/// <summary>The run at one moment, as the progress view wants it. Totals count from the run's begin; the view makes the rates.</summary>
public sealed record LiveSnapshot
{
    public required string Scenario { get; init; }

    public required TimeSpan Elapsed { get; init; }

    /// <summary>All phases of the scenario in their order.</summary>
    public required IReadOnlyList<LivePhase> Phases { get; init; }

    public long Terminals { get; init; }

    /// <summary>Handsets that are on now.</summary>
    public long PoweredOn { get; init; }

    public long Registered { get; init; }

    public long Unconfirmed { get; init; }

    public long RegistrationsSent { get; init; }

    public long SessionsOpen { get; init; }

    public long SessionsCompleted { get; init; }

    public long SessionsFailed { get; init; }

    /// <summary>Handsets that the campaign is to upgrade.</summary>
    public long FirmwareTargeted { get; init; }

    /// <summary>Downloads running now.</summary>
    public long Downloading { get; init; }

    public long Updated { get; init; }

    /// <summary>Refused by their users.</summary>
    public long Refused { get; init; }

    /// <summary>Ended otherwise than by success or refusal.</summary>
    public long FirmwareFailed { get; init; }

    public long Resumes { get; init; }

    public long FirmwareOctets { get; init; }

    /// <summary>Faults injected so far, by kind.</summary>
    public IReadOnlyDictionary<string, long> Faults { get; init; } = new Dictionary<string, long>();

    public IReadOnlyDictionary<string, long> Errors { get; init; } = new Dictionary<string, long>();

    /// <summary>Of all cores, over the last interval.</summary>
    public double CpuPercent { get; init; }

    public long MemoryBytes { get; init; }

    /// <summary>The phase that runs now; the last one when all are done.</summary>
    public LivePhase? Phase => Phases.FirstOrDefault(phase => phase.State == PhaseState.Running) ?? Phases.LastOrDefault(phase => phase.State == PhaseState.Done);
}
