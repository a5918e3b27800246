using System.Text.RegularExpressions;
using System.Xml.Linq;
using FleetSim.Reports;
using FleetSim.Reports.Model;

namespace FleetSim.Tests;

public sealed partial class ReportWriterTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("fleetsim-report-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void Four_files_are_written_and_named_in_order()
    {
        string directory = Path.Combine(_directory, "new", "place");
        var written = ReportWriter.Write(SampleReport.Passed, directory);
        Assert.Equal(["report.html", "report.json", "report.md", "report.schema.json"], written.Select(path => Path.GetFileName(path)));
        Assert.Equal(written, Directory.GetFiles(directory).Order());
    }

    [Fact]
    public void The_page_fetches_nothing_and_runs_nothing()
    {
        string html = Html(SampleReport.Failed);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("http:", html, StringComparison.Ordinal);
        Assert.DoesNotContain("https:", html, StringComparison.Ordinal);
        Assert.DoesNotContain("src=", html, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "VALID, passed", "verdict good")]
    [InlineData(false, "INVALID, not passed", "verdict bad")]
    public void The_verdict_stands_on_top(bool passed, string verdict, string style)
    {
        string html = Html(passed ? SampleReport.Passed : SampleReport.Failed);
        Assert.Contains($"<section class=\"{style}\"><b>{verdict}</b>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_chart_is_drawn_and_well_formed()
    {
        var figures = Figure().Matches(Html(SampleReport.Failed)).Select(match => XElement.Parse(match.Value)).ToList();
        Assert.Equal(
            ["Rates", "Fleet", "Session latency", "Latency percentiles", "Campaign", "Generator"],
            figures.Select(figure => figure.Element("figcaption")!.Element("b")!.Value));
        Assert.All(figures, figure => Assert.NotEmpty(figure.Descendants("rect")));
    }

    [Fact]
    public void A_gap_breaks_the_line_of_a_rate()
    {
        Assert.Equal(1, Pens(SampleReport.Passed));
        Assert.Equal(2, Pens(SampleReport.Failed));

        int Pens(RunReport report) => Figure().Matches(Html(report)).Select(match => XElement.Parse(match.Value)).First()
            .Descendants("path").Single(path => (string?)path.Attribute("class") == "line k2").Attribute("d")!.Value.Count(c => c == 'M');
    }

    [Fact]
    public void A_run_without_any_data_still_has_a_page()
    {
        var empty = SampleReport.Passed with { Series = [], Campaign = [], Phases = [], Thresholds = [], Errors = new Dictionary<string, long>(), Sessions = new SessionReport { LatencyMs = new LatencySummary(0, 0, 0, 0, 0) } };
        Assert.Empty(Figure().Matches(Html(empty)));
        Assert.Single(Figure().Matches(Html(empty with { Series = [new SeriesPoint { AtSeconds = 0 }, new SeriesPoint { AtSeconds = 0 }] })), match => match.Value.Contains("Rates", StringComparison.Ordinal));
    }

    [Fact]
    public void Markdown_tables_survive_what_stands_in_them()
    {
        string[] lines = File.ReadAllLines(ReportWriter.Write(SampleReport.Failed, _directory)[2]);
        Assert.Equal("# first-day: INVALID, not passed", lines[0]);
        Assert.Contains("| `dm_session p99 < 400ms` | 812 | **no** |", lines);
        Assert.Contains("| `a\\|b > 1` | not measured | **no** |", lines);
        Assert.Contains("| 860000000012343 | model | &lt;script>alert(1)&lt;/script> | – |", lines);
        Assert.Contains("| connection lost | 31 |", lines);
    }

    private string Html(RunReport report) => File.ReadAllText(ReportWriter.Write(report, _directory)[0]);

    [GeneratedRegex("<figure>.*?</figure>", RegexOptions.Singleline)]
    private static partial Regex Figure();
}
