namespace FleetSim.Scenarios.Conformance.Lint;

/// <summary>How a rule fared over all handsets.</summary>
/// <param name="Seen">Occasions; 0: the rule was not exercised.</param>
/// <param name="Broken">Occasions on which it was broken.</param>
/// <param name="Handsets">Handsets that saw it broken.</param>
/// <param name="First">The earliest finding; null: none.</param>
public sealed record LintResult(LintRule Rule, long Seen, long Broken, int Handsets, LintFinding? First);

/// <summary>The sheets of a fleet, put together: a result for every rule there is, in the order of the report.</summary>
public sealed record LintReport(int Handsets, IReadOnlyList<LintResult> Results)
{
    public static LintReport Of(IReadOnlyCollection<LintSheet> sheets)
    {
        ArgumentNullException.ThrowIfNull(sheets);
        return new LintReport(sheets.Count, [.. LintRules.All.Select(rule => Of(rule, sheets))]);
    }

    public IEnumerable<LintResult> Exercised => Results.Where(result => result.Seen > 0);

    public IEnumerable<LintResult> Findings => Results.Where(result => result.Broken > 0);

    public bool HasErrors => Findings.Any(result => result.Rule.Severity == LintSeverity.Error);

    private static LintResult Of(LintRule rule, IReadOnlyCollection<LintSheet> sheets) => new(
        rule,
        sheets.Sum(sheet => (long)sheet.Seen(rule)),
        sheets.Sum(sheet => (long)sheet.Broken(rule)),
        sheets.Count(sheet => sheet.Broken(rule) > 0),
        sheets.SelectMany(sheet => sheet.Findings).Where(finding => finding.Rule == rule).MinBy(finding => finding.At));
}
