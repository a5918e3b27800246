using System.Text;
using System.Text.RegularExpressions;

namespace FleetSim.Architecture.Tests.Docs;

/// <summary>One rule of the lint as the source has it.</summary>
internal sealed record LintPageRule(string Area, string Id, string Severity, string Basis, string Sentence, string Cure);

/// <summary>docs/lint-rules.md: every rule of the lint, made from its one table.</summary>
internal static partial class LintPage
{
    public const string Path = "docs/lint-rules.md";

    private const string Source = "src/FleetSim.Scenarios/Conformance/Lint/LintRules.cs";

    private const string Head = """
        <!-- Generated from the table of the rules; FLEETSIM_REFRESH_DOCS=1 writes it anew. -->
        # Rules of the lint

        What `fleetsim conformance --target URL` looks for; [howto/lint-a-platform.md](howto/lint-a-platform.md) shows how. An error makes the exit code 1, a warning does not.
        The basis is a row of the [conformance matrix](conformance.md), or document and section.

        """;

    public static IReadOnlyList<LintPageRule> Rules { get; } = [.. Read()];

    public static string Generate()
    {
        StringBuilder page = new(Head.ReplaceLineEndings("\n"));
        page.Append(FormattableString.Invariant($"{Rules.Count} rules, {Rules.Count(r => r.Severity == "Warning")} of them warnings.\n"));
        foreach (IGrouping<string, LintPageRule> area in Rules.GroupBy(r => r.Area))
        {
            page.Append(FormattableString.Invariant($"\n## {area.Key}\n\n| rule | severity | what the platform did | cure | basis |\n| --- | --- | --- | --- | --- |\n"));
            foreach (LintPageRule rule in area) page.Append(FormattableString.Invariant($"| `{rule.Id}` | {rule.Severity.ToLowerInvariant()} | {rule.Sentence} | {rule.Cure} | {rule.Basis} |\n"));
        }

        return page.ToString();
    }

    private static IEnumerable<LintPageRule> Read()
    {
        string source = Repository.Read(Source);
        Dictionary<string, string> words = Word().Matches(source).ToDictionary(m => m.Groups["name"].Value, m => m.Groups["text"].Value);
        foreach (Match rule in RuleLine().Matches(source))
        {
            string basis = string.Concat(rule.Groups["basis"].Value.Split(" + ").Select(part => part[0] == '"' ? part.Trim('"') : words[part]));
            yield return new LintPageRule(rule.Groups["area"].Value, rule.Groups["id"].Value, rule.Groups["severity"].Value, basis, rule.Groups["sentence"].Value, rule.Groups["cure"].Value);
        }
    }

    [GeneratedRegex("""const string (?<name>\w+) = "(?<text>[^"]+)";""")]
    private static partial Regex Word();

    [GeneratedRegex("""Add\((?<area>\w+), "(?<id>[^"]+)", (?<severity>Error|Warning), (?<basis>.+?), "(?<sentence>[A-Z][^"]+\.)", "(?<cure>[^"]+)"\);""")]
    private static partial Regex RuleLine();
}
