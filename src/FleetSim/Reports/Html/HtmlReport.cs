using FleetSim.Reports.Model;

namespace FleetSim.Reports.Html;

/// <summary>report.html: one self-contained page, no script and nothing fetched.</summary>
internal static class HtmlReport
{
    public static string Render(RunReport report)
    {
        var page = new HtmlPage();
        page.Raw("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">")
            .Raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">")
            .Element("title", $"{report.Scenario} – FleetSim").Raw($"<style>{HtmlStyle.Css}</style></head><body><main>\n");
        Head(page, report);
        Tiles(page, report);
        Thresholds(page, report);
        Charts(page, report);
        Truth(page, report);
        Kinds(page, report);
        Generator(page, report);
        page.Raw("<footer>").Text($"FleetSim {report.Version} · {RunReport.SchemaName} · all figures also in report.json").Raw("</footer></main></body></html>\n");
        return page.ToString();
    }

    private static void Head(HtmlPage page, RunReport report)
    {
        page.Element("h1", report.Scenario).Element("p", Wording.Subtitle(report), "sub");
        page.Raw($"<section class=\"verdict {Tone(report)}\">").Element("b", Wording.Verdict(report));
        if (report.VerdictReasons.Count > 0)
        {
            page.Raw("<ul>");
            foreach (string reason in report.VerdictReasons) page.Element("li", reason);
            page.Raw("</ul>");
        }
        page.Raw("</section>\n");
    }

    private static string Tone(RunReport report) => report switch
    {
        { Passed: true, Verdict: Verdict.Valid } => "good",
        { Passed: true } => "warn",
        _ => "bad",
    };

    private static void Tiles(HtmlPage page, RunReport report)
    {
        page.Raw("<section class=\"tiles\">");
        foreach (var (name, value) in Wording.Headlines(report))
            page.Raw("<div class=\"tile\">").Element("span", name).Element("b", value).Raw("</div>");
        page.Raw("</section>\n");
    }

    private static void Thresholds(HtmlPage page, RunReport report)
    {
        if (report.Thresholds.Count == 0) return;
        page.Element("h2", "Thresholds").OpenTable("Demanded", "#Measured", "Held");
        foreach (var threshold in report.Thresholds)
            page.Raw("<tr><td>").Element("code", threshold.Expression).Raw("</td>").Cell(Wording.Measured(threshold), "n")
                .Cell(threshold.Passed ? "yes" : "no", threshold.Passed ? "yes" : "no").Raw("</tr>");
        page.CloseTable();
    }

    private static void Charts(HtmlPage page, RunReport report)
    {
        page.Element("h2", "Course of the run").Raw("<section class=\"charts\">");
        foreach (var chart in ReportCharts.Of(report)) page.Raw(SvgChart.Render(chart));
        page.Raw("</section>\n");
    }

    private static void Truth(HtmlPage page, RunReport report)
    {
        page.Element("h2", "Truth check").Element("p", Wording.Truth(report.Truth));
        if (!report.Truth.Listed.Any()) return;
        page.OpenTable("IMEI", "What", "Handset", "Platform");
        foreach (var item in report.Truth.Listed)
            page.Raw("<tr><td>").Element("code", item.Imei).Raw("</td>").Cell(item.What).Cell(item.Handset ?? "–").Cell(item.Platform ?? "–").Raw("</tr>");
        page.CloseTable();
    }

    private static void Kinds(HtmlPage page, RunReport report)
    {
        page.Raw("<section class=\"two\">");
        KindTable(page, "Errors by kind", "No errors.", report.Errors);
        KindTable(page, "Faults injected", "The scenario has no faults.", report.Faults);
        page.Raw("</section>\n");
    }

    private static void KindTable(HtmlPage page, string title, string whenEmpty, IReadOnlyDictionary<string, long> counts)
    {
        page.Raw("<div>").Element("h2", title);
        if (counts.Count == 0) page.Element("p", whenEmpty);
        else
        {
            page.OpenTable("Kind", "#Count");
            foreach (var (kind, count) in Wording.Sorted(counts)) page.Row(Figures.Words(kind), count);
            page.CloseTable();
        }
        page.Raw("</div>");
    }

    private static void Generator(HtmlPage page, RunReport report)
    {
        page.Raw("<section class=\"two\"><div>").Element("h2", "Generator and machine").OpenTable("What", "#Value");
        foreach (var (name, value) in Wording.Generator(report)) page.Row(name, value);
        page.CloseTable().Raw("</div><div>").Element("h2", "Phases").OpenTable("Phase", "#Began", "#Took");
        foreach (var phase in report.Phases) page.Row(phase.Name, Wording.Began(report, phase), Wording.Took(phase));
        foreach (var gap in report.Gaps)
            page.Row($"Gap: {gap.Cause}", Figures.Duration(gap.From - report.StartedAt), Figures.Duration(gap.To - gap.From));
        page.CloseTable().Raw("</div></section>");
        if (report.Settings.Count == 0) return;
        page.Element("h2", "Settings").OpenTable("Setting", "Value");
        foreach (var (name, value) in report.Settings.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            page.Raw("<tr><td>").Element("code", name).Raw("</td>").Cell(value).Raw("</tr>");
        page.CloseTable();
    }
}
