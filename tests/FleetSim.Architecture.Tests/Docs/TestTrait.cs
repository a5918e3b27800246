using System.Text.RegularExpressions;

namespace FleetSim.Architecture.Tests.Docs;

/// <summary>One [Trait("name", "value")] in the sources of the tests.</summary>
/// <param name="Name">spec, row or speed.</param>
/// <param name="Project">Test project, without "FleetSim." and ".Tests"; "Tests" is the program's.</param>
/// <param name="TestClass">The class that has the trait, or whose method has it.</param>
/// <param name="Method">Null when the class has the trait.</param>
internal sealed partial record TestTrait(string Name, string Value, string Project, string TestClass, string? Method)
{
    public static IReadOnlyList<TestTrait> All { get; } = [.. Repository.FilesUnder("tests/", ".cs").Where(f => f.StartsWith("tests/FleetSim.", StringComparison.Ordinal)).SelectMany(Read)];

    /// <summary>For people: the project, the class, the sentence that is the method.</summary>
    public string Test => $"{Project}: {TestClass}{(Method is null ? "" : ", " + Method.Replace('_', ' '))}";

    /// <summary>A trait belongs to the class or the method that is declared next.</summary>
    private static IEnumerable<TestTrait> Read(string file)
    {
        List<(string Name, string Value)> waiting = [];
        string testClass = "";
        string project = file.Split('/')[1].Replace("FleetSim.", "", StringComparison.Ordinal).Replace(".Tests", "", StringComparison.Ordinal);
        foreach (string line in Repository.Read(file).Split('\n'))
        {
            if (line.TrimStart().StartsWith("//", StringComparison.Ordinal)) continue;
            waiting.AddRange(TraitLine().Matches(line).Select(m => (m.Groups["name"].Value, m.Groups["value"].Value)));
            Match type = ClassLine().Match(line);
            Match method = MethodLine().Match(line);
            if (type.Success) testClass = type.Groups["name"].Value;
            if (!type.Success && !method.Success) continue;
            foreach ((string name, string value) in waiting) yield return new TestTrait(name, value, project, testClass, type.Success ? null : method.Groups["name"].Value);
            waiting.Clear();
        }
    }

    [GeneratedRegex("""\[Trait\("(?<name>spec|row|speed)", *"(?<value>[^"]+)"\)\]""")]
    private static partial Regex TraitLine();

    [GeneratedRegex(@"^\s*(public|internal)\s+(static\s+|sealed\s+|abstract\s+|partial\s+)*(class|record)\s+(?<name>\w+)")]
    private static partial Regex ClassLine();

    [GeneratedRegex(@"^\s*public\s+(static\s+|async\s+)*(void|Task|ValueTask)\s+(?<name>\w+)\s*\(")]
    private static partial Regex MethodLine();
}
