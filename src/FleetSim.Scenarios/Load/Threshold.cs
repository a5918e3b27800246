using System.Globalization;

namespace FleetSim.Scenarios.Load;

/// <summary>
/// What a run must reach: <c>metric operator value unit?</c>, such as <c>sessions.p99 &lt; 400ms</c> or <c>sessions.failed_share &lt;= 0.5%</c>.
/// Operators: &lt; &lt;= &gt; &gt;= == !=. Units: ms and s (compared in ms), % (compared as a part of 1).
/// </summary>
public sealed record Threshold(string Expression, string Metric, string Operator, double Value)
{
    /// <summary>Null when the text is no threshold.</summary>
    public static Threshold? Parse(string text)
    {
        string[] words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length is not (3 or 4) || words[1] is not ("<" or "<=" or ">" or ">=" or "==" or "!=")) return null;
        if (words.Length == 4 && words[3].AsSpan().ContainsAnyInRange('0', '9')) return null;
        string value = words.Length == 4 ? words[2] + words[3] : words[2];
        int digits = value.AsSpan().LastIndexOfAnyInRange('0', '9') + 1;
        double? factor = value[digits..] switch { "" or "ms" => 1, "s" => 1000, "%" => 0.01, _ => null };
        return factor is { } f && double.TryParse(value.AsSpan(0, digits), NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            ? new Threshold(text, words[0], words[1], number * f)
            : null;
    }

    public bool Holds(double measured) => Operator switch
    {
        "<" => measured < Value,
        "<=" => measured <= Value,
        ">" => measured > Value,
        ">=" => measured >= Value,
        "==" => measured == Value,
        "!=" => measured != Value,
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
