using FleetSim.Reports.Model;

namespace FleetSim.Tests;

/// <summary>A run of ten seconds that has something of everything.</summary>
internal static class SampleReport
{
    private static readonly DateTimeOffset Start = new(2026, 3, 4, 9, 0, 0, TimeSpan.FromHours(8));

    public static RunReport Passed => new()
    {
        Scenario = "first-day", ScenarioHash = "ab12", Seed = 42, Verdict = Verdict.Valid, Passed = true, Version = "0.1.0", Target = "the reference platform",
        StartedAt = Start, EndedAt = Start.AddSeconds(10.5), Terminals = 10_000,
        Machine = new MachineReport { Os = "Linux", Runtime = ".NET 10", Cores = 2, MemoryBytes = 24L << 30, ServerGc = false },
        Registrations = new RegistrationReport { Sent = 9500, Confirmed = 9440, Unconfirmed = 60, Rejected = 1, Redelivered = 2 },
        Sessions = new SessionReport
        {
            Offered = 12_100, Started = 12_100, Completed = 12_000, Failed = 100, LatencyMs = new LatencySummary(4.8, 17.25, 148, 840, 2210),
            Percentiles = [new(0, 2), new(50, 4.8), new(90, 12), new(99, 148), new(99.9, 840), new(100, 2210)],
        },
        Firmware = new FirmwareReport { Targeted = 2000, Started = 1900, Succeeded = 1800, Failed = 200, Refused = 120, Bytes = 1_812_000_000, Resumes = 462, Results = new Dictionary<string, long> { ["200"] = 1800 } },
        Thresholds = [new("dm_session p99 < 400ms", 148, true), new("fumo_resumes >= 300", 462, true)],
        Errors = new Dictionary<string, long> { ["timed_out"] = 7, ["connection_lost"] = 31 },
        Faults = new Dictionary<string, long> { ["power_cut_in_update"] = 27 },
        UserAnswers = new Dictionary<string, long> { ["yes"] = 1900, ["no"] = 120 },
        Truth = new TruthReport { Source = "books", Checked = 10_000, Explained = 60, ExpectedExplained = 60 },
        Health = new HealthReport { Offered = 21_600, Achieved = 21_600, LagP99Ms = 1.4, LagMaxMs = 18, CpuPercent = 61, GcPausePercent = 1.3, PeakMemoryBytes = 402L << 20 },
        Phases = [new("power on", Start, Start.AddSeconds(4)), new("campaign", Start.AddSeconds(4), null)],
        Series = [.. Enumerable.Range(0, 11).Select(t => new SeriesPoint { AtSeconds = t, PoweredOn = t * 1000, SessionsCompleted = t * 1200, CpuPercent = 60, P50Ms = 4, P95Ms = 15, P99Ms = 100 + t })],
        Campaign = [.. Enumerable.Range(4, 7).Select(t => new CampaignPoint { AtSeconds = t, Started = t * 190, Downloaded = t * 185, Succeeded = t * 180, Failed = t * 20 })],
        Settings = new Dictionary<string, string> { ["dm.timeout"] = "30 s" },
    };

    public static RunReport Failed => Passed with
    {
        Verdict = Verdict.Invalid, Passed = false, VerdictReasons = ["The schedule lagged."],
        Thresholds = [new("dm_session p99 < 400ms", 812, false), new("a|b > 1", null, false)],
        Truth = new TruthReport { Source = "books", Checked = 10_000, Mismatches = 1, Items = [new("860000000012343", "model", "<script>alert(1)</script>", null)] },
        Gaps = [new GapReport(Start.AddSeconds(5), Start.AddSeconds(6), "process killed")],
    };
}
