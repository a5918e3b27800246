using System.Text;
using System.Text.RegularExpressions;

namespace FleetSim.Architecture.Tests.Docs;

/// <summary>A row of the matrix as the sources have it.</summary>
internal sealed record MatrixRow(string Id, string Level, string Behaviour)
{
    public bool IsTestable => Level != "Reference";
}

/// <summary>What breaks a row on purpose: a quirk of a handset or a drill of the platform.</summary>
internal sealed record RowBreaker(string Row, string Name, string Sentence);

/// <summary>docs/conformance.md: the matrix, the tests of each row, and the switch that makes them fail.</summary>
internal static partial class ConformancePage
{
    public const string Path = "docs/conformance.md";

    private const string Head = """
        <!-- Generated from the row traits of the tests, the matrix and the quirks; FLEETSIM_REFRESH_DOCS=1 writes it anew. -->
        # Conformance

        QB-E-008, terminal management, row by row. A row is *tested* when tests carry its id, and *proved* when they fail with the switch in the last column on:
        a quirk of the handset (`fleet.models[].quirks` in a scenario), or a drill of the reference platform. References have no test of their own.

        """;

    public static IReadOnlyList<MatrixRow> Rows { get; } =
        [.. RowLine().Matches(Repository.Read("src/FleetSim.Scenarios/Conformance/ConformanceMatrix.cs")).Select(m => new MatrixRow(m.Groups["id"].Value, m.Groups["level"].Value, m.Groups["text"].Value))];

    public static IReadOnlyList<RowBreaker> Breakers { get; } =
    [
        .. Repository.FilesUnder("src/FleetSim.Device/Quirks/", ".cs").SelectMany(file => QuirkLine().Matches(Repository.Read(file))).Select(Breaker),
        .. DrillLine().Matches(Repository.Read("src/FleetSim.Platform/Drills/DrillCatalogue.cs")).Select(Breaker),
    ];

    public static ILookup<string, string> Tests { get; } = TestTrait.All.Where(t => t.Name == "row").ToLookup(t => t.Value, t => t.Test);

    public static string Generate()
    {
        StringBuilder page = new(Head.ReplaceLineEndings("\n"));
        int testable = Rows.Count(r => r.IsTestable);
        page.Append(FormattableString.Invariant($"{Rows.Count} rows, {testable} testable: {Rows.Count(IsTested)} tested, {Rows.Count(IsProved)} proved.\n"));
        foreach (IGrouping<string, MatrixRow> part in Rows.GroupBy(r => r.Id[..3]))
        {
            page.Append(FormattableString.Invariant($"\n## {part.Key}\n\n| row | level | behaviour | state | tests | switch |\n| --- | --- | --- | --- | --- | --- |\n"));
            foreach (MatrixRow row in part) page.Append(Line(row));
        }

        return page.ToString();
    }

    public static bool IsTested(MatrixRow row) => row.IsTestable && Tests.Contains(row.Id);

    public static bool IsProved(MatrixRow row) => IsTested(row) && Breakers.Any(b => b.Row == row.Id);

    private static string Line(MatrixRow row)
    {
        string tests = string.Join("<br>", Tests[row.Id].Distinct().Order(StringComparer.Ordinal));
        string breakers = string.Join("<br>", Breakers.Where(b => b.Row == row.Id).Select(b => $"`{b.Name}`: {b.Sentence}"));
        string state = !row.IsTestable ? "reference" : IsProved(row) ? "proved" : IsTested(row) ? "tested" : "**open**";
        return $"| {row.Id} | {LevelName(row.Level)} | {row.Behaviour} | {state} | {tests} | {breakers} |\n";
    }

    private static RowBreaker Breaker(Match match) => new(match.Groups["id"].Value, match.Groups["name"].Value, match.Groups["text"].Value);

    private static string LevelName(string level) => level switch
    {
        "MandatoryWithOption" => "mandatory with ALR-02",
        _ => level.ToLowerInvariant(),
    };

    [GeneratedRegex("""new\("(?<id>[A-Z]{3}-\d\d)", (?<level>\w+), "(?<text>[^"]+)"\)""")]
    private static partial Regex RowLine();

    [GeneratedRegex("""new\("(?<id>(UIM|ALR|REG|COL|CFG|FUM|EXC)-\d\d)", "(?<name>[a-z0-9-]+)", "(?<text>[^"]+)"\)""")]
    private static partial Regex QuirkLine();

    /// <summary>A drill that breaks a duty of the platform: its rule begins with the row.</summary>
    [GeneratedRegex("""new\("(?<name>\w+)", DrillPoint\.\w+, "(?<text>[^"]+)", "(?<id>REG-02|REG-26)\b""")]
    private static partial Regex DrillLine();
}
