using System.Net;
using System.Text;

namespace FleetSim.Reports.Html;

/// <summary>A page being written. Only <see cref="Raw"/> lets markup through.</summary>
internal sealed class HtmlPage
{
    private readonly StringBuilder _page = new();

    public HtmlPage Raw(string markup)
    {
        _page.Append(markup);
        return this;
    }

    public HtmlPage Text(string text) => Raw(WebUtility.HtmlEncode(text));

    public HtmlPage Element(string name, string text, string? style = null) =>
        Raw(style is null ? $"<{name}>" : $"<{name} class=\"{style}\">").Text(text).Raw($"</{name}>");

    /// <param name="heads">A head that begins with "#" stands over numbers, which are set to the right.</param>
    public HtmlPage OpenTable(params string[] heads)
    {
        Raw("<div class=\"scroll\"><table><thead><tr>");
        foreach (string head in heads) Element("th", head.TrimStart('#'), head[0] == '#' ? "n" : null);
        return Raw("</tr></thead><tbody>");
    }

    public HtmlPage Cell(string text, string? style = null) => Element("td", text, style);

    /// <summary>A name and its numbers.</summary>
    public HtmlPage Row(string name, params string[] values)
    {
        Raw("<tr>").Cell(name);
        foreach (string value in values) Cell(value, "n");
        return Raw("</tr>");
    }

    public HtmlPage Row(string name, long count) => Row(name, Figures.Count(count));

    public HtmlPage CloseTable() => Raw("</tbody></table></div>\n");

    public override string ToString() => _page.ToString();
}
