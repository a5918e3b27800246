using System.Text.Json;
using System.Text.RegularExpressions;

namespace FleetSim.Telemetry.Tests;

public sealed partial class DashboardTests
{
    public static TheoryData<string> Dashboards => [.. Directory.GetFiles(Path.Combine(Root, "dashboards"), "*.json").Select(path => Path.GetFileName(path))];

    private static string Root
    {
        get
        {
            var directory = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(directory.FullName, "FleetSim.sln")))
                directory = directory.Parent ?? throw new DirectoryNotFoundException("FleetSim.sln is in no folder above the tests.");
            return directory.FullName;
        }
    }

    [Theory]
    [MemberData(nameof(Dashboards))]
    public void The_uid_is_the_file_name(string file)
    {
        using var dashboard = Read(file);
        Assert.Equal(Path.GetFileNameWithoutExtension(file), dashboard.RootElement.GetProperty("uid").GetString());
    }

    [Theory]
    [MemberData(nameof(Dashboards))]
    public void Each_panel_has_a_unit_a_description_and_the_variable_data_source(string file)
    {
        using var dashboard = Read(file);
        var panels = Panels(dashboard);
        Assert.NotEmpty(panels);
        foreach (var panel in panels)
        {
            string title = panel.GetProperty("title").GetString()!;
            Assert.True(panel.GetProperty("fieldConfig").GetProperty("defaults").TryGetProperty("unit", out _), $"no unit: {title}");
            Assert.False(string.IsNullOrEmpty(panel.GetProperty("description").GetString()), $"no description: {title}");
            foreach (var target in panel.GetProperty("targets").EnumerateArray().Append(panel))
                Assert.Equal("${datasource}", target.GetProperty("datasource").GetProperty("uid").GetString());
        }
    }

    [Theory]
    [MemberData(nameof(Dashboards))]
    public async Task Each_queried_metric_exists(string file)
    {
        using var dashboard = Read(file);
        Assert.Empty(Queried(dashboard).Except(await Scrape.Series()));
    }

    [Fact]
    public async Task Each_metric_of_the_rules_exists()
    {
        string rules = await File.ReadAllTextAsync(Path.Combine(Root, "dashboards", "rules", "fleetsim.rules.yml"));
        var queried = MetricName().Matches(rules).Select(match => match.Value).ToHashSet();
        Assert.NotEmpty(queried);
        Assert.Empty(queried.Except(await Scrape.Series()));
    }

    [Fact]
    public async Task Each_instrument_is_on_a_panel()
    {
        var shown = new HashSet<string>();
        foreach (string file in Dashboards.Select(row => row.Data))
        {
            using var dashboard = Read(file);
            shown.UnionWith(Queried(dashboard).Select(Family));
        }
        var all = (await Scrape.Series()).Where(name => name.StartsWith("fleetsim_", StringComparison.Ordinal)).Select(Family).ToHashSet();
        Assert.Equal(typeof(InstrumentNames).GetFields().Length - 1, all.Count); // all but the meter's own name
        Assert.Empty(all.Except(shown));
    }

    private static JsonDocument Read(string file) => JsonDocument.Parse(File.ReadAllText(Path.Combine(Root, "dashboards", file)));

    private static List<JsonElement> Panels(JsonDocument dashboard) =>
        [.. dashboard.RootElement.GetProperty("panels").EnumerateArray().Where(panel => panel.GetProperty("type").GetString() != "row")];

    private static HashSet<string> Queried(JsonDocument dashboard) =>
        [.. Panels(dashboard).SelectMany(panel => panel.GetProperty("targets").EnumerateArray())
            .SelectMany(target => MetricName().Matches(target.GetProperty("expr").GetString()!)).Select(match => match.Value)];

    /// <summary>The histogram that a series belongs to, else the series itself.</summary>
    private static string Family(string series) => Suffix().Replace(series, "");

    [GeneratedRegex(@"\bfleetsim_\w+")]
    private static partial Regex MetricName();

    [GeneratedRegex("_(bucket|sum|count)$")]
    private static partial Regex Suffix();
}
