using System.Text.RegularExpressions;

namespace FleetSim.Architecture.Tests.Docs;

/// <summary>What the README promises is what the program does; every link leads somewhere.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string Readme = Repository.Read("README.md");

    [Theory]
    [InlineData("dotnet run --project src/FleetSim -c Release -- run")]
    [InlineData("./test.sh")]
    public void The_two_commands_stand_on_the_first_screen(string command) =>
        Assert.Contains(command, string.Join('\n', Readme.Split('\n').Take(40)), StringComparison.Ordinal);

    [Fact]
    public void Every_exit_code_is_explained() => Assert.Empty(
        from Match code in ExitCode().Matches(Repository.Read("src/FleetSim/Commands/ExitCode.cs"))
        let number = code.Groups["number"].Value
        where !Readme.Contains($"| {number} |", StringComparison.Ordinal)
        select $"{code.Groups["name"].Value} = {number}");

    [Theory]
    [InlineData("Run")]
    [InlineData("Conformance")]
    [InlineData("Bench")]
    public void Every_option_of_a_command_is_explained(string command) => Assert.Empty(
        from Match option in Option().Matches(Repository.Read($"src/FleetSim/Commands/{command}Command.cs"))
        where !Readme.Contains($"`{option.Groups["name"].Value}", StringComparison.Ordinal)
        select option.Groups["name"].Value);

    [Fact]
    public void Every_project_of_the_product_is_in_the_table() =>
        Assert.All(ProjectFile.Sources.Keys, p => Assert.Contains($"| `{p}` |", Readme, StringComparison.Ordinal));

    [Fact]
    public void Every_link_to_a_file_leads_to_one() => Assert.Empty(
        from page in Repository.FilesUnder("", ".md")
        from Match link in Link().Matches(Repository.Read(page))
        let target = link.Groups["target"].Value.Split('#')[0]
        where target.Length > 0 && !target.Contains("://", StringComparison.Ordinal)
        let path = Path.GetFullPath(Path.Combine(Repository.Root, Path.GetDirectoryName(page)!, target))
        where !File.Exists(path) && !Directory.Exists(path)
        select $"{page}: {target}");

    [Fact]
    public void Every_page_of_docs_is_reached_from_the_readme()
    {
        HashSet<string> reached = [];
        Queue<string> open = new(["README.md"]);
        while (open.TryDequeue(out string? page))
        {
            if (!reached.Add(page) || !Repository.Exists(page)) continue;
            foreach (Match link in Link().Matches(Repository.Read(page)))
            {
                string path = Path.GetRelativePath(Repository.Root, Path.GetFullPath(Path.Combine(Repository.Root, Path.GetDirectoryName(page)!, link.Groups["target"].Value.Split('#')[0])));
                if (path.EndsWith(".md", StringComparison.Ordinal)) open.Enqueue(path.Replace('\\', '/'));
            }
        }

        Assert.Empty(Repository.FilesUnder("docs/", ".md").Except(reached));
    }

    [Fact]
    public void Test_sh_explains_every_option_it_knows()
    {
        string script = Repository.Read("test.sh");
        string usage = script[script.IndexOf("usage()", StringComparison.Ordinal)..script.IndexOf("options()", StringComparison.Ordinal)];
        string[] known = [.. ScriptOption().Matches(script[script.IndexOf("options()", StringComparison.Ordinal)..]).Select(m => m.Value).Distinct()];
        Assert.Contains("--quick", known);
        Assert.DoesNotContain(known, o => !usage.Contains($"  {o}", StringComparison.Ordinal));
    }

    [Fact]
    public void The_guard_of_the_main_branch_runs_the_test_command() => Assert.Contains("./test.sh", Repository.Read(".ci/run"), StringComparison.Ordinal);

    [GeneratedRegex(@"const int (?<name>\w+) = (?<number>\d+);")]
    private static partial Regex ExitCode();

    [GeneratedRegex("new\\(\"(?<name>--[\\w-]+)\"\\)")]
    private static partial Regex Option();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    // An option in a branch of the case statement: "--quick)" or "--only | --limit)".
    [GeneratedRegex(@"--[a-z-]+(?=( \||\)))")]
    private static partial Regex ScriptOption();
}
