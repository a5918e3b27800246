namespace FleetSim.Architecture.Tests;

/// <summary>Who may reference whom: docs/architecture.md has the same table for readers.</summary>
public sealed class ReferenceTests
{
    private const string Program = "FleetSim";

    /// <summary>Project to what it may reference itself. The program may reference everything.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["FleetSim.Protocol"] = [],
        ["FleetSim.Telemetry"] = [],
        ["FleetSim.Contracts"] = [],
        ["FleetSim.Device"] = ["FleetSim.Protocol"],
        ["FleetSim.Scenarios"] = ["FleetSim.Device"],
        ["FleetSim.Transport"] = ["FleetSim.Protocol", "FleetSim.Telemetry"],
        ["FleetSim.Storage"] = ["FleetSim.Contracts", "FleetSim.Telemetry"],
        ["FleetSim.Platform"] = ["FleetSim.Protocol", "FleetSim.Transport", "FleetSim.Telemetry"],
        ["FleetSim.Grains"] = ["FleetSim.Device", "FleetSim.Scenarios", "FleetSim.Contracts", "FleetSim.Telemetry"],
        ["FleetSim.Silo"] = ["FleetSim.Grains", "FleetSim.Transport", "FleetSim.Storage"],
    };

    [Fact]
    public void The_projects_under_src_are_those_of_the_design() =>
        Assert.Equal(Allowed.Keys.Append(Program).Order(), ProjectFile.Sources.Keys.Order());

    [Fact]
    public void A_project_references_only_what_the_design_allows() => Assert.Empty(
        from project in ProjectFile.Sources.Values
        where project.Name != Program
        from reference in project.References
        where !Allowed.GetValueOrDefault(project.Name, []).Contains(reference)
        select $"{project} must not reference {reference}");

    /// <summary>A part is tested with what it is made of; whole runs are the business of EndToEnd, files that of Architecture.</summary>
    [Fact]
    public void A_test_project_references_what_it_tests_and_nothing_beside_it() => Assert.Empty(
        from project in ProjectFile.All.Where(p => p.IsUnder("tests/"))
        from reference in project.References
        where !MayTest(project.Name, reference)
        select $"{project} must not reference {reference}");

    [Fact]
    public void The_architecture_tests_read_files_and_reference_nothing() =>
        Assert.Empty(ProjectFile.All.Single(p => p.Name == "FleetSim.Architecture.Tests").References);

    [Theory]
    [InlineData("FleetSim.Platform", "FleetSim.Device", "two engines that agree prove something, one does not")]
    [InlineData("FleetSim.Transport", "FleetSim.Device", "Transport never sees handsets")]
    [InlineData("FleetSim.Transport", "FleetSim.Contracts", "Transport never sees Orleans")]
    [InlineData("FleetSim.Grains", "FleetSim.Transport", "grains never see sockets or HTTP")]
    [InlineData("FleetSim.Grains", "FleetSim.Storage", "grains know storage by Orleans' interface only")]
    public void A_project_does_not_even_see_another_through_others(string project, string unseen, string because) =>
        Assert.False(ProjectFile.Sources[project].Closure.Contains(unseen), because);

    [Fact]
    public void Grains_neither_use_the_network_nor_files() => Assert.Empty(
        from file in Repository.FilesUnder("src/FleetSim.Grains/", ".cs")
        from word in (string[])["System.Net.Http", "System.Net.Sockets", "System.IO", "File.", "HttpClient"]
        where Repository.Read(file).Contains(word, StringComparison.Ordinal)
        select $"{file} uses {word}");

    [Fact]
    public void Every_project_stands_in_the_solution_and_the_solution_names_only_projects_that_are_there()
    {
        string[] inSolution = [.. Repository.Read("FleetSim.sln").Split('"').Where(w => w.EndsWith(".csproj", StringComparison.Ordinal)).Select(w => w.Replace('\\', '/')).Order()];
        string[] onDisk = [.. ProjectFile.All.Select(p => p.Path).Where(p => !p.Contains("NBomber", StringComparison.Ordinal)).Order()];
        Assert.Equal(onDisk, inSolution);
    }

    private static bool MayTest(string testProject, string reference)
    {
        if (reference.EndsWith(".Testing", StringComparison.Ordinal) || testProject == "FleetSim.EndToEnd.Tests") return true;
        string subject = testProject[..^".Tests".Length];
        return reference == subject || (ProjectFile.Sources.TryGetValue(subject, out ProjectFile? tested) && tested.Closure.Contains(reference));
    }
}
