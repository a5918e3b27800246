using System.Globalization;
using System.Net;
using System.Text;

namespace FleetSim.Reports.Html;

/// <summary>Draws a chart as inline SVG: no script, colours from the page's style, the values of each point as its tooltip.</summary>
internal static class SvgChart
{
    private const double Width = 600, Height = 220;
    private const double Left = 56, Right = 14, Top = 22, Bottom = 26;

    public static string Render(Chart chart)
    {
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<figure><figcaption><b>{Text(chart.Title)}</b> {Text(chart.Question)}</figcaption>");
        Legend(svg, chart);
        svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{Text(chart.Title)}\">");
        Grid(svg, chart);
        Marks(svg, chart);
        foreach (var line in chart.Lines) Line(svg, chart, line);
        Tooltips(svg, chart);
        return svg.Append("</svg></figure>\n").ToString();
    }

    private static void Legend(StringBuilder svg, Chart chart)
    {
        svg.Append("<p class=\"legend\">");
        foreach (var line in chart.Lines)
            svg.Append(CultureInfo.InvariantCulture, $"<span><i class=\"k{line.Colour}{(line.Dashed ? " dash" : "")}\"></i>{Text(line.Name)}</span>");
        svg.Append("</p>");
    }

    private static void Grid(StringBuilder svg, Chart chart)
    {
        foreach (var (value, label) in chart.YAxis.Ticks)
        {
            string y = N(Y(chart, value));
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"grid\" d=\"M{Left} {y}H{Width - Right}\"/><text class=\"y\" x=\"{Left - 7}\" y=\"{y}\" dy=\".32em\">{Text(label)}</text>");
        }
        foreach (var (value, label) in chart.XAxis.Ticks)
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"{(chart.XAxis.Place(value) > 0.96 ? "y" : "x")}\" x=\"{N(X(chart, value))}\" y=\"{Height - 8}\">{Text(label)}</text>");
    }

    private static void Marks(StringBuilder svg, Chart chart)
    {
        double free = 0;
        foreach (var (at, name) in chart.Marks)
        {
            double x = X(chart, at);
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"mark\" d=\"M{N(x)} {Top - 6}V{Height - Bottom}\"><title>{Text(name)}</title></path>");
            // A label that would run into the one before or over the edge is left to the tooltip.
            double length = name.Length * 6.2;
            if (x < free || x + length > Width - Right) continue;
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"markname\" x=\"{N(x + 3)}\" y=\"{Top - 9}\">{Text(name)}</text>");
            free = x + length + 8;
        }
    }

    private static void Line(StringBuilder svg, Chart chart, ChartLine line)
    {
        svg.Append(CultureInfo.InvariantCulture, $"<path class=\"line k{line.Colour}{(line.Dashed ? " dash" : "")}\" d=\"");
        bool pen = false;
        for (int i = 0; i < chart.X.Count; i++)
        {
            if (line.Y[i] is not { } value)
            {
                pen = false;
                continue;
            }
            svg.Append(CultureInfo.InvariantCulture, $"{(pen ? 'L' : 'M')}{N(X(chart, chart.X[i]))} {N(Y(chart, value))}");
            if (!pen) svg.Append("h.1"); // a lone point still shows
            pen = true;
        }
        svg.Append("\"/>");
    }

    /// <summary>One invisible strip per point; the browser shows its title.</summary>
    private static void Tooltips(StringBuilder svg, Chart chart)
    {
        svg.Append("<g class=\"tip\">");
        for (int i = 0; i < chart.X.Count; i++)
        {
            double from = i == 0 ? Left : Middle(chart, i - 1), to = i == chart.X.Count - 1 ? Width - Right : Middle(chart, i);
            svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{N(from)}\" y=\"{Top}\" width=\"{N(Math.Max(to - from, 0))}\" height=\"{Height - Top - Bottom}\"><title>{Text(chart.XLabel(chart.X[i]))}");
            foreach (var line in chart.Lines)
                if (line.Y[i] is { } value) svg.Append(CultureInfo.InvariantCulture, $"\n{Text(line.Name)}: {Text(chart.YLabel(value))}");
            svg.Append("</title></rect>");
        }
        svg.Append("</g>");
    }

    private static double Middle(Chart chart, int i) => (X(chart, chart.X[i]) + X(chart, chart.X[i + 1])) / 2;

    private static double X(Chart chart, double value) => Left + (chart.XAxis.Place(value) * (Width - Left - Right));

    private static double Y(Chart chart, double value) => Height - Bottom - (chart.YAxis.Place(value) * (Height - Top - Bottom));

    private static string N(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
