using FleetSim.Reports;
using FleetSim.Reports.Model;
using Spectre.Console;

namespace FleetSim.Live;

/// <summary>What a person reads when the run is over.</summary>
public static class SummaryView
{
    private const int ListedMismatches = 10;

    public static void Write(RunReport report, IAnsiConsole console)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(console);
        console.WriteLine();
        Figures(report, console);
        Latency(report, console);
        Thresholds(report, console);
        Kinds("Errors by kind", report.Errors, console);
        Kinds("Faults injected", report.Faults, console);
        Truth(report, console);
        Verdict(report, console);
    }

    private static void Figures(RunReport report, IAnsiConsole console)
    {
        var table = Table("", "Run");
        table.AddRow(Cell("took"), Cell(Reports.Figures.Duration(report.EndedAt - report.StartedAt)));
        table.AddRow(Cell("handsets"), Cell(Reports.Figures.Count(report.Terminals)));
        foreach (var (name, value) in Wording.Headlines(report)) table.AddRow(Cell(name), Cell(value));
        console.Write(table);
    }

    private static void Latency(RunReport report, IAnsiConsole console)
    {
        var ms = report.Sessions.LatencyMs;
        console.WriteLine($"Session latency: p50 {Time(ms.P50)}, p95 {Time(ms.P95)}, p99 {Time(ms.P99)}, p99.9 {Time(ms.P999)}, max {Time(ms.Max)}");
        console.WriteLine($"Generator: lag p99 {Time(report.Health.LagP99Ms)}, CPU {Reports.Figures.Number(report.Health.CpuPercent)} %, GC pauses {Reports.Figures.Number(report.Health.GcPausePercent)} %, peak memory {Reports.Figures.Octets(report.Health.PeakMemoryBytes)}");
        console.WriteLine();
    }

    private static void Thresholds(RunReport report, IAnsiConsole console)
    {
        if (report.Thresholds.Count == 0) return;
        var table = Table("Threshold", "Measured", "Held");
        foreach (var threshold in report.Thresholds)
            table.AddRow(Cell(threshold.Expression), Cell(Wording.Measured(threshold)), new Markup(threshold.Passed ? "[green]yes[/]" : "[red]NO[/]"));
        console.Write(table);
    }

    private static void Kinds(string title, IReadOnlyDictionary<string, long> counts, IAnsiConsole console)
    {
        if (counts.Count == 0) return;
        var table = Table(title, "Count");
        foreach (var (kind, count) in Wording.Sorted(counts)) table.AddRow(Cell(Reports.Figures.Words(kind)), Cell(Reports.Figures.Count(count)));
        console.Write(table);
    }

    private static void Truth(RunReport report, IAnsiConsole console)
    {
        console.WriteLine($"Truth: {Wording.Truth(report.Truth)}");
        foreach (var item in report.Truth.Items.Take(ListedMismatches).Concat(report.Truth.UnsettledItems.Take(ListedMismatches)))
            console.MarkupLineInterpolated($"  [red]{item.Imei}[/] {item.What}: handset {item.Handset ?? "nothing"}, platform {item.Platform ?? "nothing"}");
        if (report.Truth.Items.Count > ListedMismatches) console.WriteLine($"  and {report.Truth.Mismatches - ListedMismatches} more, see the report");
        console.WriteLine();
    }

    private static void Verdict(RunReport report, IAnsiConsole console)
    {
        foreach (var gap in report.Gaps) console.WriteLine($"Gap: {gap.Cause}, {Reports.Figures.Duration(gap.From - report.StartedAt)} after the begin, for {Reports.Figures.Duration(gap.To - gap.From)}");
        string colour = report is { Passed: true, Verdict: Reports.Model.Verdict.Valid } ? "green" : report.Passed ? "yellow" : "red";
        console.MarkupLine($"[bold {colour}]{Markup.Escape(Wording.Verdict(report))}[/]");
        foreach (string reason in report.VerdictReasons) console.WriteLine($"  {reason}");
    }

    /// <summary>Numbers stand to the right, in every column but the first.</summary>
    private static Table Table(params string[] heads)
    {
        var table = new Table { Border = TableBorder.Rounded };
        foreach (string head in heads) table.AddColumn(new TableColumn(Markup.Escape(head)) { Alignment = table.Columns.Count == 0 ? Justify.Left : Justify.Right });
        return table;
    }

    private static Text Cell(string text) => new(text);

    private static string Time(double ms) => Reports.Figures.Milliseconds(ms);
}
