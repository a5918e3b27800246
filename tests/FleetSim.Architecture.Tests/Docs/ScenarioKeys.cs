using System.Text.RegularExpressions;

namespace FleetSim.Architecture.Tests.Docs;

/// <summary>
/// The keys of a scenario file by their whole path, as ScenarioReader.cs asks for them. Read from the source text, where every value is asked for
/// by a literal: <c>section.Share("name", default)</c>. Beginning with the method that takes the root, each method that is handed a section is followed.
/// </summary>
internal sealed partial class ScenarioKeys
{
    private const string Reader = "src/FleetSim.Scenarios/ScenarioReader.cs";

    private readonly Dictionary<string, (string Section, string Body)> _methods = Method().Matches(Repository.Read(Reader))
        .ToDictionary(m => m.Groups["name"].Value, m => (m.Groups["section"].Value, m.Groups["body"].Value));

    private readonly Dictionary<string, string?> _keys = [];

    private ScenarioKeys() => Follow("Read", "");

    /// <summary>Path to the default as docs/scenarios.md writes it; null where it is no literal.</summary>
    public static IReadOnlyDictionary<string, string?> Read() => new ScenarioKeys()._keys;

    /// <param name="method">A method of the reader that takes a section.</param>
    /// <param name="path">Where that section stands, with the dot behind it; empty for the root.</param>
    private void Follow(string method, string path)
    {
        (string section, string body) = _methods[method];
        Dictionary<string, string> paths = new() { [section] = path };
        foreach (string statement in body.Split('\n'))
        {
            foreach (Match call in Call().Matches(statement).Where(c => paths.ContainsKey(c.Groups["on"].Value)))
            {
                string key = paths[call.Groups["on"].Value] + call.Groups["key"].Value, kind = call.Groups["kind"].Value;
                if (kind is not ("Section" or "Sections") || ReadElsewhere().IsMatch(statement)) _keys[key] = Default(kind, call.Groups["rest"].Value);
                else if (Local().Match(statement) is { Success: true } local) paths[local.Groups["name"].Value] = key + (kind == "Sections" ? "[]." : ".");
                else if (Passed().Match(statement) is { Success: true } passed) Follow(passed.Groups["method"].Value, key + ".");
            }

            foreach (Match passed in PassedOn().Matches(statement).Where(p => _methods.ContainsKey(p.Groups["method"].Value) && paths.ContainsKey(p.Groups["section"].Value)))
                Follow(passed.Groups["method"].Value, paths[passed.Groups["section"].Value]);
            foreach (Match map in Map().Matches(statement).Where(m => paths.ContainsKey(m.Groups["section"].Value))) _keys[paths[map.Groups["section"].Value].TrimEnd('.')] = null;
        }
    }

    /// <param name="kind">The method of ConfigSection.</param>
    /// <param name="rest">What stands behind the key in the call, without the bracket that closes it.</param>
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

    // To the brace that closes it, in the column of its beginning.
    [GeneratedRegex(@"\n    private static [^\n(]+ (?<name>\w+)\(ConfigSection (?<section>\w+).*?\n    \{(?<body>.*?)\n    \}", RegexOptions.Singleline)]
    private static partial Regex Method();

    // The arguments behind the key, with one level of brackets inside them.
    [GeneratedRegex("""\b(?<on>\w+)\.(?<kind>Text|OptionalText|Switch|Number|Whole|Share|Time|Range|Choice|Section|Sections|Texts)\("(?<key>\w+)"(?<rest>(?:[^()]|\([^()]*\))*)\)""")]
    private static partial Regex Call();

    [GeneratedRegex(@"ConfigSection (?<name>\w+) (=|in) ")]
    private static partial Regex Local();

    [GeneratedRegex(@"\b(?<method>\w+)\(\w+\.Section\(")]
    private static partial Regex Passed();

    // A section that another class reads has a page of its own: it counts as one key.
    [GeneratedRegex(@"\b[A-Z]\w+\.\w+\(\w+\.Section\(")]
    private static partial Regex ReadElsewhere();

    [GeneratedRegex(@"\b(?<method>\w+)\((?<section>\w+)(, \w+)?\)")]
    private static partial Regex PassedOn();

    [GeneratedRegex(@"\b(?<section>\w+)\.Shares\(\)")]
    private static partial Regex Map();

    [GeneratedRegex(@"Seconds\((?<least>[\d.]+)(, (?<most>[\d.]+))?\)")]
    private static partial Regex Seconds();
}
