using System.Text.RegularExpressions;

namespace FleetSim.Architecture.Tests.Docs;

/// <summary>One [Trait("spec", "document, clause")] in the sources of the tests.</summary>
/// <param name="Document">Up to the first comma.</param>
/// <param name="Clause">Behind it; empty when the trait names the document as a whole.</param>
/// <param name="Project">Test project, without "FleetSim." and ".Tests".</param>
/// <param name="TestClass">The class that has the trait, or whose method has it.</param>
/// <param name="Method">Null when the class has the trait.</param>
internal sealed partial record SpecTrait(string Document, string Clause, string Project, string TestClass, string? Method)
{
    public static IReadOnlyList<SpecTrait> All { get; } = [.. Repository.FilesUnder("tests/", ".cs").SelectMany(Read)];

    /// <summary>A trait belongs to the class or the method that is declared next.</summary>
    private static IEnumerable<SpecTrait> Read(string file)
    {
        List<string> waiting = [];
        string testClass = "";
        foreach (string line in Repository.Read(file).Split('\n'))
        {
            if (line.TrimStart().StartsWith("//", StringComparison.Ordinal)) continue;
            waiting.AddRange(TraitLine().Matches(line).Select(m => m.Groups["value"].Value));
            Match type = ClassLine().Match(line);
            Match method = MethodLine().Match(line);
            if (type.Success) testClass = type.Groups["name"].Value;
            if (!type.Success && !method.Success) continue;
            foreach (string value in waiting) yield return Of(value, file, testClass, type.Success ? null : method.Groups["name"].Value);
            waiting.Clear();
        }
    }

    private static SpecTrait Of(string value, string file, string testClass, string? method)
    {
        int comma = value.IndexOf(',', StringComparison.Ordinal);
        string project = file.Split('/')[1]["FleetSim.".Length..^".Tests".Length];
        return comma < 0
            ? new SpecTrait(value.Trim(), "", project, testClass, method)
            : new SpecTrait(value[..comma].Trim(), value[(comma + 1)..].Trim(), project, testClass, method);
    }

    // The name of the trait is written as a class, so that this file does not find itself.
    [GeneratedRegex("""\bTrait\("sp[e]c", *"(?<value>[^"]+)"\)""")]
    private static partial Regex TraitLine();

    [GeneratedRegex(@"^\s*(public|internal)\s+(static\s+|sealed\s+|abstract\s+|partial\s+)*(class|record)\s+(?<name>\w+)")]
    private static partial Regex ClassLine();

    [GeneratedRegex(@"^\s*public\s+(static\s+|async\s+)*(void|Task|ValueTask)\s+(?<name>\w+)\s*\(")]
    private static partial Regex MethodLine();
}
