using System.Globalization;
using System.Reflection;
using FleetSim.Device.Firmware;
using FleetSim.Reports.Model;
using FleetSim.Scenarios;
using FleetSim.Scenarios.Life;
using FleetSim.Scenarios.Load;

namespace FleetSim.Run;

/// <summary>Puts the report of a run together: exact sums from the snapshots, times and rates from the ledger.</summary>
public static class ReportBuilder
{
    private static readonly double[] CurvePercentiles = [0, 10, 25, 50, 75, 90, 95, 97.5, 99, 99.5, 99.9, 99.95, 99.99, 100];

    public static RunReport Build(FleetRun run, RunRecorder recorder, FleetHealth health, FleetTotals totals, TruthReport truth, string hash, long activations, bool interrupted)
    {
        Scenario scenario = run.Scenario;
        HealthReport healthReport = Health(run, health, totals, activations, recorder);
        (Verdict verdict, IReadOnlyList<string> reasons) = RunVerdict.Of(healthReport, recorder.SecondsAbove(RunVerdict.FullCpuPercent), recorder.Series.Count);
        RunReport report = new()
        {
            Scenario = scenario.Name, ScenarioHash = hash, Seed = (long)scenario.Seed, Verdict = verdict, VerdictReasons = reasons, Passed = false, Interrupted = interrupted,
            TimesResumed = run.Manifest.Resumes, Version = typeof(ReportBuilder).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0",
            Target = scenario.Target?.DmUrl ?? "reference platform", StartedAt = run.Manifest.BegunAt, EndedAt = DateTimeOffset.UtcNow, Machine = MachineReport.Current(),
            Terminals = scenario.Fleet.Terminals, Registrations = Registrations(totals), Sessions = Sessions(recorder, totals), Firmware = Firmware(totals),
            UserAnswers = new Dictionary<string, long> { ["no"] = totals.Sum.Refusals }, Errors = recorder.Errors(), Faults = Faults(totals), Truth = truth, Health = healthReport,
            Phases = recorder.Phases, Gaps = recorder.Gaps, Series = recorder.Series, Campaign = recorder.Campaign, Settings = SettingsText.Of(scenario),
        };
        report = report with { Thresholds = [.. scenario.Thresholds.Select(t => RunMetrics.Judge(t, report))] };
        bool passed = !interrupted && verdict != Verdict.Invalid && truth.Mismatches == 0 && truth.Explained == truth.ExpectedExplained && report.Thresholds.All(t => t.Passed);
        return report with { Passed = passed };
    }

    private static RegistrationReport Registrations(FleetTotals totals) => new()
    {
        Sent = totals.Sum.RegistrationsSent, Confirmed = totals.Sum.RegistrationsConfirmed, Rejected = totals.Sum.RegistrationsRejected,
        Redelivered = totals.Sum.RegistrationsRedelivered, Unconfirmed = totals.Unconfirmed,
    };

    private static SessionReport Sessions(RunRecorder recorder, FleetTotals totals)
    {
        LatencyRecorder latency = recorder.SessionLatency;
        return new SessionReport
        {
            Offered = totals.Sum.SessionsOffered, Started = totals.Sum.SessionsStarted, Completed = totals.Sum.SessionsCompleted, Failed = totals.Sum.SessionsFailed,
            LatencyMs = new LatencySummary(latency.PercentileMs(50), latency.PercentileMs(95), latency.PercentileMs(99), latency.PercentileMs(99.9), latency.MaxMs),
            Percentiles = [.. CurvePercentiles.Select(p => new PercentilePoint(p, latency.PercentileMs(p)))],
        };
    }

    private static FirmwareReport Firmware(FleetTotals totals) => new()
    {
        Targeted = totals.Sum.FirmwareStarted, Started = totals.Sum.FirmwareStarted, Succeeded = totals.Sum.FirmwareSucceeded, Failed = totals.Sum.FirmwareFailed,
        Bytes = totals.Sum.FirmwareOctets, DuplicateBytes = totals.Sum.DuplicateOctets, Resumes = totals.Sum.Resumes,
        Refused = totals.Results.GetValueOrDefault(FumoResult.UserCancelled), Results = totals.Results.ToDictionary(r => r.Key.ToString(CultureInfo.InvariantCulture), r => r.Value),
    };

    private static Dictionary<string, long> Faults(FleetTotals totals) =>
        Enum.GetValues<FaultKind>().ToDictionary(k => char.ToLowerInvariant(k.ToString()[0]) + k.ToString()[1..], k => totals.Faults[(int)k]);

    private static HealthReport Health(FleetRun run, FleetHealth health, FleetTotals totals, long activations, RunRecorder recorder) => new()
    {
        Offered = run.Scenario.Fleet.Terminals, Achieved = totals.Handsets, LagP99Ms = recorder.ScheduleLag.PercentileMs(99), LagMaxMs = recorder.ScheduleLag.MaxMs,
        CpuPercent = Math.Round(health.MeanCpuPercent, 1), GcPausePercent = Math.Round(health.GcPausePercent, 2), PeakMemoryBytes = health.PeakMemoryBytes,
        PlatformPeakMemoryBytes = run.Platform?.PeakMemoryBytes, Activations = activations, Hibernated = run.Hibernates ? Math.Max(0, totals.SwitchedOn - activations) : 0,
        ActivationsMissing = run.Hibernates ? Math.Max(0, activations - totals.SwitchedOn) : Math.Abs(totals.SwitchedOn - activations),
    };
}
