using System.Xml.Linq;

namespace FleetSim.Architecture.Tests;

/// <summary>The PURE projects have no clock, no I/O, no tasks and no ambient chance; a banned-API analyzer makes that a build error.</summary>
public sealed class PurityTests
{
    private const string Analyzer = "Microsoft.CodeAnalysis.BannedApiAnalyzers";

    private static readonly string[] Pure = ["FleetSim.Device", "FleetSim.Protocol", "FleetSim.Scenarios"];
    private static readonly XDocument Build = XDocument.Parse(Repository.Read("Directory.Build.props"));

    public static TheoryData<string> PureProjects => [.. Pure];

    [Fact]
    public void The_build_calls_exactly_these_projects_pure()
    {
        string condition = Build.Descendants("Pure").Single().Attribute("Condition")!.Value;
        Assert.Equal(Pure, condition.Split('\'').Where(w => w.StartsWith("FleetSim.", StringComparison.Ordinal)).Order());
    }

    [Fact]
    public void A_pure_project_gets_the_analyzer_and_the_list()
    {
        XElement items = Build.Descendants("ItemGroup").Single(g => g.Attribute("Condition")?.Value == "'$(Pure)' == 'true'");
        Assert.Equal(Analyzer, items.Element("PackageReference")!.Attribute("Include")!.Value);
        Assert.EndsWith("src/BannedSymbols.Pure.txt", items.Element("AdditionalFiles")!.Attribute("Include")!.Value, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(PureProjects))]
    public void A_pure_project_was_restored_with_the_analyzer(string project) =>
        Assert.Contains($"\"{Analyzer}\"", Repository.Read($"src/{project}/packages.lock.json"), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(PureProjects))]
    public void A_pure_project_has_no_framework_and_no_package_that_does_things(string project)
    {
        Assert.Empty(ProjectFile.Sources[project].Frameworks);
        Assert.Empty(ProjectFile.Sources[project].Packages.Except(["Bogus", "HdrHistogram"]));
    }

    [Theory]
    [MemberData(nameof(PureProjects))]
    public void No_pure_project_gets_round_the_ban(string project)
    {
        string[] files = [.. Repository.FilesUnder($"src/{project}/", ".cs"), ProjectFile.Sources[project].Path];
        Assert.DoesNotContain(files, f => Repository.Read(f).Contains("RS0030", StringComparison.Ordinal));
        Assert.DoesNotContain(ProjectFile.Sources[project].Elements("AdditionalFiles"), e => e.Attribute("Remove") is not null);
    }

    [Theory]
    [InlineData("P:System.DateTime.UtcNow")]
    [InlineData("P:System.DateTimeOffset.UtcNow")]
    [InlineData("T:System.TimeProvider")]
    [InlineData("T:System.Diagnostics.Stopwatch")]
    [InlineData("M:System.Guid.NewGuid")]
    [InlineData("T:System.Random")]
    [InlineData("T:System.Security.Cryptography.RandomNumberGenerator")]
    [InlineData("N:System.Threading.Tasks")]
    [InlineData("N:System.IO")]
    [InlineData("N:System.Net.Http")]
    [InlineData("N:System.Net.Sockets")]
    public void The_list_bans_it_and_says_what_to_do_instead(string symbol)
    {
        string line = Assert.Single(Repository.Read("src/BannedSymbols.Pure.txt").Split('\n'), l => l.StartsWith(symbol + ";", StringComparison.Ordinal));
        Assert.True(line.Length > symbol.Length + 10);
    }
}
