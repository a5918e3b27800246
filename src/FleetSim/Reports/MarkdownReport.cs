using System.Globalization;
using System.Text;
using FleetSim.Reports.Model;

namespace FleetSim.Reports;

/// <summary>report.md: for a pull request, a CI summary or a mail.</summary>
internal static class MarkdownReport
{
    public static string Render(RunReport report)
    {
        var text = new StringBuilder();
        Line(text, $"# {Escape(report.Scenario)}: {Wording.Verdict(report)}\n");
        Line(text, $"{Escape(Wording.Subtitle(report))}\n");
        foreach (string reason in report.VerdictReasons) Line(text, $"- {Escape(reason)}");
        if (report.VerdictReasons.Count > 0) Line(text, $"");

        Table(text, "Figures", ["what", "value"], Wording.Headlines(report).Select(row => new[] { row.Name, row.Value }));
        Table(text, "Thresholds", ["demanded", "measured", "held"], report.Thresholds.Select(t => new[] { $"`{t.Expression}`", Wording.Measured(t), t.Passed ? "yes" : "**no**" }));
        Table(text, "Session latency", ["p50", "p95", "p99", "p99.9", "max"], Latency(report.Sessions.LatencyMs));
        Line(text, $"## Truth check\n\n{Escape(Wording.Truth(report.Truth))}\n");
        Table(text, null, ["IMEI", "what", "handset", "platform"], report.Truth.Listed.Select(i => new[] { i.Imei, i.What, i.Handset ?? "–", i.Platform ?? "–" }));
        Table(text, "Errors by kind", ["kind", "count"], Kinds(report.Errors));
        Table(text, "Faults injected", ["kind", "count"], Kinds(report.Faults));
        Table(text, "Phases", ["phase", "began", "took"], report.Phases.Select(p => new[] { p.Name, Wording.Began(report, p), Wording.Took(p) }));
        Table(text, "Gaps", ["cause", "began", "took"], report.Gaps.Select(g => new[] { g.Cause, Figures.Duration(g.From - report.StartedAt), Figures.Duration(g.To - g.From) }));
        Table(text, "Generator and machine", ["what", "value"], Wording.Generator(report).Select(row => new[] { row.Name, row.Value }));
        Table(text, "Settings", ["setting", "value"], report.Settings.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => new[] { $"`{p.Key}`", p.Value }));
        return text.ToString().TrimEnd() + "\n";
    }

    private static IEnumerable<string[]> Latency(LatencySummary ms) =>
        [[.. ((double[])[ms.P50, ms.P95, ms.P99, ms.P999, ms.Max]).Select(Figures.Milliseconds)]];

    private static IEnumerable<string[]> Kinds(IReadOnlyDictionary<string, long> counts) =>
        Wording.Sorted(counts).Select(pair => new[] { Figures.Words(pair.Key), Figures.Count(pair.Value) });

    private static void Table(StringBuilder text, string? title, string[] heads, IEnumerable<string[]> rows)
    {
        var all = rows.ToList();
        if (all.Count == 0) return;
        if (title is not null) Line(text, $"## {title}\n");
        Line(text, $"| {string.Join(" | ", heads)} |");
        Line(text, $"|{string.Concat(heads.Select(_ => " --- |"))}");
        foreach (string[] row in all) Line(text, $"| {string.Join(" | ", row.Select(Escape))} |");
        Line(text, $"");
    }

    // Text of the scenario or of the target must not become a table cell or a tag of its own; inside a code span "<" is harmless.
    private static string Escape(string text)
    {
        string line = text.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");
        return line.StartsWith('`') ? line : line.Replace("<", "&lt;", StringComparison.Ordinal);
    }

    private static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
