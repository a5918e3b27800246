using System.Text.Json;
using System.Text.Json.Nodes;
using FleetSim.Commands;
using FleetSim.Scenarios.Conformance.Lint;

namespace FleetSim.Lint;

/// <summary>The built-in scenario of a lint with what the command line says in it: a file like any other, so that its reader checks everything.</summary>
internal static class LintScenarioFile
{
    /// <exception cref="ConfigurationException">What the command line says is not possible.</exception>
    public static ScenarioFile Write(string directory, LintOptions options)
    {
        string path = Path.Combine(directory, "scenario.json");
        Directory.CreateDirectory(directory);
        File.WriteAllText(path, Text(options));
        try
        {
            return ScenarioFile.Read(path);
        }
        catch (ConfigurationException fault)
        {
            // The file is a passing one: its path and lines say nothing to anybody.
            throw new ConfigurationException(string.Join('\n', fault.Message.Split('\n').Select(line => line.Replace(path, "lint scenario", StringComparison.Ordinal))), fault);
        }
    }

    private static string Text(LintOptions options)
    {
        JsonNode scenario = JsonNode.Parse(LintScenario.Json)!;
        scenario["fleet"]!["terminals"] = options.Handsets;
        if (options.Model is { } model) scenario["fleet"]!["models"] = new JsonArray(new JsonObject { ["model"] = model });
        if (!options.IsReference) scenario["target"] = new JsonObject { ["dmUrl"] = options.Target };
        if (options.Drills.Count > 0) scenario["platform"]!["drills"] = new JsonArray([.. options.Drills.Select(name => new JsonObject { ["drill"] = name })]);
        scenario["connection"] = new JsonObject { ["smppPort"] = options.SmppPort, ["systemId"] = options.SystemId, ["password"] = options.Password };
        scenario["drainLimit"] = options.TimeLimit.ToString("c", System.Globalization.CultureInfo.InvariantCulture);
        return scenario.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
    }
}
