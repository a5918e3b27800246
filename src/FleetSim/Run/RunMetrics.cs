using FleetSim.Reports.Model;
using FleetSim.Scenarios.Load;

namespace FleetSim.Run;

/// <summary>The names that thresholds may use, and their values in a report. Times in ms, shares as a part of 1.</summary>
public static class RunMetrics
{
    private static readonly Dictionary<string, Func<RunReport, double?>> Known = new(StringComparer.Ordinal)
    {
        ["registrations.sent"] = r => r.Registrations.Sent,
        ["registrations.confirmed"] = r => r.Registrations.Confirmed,
        ["registrations.unconfirmed"] = r => r.Registrations.Unconfirmed,
        ["registrations.rejected"] = r => r.Registrations.Rejected,
        ["sessions.completed"] = r => r.Sessions.Completed,
        ["sessions.failed_share"] = r => r.Sessions.Started == 0 ? 0 : (double)r.Sessions.Failed / r.Sessions.Started,
        ["sessions.p50"] = r => r.Sessions.LatencyMs.P50,
        ["sessions.p95"] = r => r.Sessions.LatencyMs.P95,
        ["sessions.p99"] = r => r.Sessions.LatencyMs.P99,
        ["sessions.max"] = r => r.Sessions.LatencyMs.Max,
        ["firmware.succeeded"] = r => r.Firmware.Succeeded,
        ["firmware.failed"] = r => r.Firmware.Failed,
        ["firmware.duplicate_bytes"] = r => r.Firmware.DuplicateBytes,
        ["firmware.resumes"] = r => r.Firmware.Resumes,
        ["users.refusals"] = r => r.UserAnswers.GetValueOrDefault("no"),
        ["faults.confirmation_lost"] = r => r.Faults.GetValueOrDefault("confirmationLost"),
        ["faults.signal_lost_in_download"] = r => r.Faults.GetValueOrDefault("signalLostInDownload"),
        ["faults.power_lost_in_download"] = r => r.Faults.GetValueOrDefault("powerLostInDownload"),
        ["faults.memory_low_in_download"] = r => r.Faults.GetValueOrDefault("memoryLowInDownload"),
        ["faults.power_lost_in_update"] = r => r.Faults.GetValueOrDefault("powerLostInUpdate"),
        ["faults.report_answer_lost"] = r => r.Faults.GetValueOrDefault("reportAnswerLost"),
        ["truth.mismatches"] = r => r.Truth.Mismatches,
        ["truth.unsettled"] = r => r.Truth.Unsettled,
        ["truth.unexplained"] = r => Math.Abs(r.Truth.Explained - r.Truth.ExpectedExplained),
        ["health.lag_p99"] = r => r.Health.LagP99Ms,
        ["fleet.hibernated"] = r => r.Health.Hibernated,
        ["fleet.activations_missing"] = r => r.Health.ActivationsMissing,
    };

    public static IEnumerable<string> Names => Known.Keys;

    public static bool Exists(string metric) => Known.ContainsKey(metric);

    public static ThresholdReport Judge(Threshold threshold, RunReport report)
    {
        double? measured = Known[threshold.Metric](report);
        return new ThresholdReport(threshold.Expression, measured, measured is { } value && threshold.Holds(value));
    }
}
