using System.Text.RegularExpressions;
using FleetSim.Platform.Settings;
using FleetSim.Scenarios.Conformance.Lint;

namespace FleetSim.EndToEnd.Tests.VirtualTime;

/// <summary>The lint against the reference platform: right, it gives no finding over a whole day; each drill is found by its row.</summary>
public sealed partial class LintTests(ITestOutputHelper log)
{
    public static TheoryData<string> Found => [.. LintedDrills.Found.Keys];

    public static TheoryData<string> Legal => [.. LintedDrills.Legal.Keys];

    [Fact]
    public void The_right_platform_gives_no_finding()
    {
        VirtualWorld world = LintedDay.Live([]);
        Assert.True(world.IsSettled);
        LintReport report = LintedDay.Lint(world);
        Assert.Equal("", Text(report));
        Assert.InRange(report.Exercised.Count(), 65, int.MaxValue);
        log.WriteLine($"not seen: {string.Join(", ", report.Results.Where(r => r.Seen == 0).Select(r => r.Rule.Id))}");
    }

    [Fact]
    public void The_right_platform_gives_no_finding_when_a_handset_needs_many_messages() =>
        Assert.Equal("", Text(LintedDay.Lint(LintedDay.Live([], LintedDrills.WithLongAnswers))));

    [Theory]
    [InlineData(Telling.Undisturbed)]
    [InlineData(Telling.Killed)]
    public void The_right_platform_gives_no_finding_on_a_day_of_troubles(Telling telling)
    {
        IReadOnlyList<TimeSpan> kills = telling == Telling.Killed ? [TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(11)] : [];
        VirtualWorld world = VirtualWorld.Live(TroubledDay.Scenario(), new WorldOptions { Kills = kills });
        Assert.True(world.IsSettled);
        Assert.Equal("", Text(LintedDay.Lint(world)));
    }

    [Theory]
    [MemberData(nameof(Found))]
    public void A_drill_is_found_by_its_row(string drill)
    {
        FoundDrill expected = LintedDrills.Found[drill];
        VirtualWorld world = LintedDay.Live([.. expected.With ?? [], DrillOptions.Named(drill)], expected.Platform);
        Assert.True(world.Platform.Status.Drills.ContainsKey(drill), $"{drill} never struck");
        LintReport report = LintedDay.Lint(world);
        log.WriteLine(Text(report));
        string[] rules = [.. report.Findings.Select(f => f.Rule.Id)];
        Assert.Contains(expected.Rule.Id, rules);
        Assert.Empty(rules.Except(expected.Also).Except([expected.Rule.Id]));
        Assert.True(SharesARow(world.Platform.Drills.Single(d => d.Name == drill).Breaks, report), $"{drill} breaks a row that no finding names");
    }

    [Theory]
    [MemberData(nameof(Legal))]
    public void A_drill_that_does_something_legal_gives_no_error(string drill)
    {
        LegalDrill legal = LintedDrills.Legal[drill];
        VirtualWorld world = LintedDay.Live([DrillOptions.Named(drill)]);
        Assert.True(world.Platform.Status.Drills.ContainsKey(drill), $"{drill} never struck");
        LintReport report = LintedDay.Lint(world);
        Assert.True(report.Findings.All(f => legal.Warnings.Contains(f.Rule)), $"{drill} ({legal.Reason}): {Text(report)}");
        Assert.All(legal.Warnings, warning => Assert.Equal(LintSeverity.Warning, warning.Severity));
        Assert.False(report.HasErrors);
    }

    [Fact]
    [Trait("rule", "server-mac")]
    public void A_wrong_MAC_is_found_by_a_handset_that_demands_one()
    {
        Assert.Equal("", Text(MacTalk.Lint([])));
        Assert.StartsWith("server-mac ", Text(MacTalk.Lint([DrillOptions.Named(MacTalk.Drill)])), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_drill_there_is_is_in_one_of_the_lists()
    {
        string[] listed = [.. LintedDrills.Found.Keys, .. LintedDrills.Legal.Keys, MacTalk.Drill];
        Assert.Equal(LintedDay.Live([]).Platform.Drills.Select(d => d.Name).Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    private static string Text(LintReport report) => string.Join("; ", report.Findings.Select(f => $"{f.Rule.Id} {f.Broken}/{f.Seen} at {f.First!.Place}: {f.First.Detail}"));

    /// <summary>True when the drill names no row of the matrix, or one that a broken rule names as well.</summary>
    private static bool SharesARow(string breaks, LintReport report)
    {
        string[] rows = [.. Row().Matches(breaks).Select(m => m.Value)];
        return rows.Length == 0 || report.Findings.SelectMany(f => Row().Matches(f.Rule.Basis).Select(m => m.Value)).Intersect(rows).Any();
    }

    [GeneratedRegex(@"\b[A-Z]{3}-\d\d\b")]
    private static partial Regex Row();
}
