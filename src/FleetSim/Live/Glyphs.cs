namespace FleetSim.Live;

/// <summary>Bars and sparklines of characters; plain ASCII where the terminal has no Unicode.</summary>
internal static class Glyphs
{
    private const string Blocks = "▁▂▃▄▅▆▇█";
    private const string AsciiBlocks = "_.:-=+*#";

    public static string Bar(double share, int width, bool unicode)
    {
        int full = (int)Math.Round(Math.Clamp(share, 0, 1) * width);
        return new string(unicode ? '━' : '#', full) + new string(unicode ? '─' : '.', width - full);
    }

    /// <summary>The last <paramref name="width"/> values, scaled to the largest of them.</summary>
    public static string Sparkline(IReadOnlyList<double> values, int width, bool unicode)
    {
        string levels = unicode ? Blocks : AsciiBlocks;
        var shown = values.Skip(Math.Max(0, values.Count - width)).ToList();
        double max = shown.DefaultIfEmpty(0).Max();
        return string.Concat(shown.Select(value => max <= 0 || value <= 0 ? levels[0] : levels[1 + (int)Math.Round(value / max * (levels.Length - 2))]));
    }
}
