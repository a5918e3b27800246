using FleetSim.Scenarios.Conformance.Lint;

namespace FleetSim.Lint;

/// <summary>What the command line of <c>fleetsim conformance --target</c> says.</summary>
public sealed record LintOptions
{
    /// <summary>The word that stands for the platform that ships with FleetSim.</summary>
    public const string Reference = "reference";

    /// <summary>Where package 1 goes, or <see cref="Reference"/>.</summary>
    public string Target { get; init; } = Reference;

    public int Handsets { get; init; } = LintScenario.Handsets;

    /// <summary>Id of the one model of the fleet; null: the models that ship, alike.</summary>
    public string? Model { get; init; }

    /// <summary>SMPP listener of the message centre; 0: any free port.</summary>
    public int SmppPort { get; init; }

    public string SystemId { get; init; } = "platform";

    public string Password { get; init; } = "secret";

    /// <summary>Hosts beside loopback that the operator allows.</summary>
    public IReadOnlyList<string> AllowedTargets { get; init; } = [];

    /// <summary>What the reference platform does wrong.</summary>
    public IReadOnlyList<string> Drills { get; init; } = [];

    /// <summary>Directory for lint.json and lint.txt; null: none are written.</summary>
    public string? ReportDirectory { get; init; }

    /// <summary>The report goes to standard output as JSON.</summary>
    public bool Json { get; init; }

    /// <summary>How long the run takes at most; a platform that is not ours is watched for all of it.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromMinutes(2);

    public bool IsReference => Target == Reference;
}
