using System.Text.Json;

namespace FleetSim.EndToEnd.Tests.Processes;

/// <summary>A directory in which one test runs the program: state, reports and the changed scenarios lie there.</summary>
public sealed class RunDirectory : IDisposable
{
    public RunDirectory() => Directory.CreateDirectory(Root);

    public string Root { get; } = Path.Combine(Path.GetTempPath(), "fleetsim-test-" + Path.GetRandomFileName());

    public string State => Path.Combine(Root, "state");

    public string Report => Path.Combine(Root, "report");

    public static string SmallDay => Path.Combine(AppContext.BaseDirectory, "Processes", "Scenarios", "small-day.json");

    /// <summary>The arguments of a run in this directory.</summary>
    public string[] Run(params string[] more) => Run(SmallDay, more);

    public string[] Run(string scenario, string[] more) =>
        ["run", scenario, "--state", State, "--report", Report, "--config", Path.Combine(AppContext.BaseDirectory, "orleans.config.json"), .. more];

    /// <summary>The small day with some of its text replaced.</summary>
    public string Changed(params (string Old, string New)[] changes)
    {
        string text = File.ReadAllText(SmallDay);
        foreach ((string old, string replacement) in changes)
        {
            Assert.Contains(old, text, StringComparison.Ordinal);
            text = text.Replace(old, replacement, StringComparison.Ordinal);
        }

        string path = Path.Combine(Root, "changed.json");
        File.WriteAllText(path, text);
        return path;
    }

    public JsonElement ReadReport() => JsonDocument.Parse(File.ReadAllText(Path.Combine(Report, "report.json"))).RootElement;

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
