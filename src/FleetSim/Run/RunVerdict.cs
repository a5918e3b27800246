using FleetSim.Reports.Model;

namespace FleetSim.Run;

/// <summary>What a run says of its own figures: did we measure the target, or ourselves?</summary>
public static class RunVerdict
{
    /// <summary>Schedule lag p99 above which the figures are doubted, and above which they are void.</summary>
    public const double SuspectLagMs = 50, InvalidLagMs = 1000;

    /// <summary>Share of wall time in GC pauses above which the figures are doubted.</summary>
    public const double SuspectGcPausePercent = 5;

    /// <summary>CPU of all cores that counts as full, and the share of the run that may be full.</summary>
    public const double FullCpuPercent = 95, SuspectFullShare = 0.25;

    public const double SuspectAchieved = 0.98, InvalidAchieved = 0.95;

    /// <summary>The verdict, and why it is not VALID.</summary>
    public static (Verdict Verdict, IReadOnlyList<string> Reasons) Of(HealthReport health, int fullSeconds, int seconds)
    {
        List<string> invalid = [], suspect = [];
        double achieved = health.Offered == 0 ? 1 : (double)health.Achieved / health.Offered;
        if (achieved < InvalidAchieved) invalid.Add($"only {achieved:P1} of the arrivals were started");
        else if (achieved < SuspectAchieved) suspect.Add($"only {achieved:P1} of the arrivals were started");
        if (health.LagP99Ms > InvalidLagMs) invalid.Add($"arrivals were {health.LagP99Ms:F0} ms late (p99)");
        else if (health.LagP99Ms > SuspectLagMs) suspect.Add($"arrivals were {health.LagP99Ms:F0} ms late (p99)");
        if (health.GcPausePercent > SuspectGcPausePercent) suspect.Add($"{health.GcPausePercent:F1} % of the time went into GC pauses");
        if (seconds > 0 && (double)fullSeconds / seconds > SuspectFullShare) suspect.Add($"FleetSim itself used all cores in {fullSeconds} of {seconds} seconds");
        return invalid.Count > 0 ? (Verdict.Invalid, [.. invalid, .. suspect]) : suspect.Count > 0 ? (Verdict.Suspect, suspect) : (Verdict.Valid, []);
    }
}
