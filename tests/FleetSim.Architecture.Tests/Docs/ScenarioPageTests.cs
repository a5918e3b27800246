using System.Text.RegularExpressions;

namespace FleetSim.Architecture.Tests.Docs;

/// <summary>docs/scenarios.md names what the reader knows: every key, no other, with the default in force.</summary>
public sealed partial class ScenarioPageTests
{
    private const string Page = "docs/scenarios.md";
    private const int DefaultCell = 2;

    private static readonly IReadOnlyDictionary<string, string?> Known = ScenarioKeys.Read();
    private static readonly Dictionary<string, string[]> Documented = DocTable.Rows(Page).ToDictionary();

    [Fact]
    public void The_keys_are_found_in_the_source_with_their_paths()
    {
        Assert.Contains("schema", Known.Keys);
        Assert.Contains("platform.collect.uiModes", Known.Keys);
        Assert.Contains("platform.firmware.uiModes", Known.Keys);
        Assert.Equal("10000", Known["fleet.terminals"]);
        Assert.Equal("required", Known["name"]);
        Assert.Contains("fleet.models[].model", Known.Keys);
        Assert.Contains("fleet.models[].behaviour", Known.Keys);
        Assert.Equal("1 s to 4 s", Known["users.thinkTime"]);
        Assert.Equal("400", Known["platform.collect.ratePerSecond"]);
        Assert.Equal("perSession", Known["connection.policy"]);
    }

    [Fact]
    public void Every_key_stands_in_the_page() => Assert.Empty(Known.Keys.Except(Documented.Keys).Order());

    [Fact]
    public void The_page_names_no_key_that_the_reader_does_not_know() =>
        Assert.Empty(Documented.Keys.Where(k => !Known.ContainsKey(k) && !IsMetric(k)).Order());

    [Fact]
    public void Each_default_is_the_one_in_force() => Assert.Empty(
        from key in Known
        where key.Value is not null && Documented.ContainsKey(key.Key)
        let written = Documented[key.Key][DefaultCell]
        where Plain(written) != Plain(key.Value)
        select $"{key.Key}: the page says '{written}', the reader '{key.Value}'");

    [Fact]
    public void The_metrics_of_thresholds_are_those_of_the_program()
    {
        string[] names = [.. Repository.Read("src/FleetSim/Run/RunMetrics.cs").Split("[\"").Skip(1).Select(part => part[..part.IndexOf('"', StringComparison.Ordinal)])];
        Assert.NotEmpty(names);
        Assert.Equal(names.Order(), Documented.Keys.Where(IsMetric).Order());
    }

    // A share of 10,000 handsets or "" is written so that people can read it.
    private static string Plain(string text) => text.Replace(",", "", StringComparison.Ordinal).Replace("empty", "", StringComparison.Ordinal);

    private static bool IsMetric(string name) => !Known.ContainsKey(name) && Metric().IsMatch(name);

    [GeneratedRegex(@"^(registrations|sessions|firmware|users|faults|truth|health|fleet)\.[a-z0-9_]+$")]
    private static partial Regex Metric();
}
