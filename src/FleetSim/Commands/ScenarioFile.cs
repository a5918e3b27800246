using System.Security.Cryptography;
using System.Text;
using FleetSim.Models;
using FleetSim.Platform.Settings;
using FleetSim.Scenarios;
using FleetSim.Scenarios.Configuration;
using FleetSim.Scenarios.Population;

namespace FleetSim.Commands;

/// <summary>A scenario and what names it.</summary>
/// <param name="Hash">SHA-256 of the file, hex; when models of the user's own belong to it, of all of them together.</param>
public sealed record ScenarioFile(string Path, string Hash, Scenario Scenario)
{
    /// <summary>Its octets.</summary>
    public byte[] Content { get; init; } = [];

    /// <summary>Files that the scenario names, by the paths that stand in it.</summary>
    public IReadOnlyDictionary<string, byte[]> Named { get; init; } = new Dictionary<string, byte[]>();

    /// <summary>Files of the models folder, by name.</summary>
    public IReadOnlyDictionary<string, byte[]> Models { get; init; } = new Dictionary<string, byte[]>();

    /// <summary>Reads a scenario; null: the one that ships as the default. Files that it names lie where it says, relative to its own folder.</summary>
    /// <param name="path">The file.</param>
    /// <param name="modelsFolder">A folder with models beside those that ship; null: none.</param>
    /// <exception cref="ConfigurationException">With every mistake, each with file and line.</exception>
    public static ScenarioFile Read(string? path, string? modelsFolder = null)
    {
        path ??= RepositoryFiles.Find(RepositoryFiles.DefaultScenario);
        FileFolder? models = modelsFolder is null ? null : new FileFolder(modelsFolder);
        FileFolder beside = new(System.IO.Path.GetDirectoryName(path) ?? "");
        return Read(path, models?.Models() ?? ShippedModels.Catalogue, models?.Opened ?? new Dictionary<string, byte[]>(), beside.Open);
    }

    /// <summary>Reads a scenario whose models are known already.</summary>
    /// <param name="path">The file.</param>
    /// <param name="catalogue">The models that it may name.</param>
    /// <param name="models">Files of those that do not ship.</param>
    /// <param name="open">Opens the files that the scenario names.</param>
    internal static ScenarioFile Read(string path, ModelCatalogue catalogue, IReadOnlyDictionary<string, byte[]> models, OpenFile open) =>
        Read(path, OctetsOf(path), catalogue, models, open);

    /// <inheritdoc cref="Read(string, ModelCatalogue, IReadOnlyDictionary{string, byte[]}, OpenFile)"/>
    /// <param name="path">What to name in an error.</param>
    /// <param name="content">The file's octets.</param>
    internal static ScenarioFile Read(string path, byte[] content, ModelCatalogue catalogue, IReadOnlyDictionary<string, byte[]> models, OpenFile open)
    {
        Dictionary<string, byte[]> named = [];
        Scenario? scenario = ScenarioReader.Read(content, catalogue, DrillOptions.IsKnown, Remember, out IReadOnlyList<ConfigError> errors);
        if (scenario is null) throw new ConfigurationException(string.Join('\n', errors.Select(e => $"{Place(path, e.File)}:{e.Line}: {e.Message}")));
        return new ScenarioFile(path, HashOf(content, named, models), scenario) { Content = content, Named = named, Models = models };

        byte[]? Remember(string name)
        {
            byte[]? octets = open(name);
            if (octets is not null) named[name] = octets;
            return octets;
        }
    }

    private static string Place(string scenario, string? named) =>
        named is null ? scenario : System.IO.Path.Combine(System.IO.Path.GetDirectoryName(scenario) ?? "", named);

    private static string HashOf(byte[] content, IReadOnlyDictionary<string, byte[]> named, IReadOnlyDictionary<string, byte[]> models)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(content);
        foreach ((string name, byte[] octets) in named.Concat(models).OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(name));
            hash.AppendData(octets);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static byte[] OctetsOf(string path)
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
