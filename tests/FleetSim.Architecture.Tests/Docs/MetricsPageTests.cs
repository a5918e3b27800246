using System.Text.RegularExpressions;

namespace FleetSim.Architecture.Tests.Docs;

/// <summary>docs/metrics.md names every instrument with its labels and every word that a label can have.</summary>
public sealed partial class MetricsPageTests
{
    private const string Page = "docs/metrics.md";
    private const int LabelCell = 2;

    private static readonly Dictionary<string, string[]> Documented = DocTable.Rows(Page).Where(r => r.Key.StartsWith("fleetsim.", StringComparison.Ordinal)).ToDictionary();

    /// <summary>Constant to name, without the meter.</summary>
    private static Dictionary<string, string> Instruments =>
        Constant().Matches(Repository.Read("src/FleetSim.Telemetry/InstrumentNames.cs")).Where(m => m.Groups["constant"].Value != "Meter").ToDictionary(m => m.Groups["constant"].Value, m => m.Groups["name"].Value);

    [Fact]
    public void Every_instrument_stands_in_the_page_and_no_other() =>
        Assert.Equal(Instruments.Values.Order(), Documented.Keys.Order());

    [Theory]
    [InlineData("fleetsim.devices", "fleetsim_devices")]
    [InlineData("fleetsim.registrations", "fleetsim_registrations_total")]
    [InlineData("fleetsim.fumo.octets", "fleetsim_fumo_octets_bytes_total")]
    [InlineData("fleetsim.dm.session.duration", "fleetsim_dm_session_duration_seconds")]
    public void The_page_has_the_name_that_Prometheus_sees(string instrument, string name) => Assert.Equal(name, Documented[instrument][0]);

    [Fact]
    public void Every_label_that_is_recorded_stands_in_the_page()
    {
        string[] written = [.. Documented.Values.Select(cells => cells[LabelCell]).SelectMany(c => c.Split([',', ' ', '`'], StringSplitOptions.RemoveEmptyEntries)).Distinct()];
        string[] recorded = [.. Label().Matches(Repository.Read("src/FleetSim.Telemetry/FleetMetrics.cs")).Select(m => m.Groups["name"].Value).Distinct()];
        Assert.NotEmpty(recorded);
        Assert.Equal(recorded.Order(), written.Where(w => w != "–").Order());
    }

    [Fact]
    public void Every_word_of_a_label_stands_in_the_page()
    {
        string page = Repository.Read(Page);
        string[] words = [.. from Match list in TagList().Matches(WithoutComments()) from member in Member().Matches(list.Groups["members"].Value) select Word(member.Value)];
        Assert.NotEmpty(words);
        Assert.DoesNotContain(words, w => !page.Contains($"`{w}`", StringComparison.Ordinal));
    }

    private static string WithoutComments() =>
        string.Join('\n', Repository.Read("src/FleetSim.Telemetry/Tags.cs").Split('\n').Where(l => !l.TrimStart().StartsWith("//", StringComparison.Ordinal)));

    /// <summary>As TagWords makes it: snake case, a run of digits is a word.</summary>
    private static string Word(string member) => WordStart().Replace(member, "_$0").ToLowerInvariant();

    [GeneratedRegex("const string (?<constant>\\w+) = \"(?<name>[^\"]+)\"")]
    private static partial Regex Constant();

    [GeneratedRegex("Tag\\(\"(?<name>\\w+)\"")]
    private static partial Regex Label();

    [GeneratedRegex(@"enum \w+\s*\{(?<members>[^}]*)\}")]
    private static partial Regex TagList();

    [GeneratedRegex(@"\w+")]
    private static partial Regex Member();

    [GeneratedRegex(@"(?<!^)([A-Z]|(?<!\d)\d)")]
    private static partial Regex WordStart();
}
