namespace FleetSim.Architecture.Tests.Docs;

/// <summary>docs/conformance.md is what matrix, tests and switches say; a row without a test fails the build.</summary>
public sealed class ConformancePageTests
{
    private const string Switch = "FLEETSIM_REFRESH_DOCS";

    [Fact]
    public void The_page_is_what_the_sources_say()
    {
        string wanted = ConformancePage.Generate();
        string path = Path.Combine(Repository.Root, ConformancePage.Path);
        if (Environment.GetEnvironmentVariable(Switch) == "1")
        {
            Assert.True(Environment.GetEnvironmentVariable("CI") is not "true", "a build server does not refresh documents");
            File.WriteAllText(path, wanted);
        }

        Assert.True(File.Exists(path) && File.ReadAllText(path).ReplaceLineEndings("\n") == wanted, $"{ConformancePage.Path} is stale; {Switch}=1 ./test.sh --only Architecture writes it anew");
    }

    [Fact]
    public void The_matrix_has_its_97_rows_of_which_88_can_be_tested() =>
        Assert.Equal((97, 88), (ConformancePage.Rows.Count, ConformancePage.Rows.Count(r => r.IsTestable)));

    [Fact]
    public void Every_testable_row_has_a_test() => Assert.Empty(ConformancePage.Rows.Where(r => r.IsTestable && !ConformancePage.IsTested(r)).Select(r => r.Id));

    [Fact]
    public void Every_testable_row_has_a_switch_that_breaks_it() => Assert.Empty(ConformancePage.Rows.Where(r => r.IsTestable && !ConformancePage.IsProved(r)).Select(r => r.Id));

    [Fact]
    public void Every_row_that_a_test_or_a_switch_names_exists() =>
        Assert.Empty(ConformancePage.Tests.Select(t => t.Key).Concat(ConformancePage.Breakers.Select(b => b.Row)).Except(ConformancePage.Rows.Select(r => r.Id)));
}
