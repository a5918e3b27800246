using System.Text.RegularExpressions;

namespace FleetSim.Architecture.Tests;

/// <summary>What every file of the repository keeps to.</summary>
public sealed partial class SourceFileTests
{
    private const int LineLimit = 400;

    /// <summary>Files that may be longer, each with the reason.</summary>
    private static readonly Dictionary<string, string> MayBeLonger = [];

    private static readonly string[] TextExtensions = [".cs", ".csproj", ".props", ".sln", ".json", ".md", ".sh", ".sql", ".txt", ".xml", ".yml", ".yaml", ".html", ".js", ".css", ".razor"];

    [Fact]
    public void No_file_names_a_path_of_one_machine() => Assert.Empty(
        from file in Repository.Files
        where TextExtensions.Contains(Path.GetExtension(file)) || Path.GetExtension(file).Length == 0
        let found = MachinePath().Match(Repository.Read(file))
        where found.Success
        select $"{file}: {found.Value}");

    [Fact]
    public void A_source_file_has_at_most_400_lines_or_a_reason() => Assert.Empty(
        from file in Repository.FilesUnder("", ".cs")
        where !MayBeLonger.ContainsKey(file)
        let lines = Repository.Read(file).Count(c => c == '\n')
        where lines > LineLimit
        select $"{file}: {lines} lines");

    [Fact]
    public void The_list_of_longer_files_names_only_files_that_are_longer() =>
        Assert.All(MayBeLonger, file => Assert.True(Repository.Read(file.Key).Count(c => c == '\n') > LineLimit, $"{file.Key} is short again; {file.Value}"));

    [Fact]
    public void A_file_is_named_after_the_thing_in_it() =>
        Assert.DoesNotContain(Repository.FilesUnder("", ".cs"), f => NameThatSaysLittle().IsMatch(f));

    [Fact]
    public void Grain_states_have_names_of_their_own()
    {
        string[] names =
        [
            .. from file in Repository.FilesUnder("src/", ".cs")
               from Match declared in GrainStateName().Matches(Repository.Read(file))
               select declared.Groups["name"].Value,
        ];
        Assert.NotEmpty(names);
        Assert.Equal(names.Distinct(), names);
    }

    /// <summary>Its state would be called "state" in every class, and the AdoNet key has no grain type in it: two grains would share a row.</summary>
    [Fact]
    public void No_grain_derives_from_the_generic_Grain() =>
        Assert.DoesNotContain(Repository.FilesUnder("src/", ".cs"), f => GenericGrain().IsMatch(Repository.Read(f)));

    /// <summary>A provider that the file does not name would be found out only when the first grain is activated.</summary>
    [Fact]
    public void Every_store_a_grain_asks_for_is_in_orleans_config_json() => Assert.Empty(
        from file in Repository.FilesUnder("src/FleetSim.Grains/", ".cs")
        from Match store in StoreName().Matches(Repository.Read(file))
        where !Repository.Read("orleans.config.json").Contains($"\"{store.Groups["name"].Value}\": {{", StringComparison.Ordinal)
        select $"{file}: {store.Groups["name"].Value}");

    // Two letters of each name are written as classes, so that this file does not find itself.
    [GeneratedRegex(@"(?<![\w./~])/(w[o]rk|h[o]me|r[o]ot|U[s]ers)/[\w.-]+")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"(Manager|Helpers?|Utils?|Utilities|Common|Misc|Base)\.cs$")]
    private static partial Regex NameThatSaysLittle();

    [GeneratedRegex("(const string StateName = |PersistentState\\()\"(?<name>[^\"]+)\"")]
    private static partial Regex GrainStateName();

    [GeneratedRegex(@":\s*Grain<")]
    private static partial Regex GenericGrain();

    [GeneratedRegex("const string Store = \"(?<name>[^\"]+)\"")]
    private static partial Regex StoreName();
}
