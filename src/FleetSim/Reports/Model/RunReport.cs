using System.ComponentModel;

namespace FleetSim.Reports.Model;

/// <summary>
/// One run, as report.json tells it. Names and meanings are a promise to whoever reads the file: within "fleetsim.report/1" members
/// may be added, never renamed or removed. Counts are of the whole run unless said otherwise.
/// </summary>
public sealed record RunReport
{
    public const string SchemaName = "fleetsim.report/1";

    [Description("Name and major version of this file's format.")]
    public string Schema { get; init; } = SchemaName;

    [Description("Name of the scenario.")]
    public required string Scenario { get; init; }

    [Description("SHA-256 of the effective scenario: with the seed it names the run.")]
    public string? ScenarioHash { get; init; }

    public required long Seed { get; init; }

    [Description("Can the figures be trusted? VALID; SUSPECT: something was outside its limit for a while; INVALID: the generator, not the target, was measured.")]
    public required Verdict Verdict { get; init; }

    [Description("Why it is not VALID, one sentence each.")]
    public IReadOnlyList<string> VerdictReasons { get; init; } = [];

    [Description("Every threshold held, no truth mismatch, not INVALID, not interrupted.")]
    public required bool Passed { get; init; }

    [Description("True when the operator ended the run early.")]
    public bool Interrupted { get; init; }

    [Description("How often the run was taken up again after FleetSim itself had died.")]
    public int TimesResumed { get; init; }

    [Description("FleetSim's version.")]
    public required string Version { get; init; }

    [Description("What was loaded: the reference platform or the name of the operator's own.")]
    public required string Target { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset EndedAt { get; init; }

    [Description("Wall time of the run in seconds, gaps included.")]
    public double DurationSeconds => Math.Round((EndedAt - StartedAt).TotalSeconds, 3);

    public required MachineReport Machine { get; init; }

    [Description("Emulated handsets of the scenario.")]
    public required long Terminals { get; init; }

    public required RegistrationReport Registrations { get; init; }

    public required SessionReport Sessions { get; init; }

    public required FirmwareReport Firmware { get; init; }

    [Description("What users answered to prompts: yes, no, none.")]
    public IReadOnlyDictionary<string, long> UserAnswers { get; init; } = new Dictionary<string, long>();

    public IReadOnlyList<ThresholdReport> Thresholds { get; init; } = [];

    [Description("What went wrong, by kind; planned faults are not in here.")]
    public IReadOnlyDictionary<string, long> Errors { get; init; } = new Dictionary<string, long>();

    [Description("Faults of the scenario's plan that happened, by kind.")]
    public IReadOnlyDictionary<string, long> Faults { get; init; } = new Dictionary<string, long>();

    public required TruthReport Truth { get; init; }

    public required HealthReport Health { get; init; }

    public IReadOnlyList<PhaseReport> Phases { get; init; } = [];

    [Description("Stretches that nobody counted, because FleetSim or one of its nodes was dead.")]
    public IReadOnlyList<GapReport> Gaps { get; init; } = [];

    [Description("The state of the fleet in the course of the run, in order of time.")]
    public IReadOnlyList<SeriesPoint> Series { get; init; } = [];

    [Description("The firmware campaign in the course of the run, in order of time.")]
    public IReadOnlyList<CampaignPoint> Campaign { get; init; } = [];

    [Description("The scenario's settings that matter for reading the figures, as printed at the start.")]
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();
}
