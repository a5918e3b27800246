using System.Text.RegularExpressions;

namespace FleetSim.Architecture.Tests.Docs;

/// <summary>docs/lint-rules.md is what the table of the rules says, and the rules name rows that there are.</summary>
public sealed partial class LintPageTests
{
    private const string Switch = "FLEETSIM_REFRESH_DOCS";

    [Fact]
    public void The_page_is_what_the_table_says()
    {
        string wanted = LintPage.Generate();
        string path = Path.Combine(Repository.Root, LintPage.Path);
        if (Environment.GetEnvironmentVariable(Switch) == "1")
        {
            Assert.True(Environment.GetEnvironmentVariable("CI") is not "true", "a build server does not refresh documents");
            File.WriteAllText(path, wanted);
        }

        Assert.True(File.Exists(path) && File.ReadAllText(path).ReplaceLineEndings("\n") == wanted, $"{LintPage.Path} is stale; {Switch}=1 ./test.sh --only Architecture writes it anew");
    }

    [Fact]
    public void Every_rule_of_the_table_is_on_the_page() =>
        Assert.Equal(PropertyLine().Count(Repository.Read("src/FleetSim.Scenarios/Conformance/Lint/LintRules.cs")), LintPage.Rules.Count);

    [Fact]
    public void Ids_are_kebab_case_and_stand_once()
    {
        Assert.All(LintPage.Rules, rule => Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", rule.Id));
        Assert.Equal(LintPage.Rules.Count, LintPage.Rules.Select(rule => rule.Id).Distinct().Count());
    }

    [Fact]
    public void Every_row_that_a_rule_names_exists() =>
        Assert.Empty(LintPage.Rules.SelectMany(rule => Row().Matches(rule.Basis).Select(m => m.Value)).Except(ConformancePage.Rows.Select(row => row.Id)));

    [GeneratedRegex("public static LintRule .+ = Add")]
    private static partial Regex PropertyLine();

    [GeneratedRegex(@"\b(UIM|ALR|REG|COL|CFG|FUM|EXC)-\d\d\b")]
    private static partial Regex Row();
}
