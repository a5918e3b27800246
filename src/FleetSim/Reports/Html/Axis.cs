namespace FleetSim.Reports.Html;

/// <summary>One axis: which values it shows and where a value lies on it, 0 at its begin and 1 at its end.</summary>
internal sealed class Axis
{
    private readonly double _from;
    private readonly double _to;
    private readonly bool _log;

    private Axis(double from, double to, bool log, IReadOnlyList<(double Value, string Label)> ticks)
    {
        (_from, _to, _log) = (log ? Math.Log10(from) : from, log ? Math.Log10(to) : to, log);
        Ticks = ticks;
    }

    public IReadOnlyList<(double Value, string Label)> Ticks { get; }

    /// <summary>From 0 to a round value at or above <paramref name="max"/>, some four steps.</summary>
    public static Axis Linear(double max, Func<double, string> label)
    {
        double step = RoundStep(Math.Max(max, 1e-9) / 4);
        int steps = Math.Max(1, (int)Math.Ceiling((max / step) - 1e-9));
        return new Axis(0, step * steps, log: false, [.. Enumerable.Range(0, steps + 1).Select(i => (i * step, label(i * step)))]);
    }

    /// <summary>Whole decades around the values.</summary>
    public static Axis Logarithmic(double min, double max, Func<double, string> label)
    {
        int first = (int)Math.Floor(Math.Log10(Math.Max(min, 1e-3)));
        int last = Math.Max(first + 1, (int)Math.Ceiling(Math.Log10(Math.Max(max, 1e-3)) - 1e-9));
        return new Axis(Math.Pow(10, first), Math.Pow(10, last), log: true,
            [.. Enumerable.Range(first, last - first + 1).Select(i => (Math.Pow(10, i), label(Math.Pow(10, i))))]);
    }

    /// <summary>Seconds, with ticks at round times.</summary>
    public static Axis Time(double from, double to)
    {
        double span = Math.Max(to - from, 1);
        double step = ((double[])[1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 43200, 86400]).FirstOrDefault(s => span / s <= 9, 86400 * Math.Ceiling(span / 86400 / 9));
        var ticks = new List<(double, string)>();
        for (double at = Math.Ceiling(from / step) * step; at <= to + 1e-9; at += step) ticks.Add((at, Figures.Duration(TimeSpan.FromSeconds(at))));
        return new Axis(from, from + span, log: false, ticks);
    }

    /// <summary>A scale that the caller has computed itself.</summary>
    public static Axis Fixed(double from, double to, IReadOnlyList<(double Value, string Label)> ticks) => new(from, to, log: false, ticks);

    public double Place(double value)
    {
        double at = _log ? Math.Log10(Math.Max(value, 1e-3)) : value;
        return Math.Clamp((at - _from) / (_to - _from), 0, 1);
    }

    /// <summary>1, 2 or 5 times a power of ten, at least <paramref name="step"/>.</summary>
    private static double RoundStep(double step)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(step)));
        return power * (step / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 };
    }
}
