using System.Globalization;
using FleetSim.Reports.Model;

namespace FleetSim.Reports;

/// <summary>What the HTML page, the Markdown file and the terminal say with the same words.</summary>
internal static class Wording
{
    public static string Subtitle(RunReport report) =>
        $"{Figures.Count(report.Terminals)} handsets against {report.Target} · seed {report.Seed} · {report.StartedAt.ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture)} · took {Figures.Duration(report.EndedAt - report.StartedAt)}";

    public static string Verdict(RunReport report) => $"{Name(report.Verdict)}, {(report.Passed ? "passed" : report.Interrupted ? "interrupted" : "not passed")}";

    /// <summary>VALID, SUSPECT or INVALID.</summary>
    public static string Name(Verdict verdict) => verdict.ToString().ToUpperInvariant();

    public static IEnumerable<(string Name, string Value)> Headlines(RunReport report)
    {
        var (registrations, sessions, firmware) = (report.Registrations, report.Sessions, report.Firmware);
        yield return ("Registrations sent", Figures.Count(registrations.Sent));
        yield return ("Registrations confirmed", $"{Figures.Count(registrations.Confirmed)} ({Figures.Share(registrations.Confirmed, registrations.Sent)})");
        yield return ("Sessions completed", Figures.Count(sessions.Completed));
        yield return ("Sessions failed", Figures.Count(sessions.Failed));
        yield return ("Session latency p50", Figures.Milliseconds(sessions.LatencyMs.P50));
        yield return ("Session latency p99", Figures.Milliseconds(sessions.LatencyMs.P99));
        yield return ("Handsets updated", $"{Figures.Count(firmware.Succeeded)} of {Figures.Count(firmware.Targeted)}");
        yield return ("Firmware received", Figures.Octets(firmware.Bytes));
        yield return ("Firmware received twice", Figures.Octets(firmware.DuplicateBytes));
        yield return ("Downloads resumed", Figures.Count(firmware.Resumes));
        yield return ("Truth mismatches", Figures.Count(report.Truth.Mismatches));
        yield return ("Errors", Figures.Count(report.Errors.Values.Sum()));
    }

    public static IEnumerable<(string Name, string Value)> Generator(RunReport report)
    {
        var (health, machine) = (report.Health, report.Machine);
        yield return ("Arrivals offered", Figures.Count(health.Offered));
        yield return ("Arrivals started", $"{Figures.Count(health.Achieved)} ({Figures.Share(health.Achieved, health.Offered)})");
        yield return ("Schedule lag p99 / max", $"{Figures.Milliseconds(health.LagP99Ms)} / {Figures.Milliseconds(health.LagMaxMs)}");
        yield return ("CPU, mean of all cores", $"{Figures.Number(health.CpuPercent)} %");
        yield return ("GC pauses", $"{Figures.Number(health.GcPausePercent)} %");
        yield return ("Peak memory of FleetSim", Figures.Octets(health.PeakMemoryBytes));
        if (health.PlatformPeakMemoryBytes is { } platform) yield return ("Peak memory of the platform", Figures.Octets(platform));
        if (health.Activations is { } activations) yield return ("Handset activations", Figures.Count(activations));
        if (report.TimesResumed > 0) yield return ("Taken up again", Figures.Count(report.TimesResumed));
        yield return ("Machine", $"{machine.Cores} cores, {Figures.Octets(machine.MemoryBytes)}");
        yield return ("System", $"{machine.Os}, {machine.Runtime}{(machine.ServerGc ? ", server GC" : "")}");
    }

    public static string Truth(TruthReport truth) => truth.Source == "none"
        ? "Nothing was compared: the target gave no books."
        : $"{Figures.Count(truth.Checked)} handsets compared with {Source(truth.Source)}: {Figures.Count(truth.Mismatches)} mismatches, " +
          $"{Figures.Count(truth.Explained)} differences explained by the fault plan (expected {Figures.Count(truth.ExpectedExplained)}), {Figures.Count(truth.Unsettled)} unsettled." +
          (truth.Items.Count < truth.Mismatches ? $" The first {truth.Items.Count} are listed." : "");

    public static string Measured(ThresholdReport threshold) => threshold.Measured is { } value ? Figures.Number(value) : "not measured";

    public static string Began(RunReport report, PhaseReport phase) => Figures.Duration(phase.StartedAt - report.StartedAt);

    public static string Took(PhaseReport phase) => phase.EndedAt is { } end ? Figures.Duration(end - phase.StartedAt) : "not ended";

    /// <summary>The largest first.</summary>
    public static IEnumerable<KeyValuePair<string, long>> Sorted(IReadOnlyDictionary<string, long> counts) =>
        counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal);

    private static string Source(string source) => source switch
    {
        "books" => "the platform's books",
        "export" => "the target's export",
        "wire" => "what the target acknowledged (not verified)",
        _ => source,
    };
}
