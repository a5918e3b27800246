using System.Text.RegularExpressions;

namespace FleetSim.Architecture.Tests.Docs;

/// <summary>
/// The keys of a scenario file as ScenarioReader.cs asks for them, by their whole path. Read from the source text: each value is asked for by
/// a literal, <c>section.Share("name", default)</c>, in a method whose section its caller opened by <c>Method(root.Section("path"))</c>.
/// </summary>
internal static partial class ScenarioKeys
{
    private const string Reader = "src/FleetSim.Scenarios/ScenarioReader.cs";

    /// <summary>Path to the default as docs/scenarios.md writes it; null where a key has none that is a literal.</summary>
    public static IReadOnlyDictionary<string, string?> Read()
    {
        Dictionary<string, string?> keys = [];
        Dictionary<string, string> opened = [];
        Dictionary<string, string> paths = [];
        string source = Repository.Read(Reader);
        string[] maps = [.. Map().Matches(source).Select(m => m.Groups["name"].Value)];
        foreach (string line in source.Split('\n'))
        {
            if (Method().Match(line) is { Success: true } method)
            {
                string name = method.Groups["name"].Value;
                paths = new() { [method.Groups["section"].Value] = opened.GetValueOrDefault(name, "") };
            }

            foreach (Match call in Call().Matches(line))
            {
                if (!paths.TryGetValue(call.Groups["on"].Value, out string? parent)) continue;
                string key = parent + call.Groups["key"].Value;
                bool isParent = call.Groups["kind"].Value is "Section" or "Sections";
                if (!isParent) keys[key] = Default(call.Groups["kind"].Value, call.Groups["rest"].Value);
                if (Local().Match(line) is { Success: true } local && isParent) paths[local.Groups["name"].Value] = key + Separator(call);
                if (Passed().Match(line) is not { Success: true } passed || !isParent) continue;
                opened[passed.Groups["method"].Value] = key + ".";
                if (maps.Contains(passed.Groups["method"].Value)) keys[key] = null;
            }
        }

        return keys;
    }

    private static string Separator(Match call) => call.Groups["kind"].Value == "Sections" ? "[]." : ".";

    /// <summary>What stands behind the key's name in the call, without the bracket that closes it.</summary>
    private static string? Default(string kind, string rest)
    {
        string last = rest.Split(", ", StringSplitOptions.RemoveEmptyEntries).LastOrDefault("").Replace("_", "", StringComparison.Ordinal);
        return kind switch
        {
            "Text" when last.Length == 0 => "required",
            "Text" => last.Trim('"'),
            "Number" or "Whole" or "Share" => last,
            "Time" when Seconds().Match(rest) is { Success: true } time => $"{time.Groups["least"].Value} s",
            "Range" when Seconds().Match(rest) is { Success: true } range => $"{range.Groups["least"].Value} s to {range.Groups["most"].Value} s",
            "Choice" => char.ToLowerInvariant(last[last.LastIndexOf('.') + 1]) + last[(last.LastIndexOf('.') + 2)..],
            _ => null,
        };
    }

    [GeneratedRegex(@"private static \S+ (?<name>\w+)\(ConfigSection (?<section>\w+)")]
    private static partial Regex Method();

    // A section whose own keys are free.
    [GeneratedRegex(@"(?<name>\w+)\(ConfigSection (?<section>\w+)\)\s*\{[^}]*\k<section>\.Shares\(\)")]
    private static partial Regex Map();

    // The arguments behind the name, with one level of brackets inside them.
    [GeneratedRegex("""\b(?<on>\w+)\.(?<kind>Text|OptionalText|Switch|Number|Whole|Share|Time|Range|Choice|Section|Sections|Texts)\("(?<key>\w+)"(?<rest>(?:[^()]|\([^()]*\))*)\)""")]
    private static partial Regex Call();

    [GeneratedRegex(@"ConfigSection (?<name>\w+) (=|in) ")]
    private static partial Regex Local();

    [GeneratedRegex(@"(?<method>\w+)\(\w+\.Section\(")]
    private static partial Regex Passed();

    [GeneratedRegex(@"Seconds\((?<least>[\d.]+)(, (?<most>[\d.]+))?\)")]
    private static partial Regex Seconds();
}
