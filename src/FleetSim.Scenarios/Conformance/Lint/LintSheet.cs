using FleetSim.Protocol.Identity;

namespace FleetSim.Scenarios.Conformance.Lint;

/// <summary>
/// What one handset saw, rule by rule: how often there was an occasion, how often the rule was broken, and the first findings. Its size depends
/// on the number of rules only.
/// </summary>
public sealed class LintSheet(Imei imei)
{
    /// <summary>Findings of one rule that are kept; the others are counted.</summary>
    public const int FindingsPerRule = 3;

    /// <summary>Characters of a peer's text in a finding.</summary>
    public const int QuotedCharacters = 80;

    private readonly Dictionary<LintRule, Line> _lines = [];

    public Imei Imei { get; } = imei;

    /// <summary>Everything that was found, in the order of the first occasion of each rule.</summary>
    public IEnumerable<LintFinding> Findings => _lines.Values.SelectMany(line => line.First);

    /// <summary>The moment of what is being looked at.</summary>
    internal DateTimeOffset At { get; set; }

    /// <summary>Where that is.</summary>
    internal LintPlace Place { get; set; } = LintPlace.Nowhere;

    /// <summary>Occasions of a rule, those on which it was broken included.</summary>
    public int Seen(LintRule rule) => _lines.GetValueOrDefault(rule)?.Seen ?? 0;

    public int Broken(LintRule rule) => _lines.GetValueOrDefault(rule)?.Broken ?? 0;

    /// <summary>What was seen up to now.</summary>
    public LintSheet Copy()
    {
        LintSheet copy = new(Imei);
        foreach ((LintRule rule, Line line) in _lines) copy._lines.Add(rule, new Line { Seen = line.Seen, Broken = line.Broken, First = [.. line.First] });
        return copy;
    }

    /// <summary>A peer's text in a finding: cut, and without control characters, which would play with a terminal.</summary>
    internal static string Quote(string? text)
    {
        if (text is null) return "nothing";
        string cut = text.Length <= QuotedCharacters ? text : text[..QuotedCharacters] + "...";
        return $"'{string.Concat(cut.Select(c => char.IsControl(c) ? '.' : c))}'";
    }

    internal void Held(LintRule rule) => LineOf(rule).Seen++;

    internal void Held(params ReadOnlySpan<LintRule> rules)
    {
        foreach (LintRule rule in rules) Held(rule);
    }

    internal void Found(LintRule rule, string detail) => Found(rule, Place, detail);

    internal void Found(LintRule rule, LintPlace place, string detail)
    {
        Line line = LineOf(rule);
        line.Seen++;
        line.Broken++;
        if (line.First.Count < FindingsPerRule) line.First.Add(new LintFinding(rule, Imei, At, place, detail));
    }

    /// <summary>Counts one occasion; a finding when the rule does not hold.</summary>
    internal bool Check(LintRule rule, bool holds, string detail)
    {
        if (holds) Held(rule);
        else Found(rule, detail);
        return holds;
    }

    /// <summary>Looks at something at another place, and comes back.</summary>
    internal void Look(LintPlace place, Action look)
    {
        LintPlace before = Place;
        Place = place;
        look();
        Place = before;
    }

    private Line LineOf(LintRule rule)
    {
        if (!_lines.TryGetValue(rule, out Line? line)) _lines.Add(rule, line = new Line());
        return line;
    }

    private sealed class Line
    {
        public int Seen { get; set; }

        public int Broken { get; set; }

        public List<LintFinding> First { get; init; } = [];
    }
}
