using System.Security.Cryptography;
using FleetSim.Scenarios;
using FleetSim.Scenarios.Configuration;

namespace FleetSim.Commands;

/// <summary>A scenario and what names it.</summary>
/// <param name="Hash">SHA-256 of the file, hex.</param>
public sealed record ScenarioFile(string Path, string Hash, Scenario Scenario)
{
    /// <summary>Reads a scenario; null: the one that ships as the default.</summary>
    /// <exception cref="ConfigurationException">With every mistake, each with file and line.</exception>
    public static ScenarioFile Read(string? path)
    {
        path ??= RepositoryFiles.Find(RepositoryFiles.DefaultScenario);
        byte[] content = Content(path);
        Scenario? scenario = ScenarioReader.Read(content, out IReadOnlyList<ConfigError> errors);
        if (scenario is null) throw new ConfigurationException(string.Join('\n', errors.Select(e => $"{path}:{e.Line}: {e.Message}")));
        return new ScenarioFile(path, Convert.ToHexStringLower(SHA256.HashData(content)), scenario);
    }

    private static byte[] Content(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"{path}: the scenario cannot be read: {refusal.Message}", refusal);
        }
    }
}
