using FleetSim.Reports.Model;

namespace FleetSim.Reports.Html;

/// <summary>Which charts a report has; one that nobody has data for is left out.</summary>
internal static class ReportCharts
{
    private const int Points = 240;

    public static IEnumerable<Chart> Of(RunReport report)
    {
        var series = Thin(report.Series, static point => point.AtSeconds);
        if (series.Count > 1)
        {
            yield return Rates(report, series);
            yield return Fleet(report, series);
            if (series.Any(point => point.P50Ms is not null)) yield return LatencyOverTime(report, series);
        }
        if (report.Sessions.Percentiles.Count > 1) yield return LatencyCurve(report.Sessions.Percentiles);
        var campaign = Thin(report.Campaign, static point => point.AtSeconds);
        if (campaign.Count > 1) yield return Campaign(report, campaign);
        if (series.Count > 1) yield return Generator(report, series);
    }

    private static Chart Rates(RunReport report, IReadOnlyList<SeriesPoint> series) => OverTime(
        report, series, "Rates", "How fast did the fleet register and talk?", Figures.Number, "/s",
        new("registrations sent", 1, Rate(report, series, p => p.RegistrationsSent)),
        new("sessions completed", 2, Rate(report, series, p => p.SessionsCompleted)),
        new("sessions failed", 3, Rate(report, series, p => p.SessionsFailed)),
        new("errors", 4, Rate(report, series, p => p.Errors)));

    private static Chart Fleet(RunReport report, IReadOnlyList<SeriesPoint> series) => OverTime(
        report, series, "Fleet", "How many handsets were in which state?", Count, "",
        new("on", 5, Values(series, p => p.PoweredOn)),
        new("registered", 1, Values(series, p => p.Registered)),
        new("unconfirmed", 4, Values(series, p => p.Unconfirmed)),
        new("downloading", 6, Values(series, p => p.Downloading)),
        new("updated", 2, Values(series, p => p.Updated)));

    private static Chart LatencyOverTime(RunReport report, IReadOnlyList<SeriesPoint> series)
    {
        ChartLine[] lines =
        [
            new("p50", 2, [.. series.Select(p => p.P50Ms)]),
            new("p95", 4, [.. series.Select(p => p.P95Ms)]),
            new("p99", 3, [.. series.Select(p => p.P99Ms)]),
        ];
        return OverTime(report, series, "Session latency", "How long did sessions take, from their intended start?", Figures.Milliseconds, "", lines)
            with { YAxis = Axis.Logarithmic(Min(lines), Max(lines), Figures.Milliseconds) };
    }

    /// <summary>The axis is stretched towards 100 %: each further nine takes the same room.</summary>
    private static Chart LatencyCurve(IReadOnlyList<PercentilePoint> percentiles)
    {
        double last = percentiles.Where(p => p.Percentile < 100).Select(p => p.Percentile).DefaultIfEmpty(99).Max();
        var points = percentiles.Where(p => p.Percentile <= last).ToList();
        var line = new ChartLine("latency", 1, [.. points.Select(p => (double?)p.Ms)]);
        var ticks = ((double[])[0, 50, 90, 99, 99.9, 99.99, 99.999]).Where(p => p <= last).Select(p => (Nines(p), FormattableString.Invariant($"{p} %"))).ToList();
        return new Chart(
            "Latency percentiles", "Which share of the sessions took at most how long?", [.. points.Select(p => Nines(p.Percentile))],
            Axis.Fixed(0, Nines(last), ticks), Axis.Logarithmic(Min(line), Max(line), Figures.Milliseconds), [line],
            at => FormattableString.Invariant($"{100 * (1 - Math.Pow(10, -at)):0.###} %"), Figures.Milliseconds, []);
    }

    private static Chart Campaign(RunReport report, IReadOnlyList<CampaignPoint> campaign)
    {
        ChartLine[] lines =
        [
            new("targeted", 5, [.. campaign.Select(_ => (double?)report.Firmware.Targeted)], Dashed: true),
            new("download begun", 1, [.. campaign.Select(p => (double?)p.Started)]),
            new("downloaded", 6, [.. campaign.Select(p => (double?)p.Downloaded)]),
            new("updated", 2, [.. campaign.Select(p => (double?)p.Succeeded)]),
            new("failed or refused", 3, [.. campaign.Select(p => (double?)p.Failed)]),
        ];
        return Timed(report, [.. campaign.Select(p => p.AtSeconds)], "Campaign", "When was the firmware where it belongs?", Count, "", lines);
    }

    private static Chart Generator(RunReport report, IReadOnlyList<SeriesPoint> series) => OverTime(
        report, series, "Generator", "Was FleetSim itself near its limit?", Figures.Number, " %", new ChartLine("CPU of all cores", 6, Values(series, p => p.CpuPercent)))
        with { YAxis = Axis.Linear(100, value => Figures.Number(value) + " %") };

    private static Chart OverTime(RunReport report, IReadOnlyList<SeriesPoint> series, string title, string question, Func<double, string> label, string unit, params ChartLine[] lines) =>
        Timed(report, [.. series.Select(p => p.AtSeconds)], title, question, label, unit, [.. lines.Where(HasValues)]);

    private static Chart Timed(RunReport report, IReadOnlyList<double> at, string title, string question, Func<double, string> label, string unit, IReadOnlyList<ChartLine> lines) => new(
        title, question, at, Axis.Time(at[0], at[^1]), Axis.Linear(Math.Max(Max([.. lines]), 1), value => label(value) + unit), lines,
        value => Figures.Duration(TimeSpan.FromSeconds(value)), value => label(value) + unit,
        [.. report.Phases.Select(phase => ((phase.StartedAt - report.StartedAt).TotalSeconds, phase.Name)).Where(mark => mark.TotalSeconds >= at[0] && mark.TotalSeconds <= at[^1])]);

    private static bool HasValues(ChartLine line) => line.Y.Any(value => value is > 0);

    private static List<double?> Values(IReadOnlyList<SeriesPoint> series, Func<SeriesPoint, double> value) => [.. series.Select(point => (double?)value(point))];

    /// <summary>Per second since the point before; nothing across a stretch that nobody counted.</summary>
    private static List<double?> Rate(RunReport report, IReadOnlyList<SeriesPoint> series, Func<SeriesPoint, long> total)
    {
        var rates = new List<double?> { null };
        for (int i = 1; i < series.Count; i++)
        {
            double from = series[i - 1].AtSeconds, to = series[i].AtSeconds;
            bool gap = report.Gaps.Any(g => (g.From - report.StartedAt).TotalSeconds < to && (g.To - report.StartedAt).TotalSeconds > from);
            rates.Add(gap || to <= from ? null : Math.Max(0, total(series[i]) - total(series[i - 1])) / (to - from));
        }
        return rates;
    }

    /// <summary>At most <see cref="Points"/> of them, evenly, the last one always.</summary>
    private static List<T> Thin<T>(IReadOnlyList<T> points, Func<T, double> at)
    {
        int stride = Math.Max(1, (points.Count + Points - 1) / Points);
        return [.. points.OrderBy(at).Where((_, i) => i % stride == 0 || i == points.Count - 1)];
    }

    private static string Count(double value) => Figures.Count((long)Math.Round(value));

    private static double Nines(double percentile) => -Math.Log10(Math.Max(1 - (percentile / 100), 1e-9));

    private static double Max(params ChartLine[] lines) => lines.SelectMany(line => line.Y).Max() ?? 0;

    private static double Min(params ChartLine[] lines) => lines.SelectMany(line => line.Y).Where(y => y > 0).Min() ?? 1;
}
