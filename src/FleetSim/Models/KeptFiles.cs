using System.IO.Compression;
using FleetSim.Commands;
using FleetSim.Scenarios.Population;

namespace FleetSim.Models;

/// <summary>
/// The models of the user's own with which a run was started, kept in one file of its state directory so that inspect and --resume need not be told:
/// <code>
/// scenario-files.zip   named/PATH   a file that the scenario names, by the path that stands there
///                      models/NAME  a file of the folder of --models
/// </code>
/// </summary>
public static class KeptFiles
{
    /// <summary>The file in a state directory.</summary>
    public const string Archive = "scenario-files.zip";

    private const string Named = "named/", Models = "models/";

    /// <summary>Keeps the files; without any, an earlier run's are removed.</summary>
    public static void Keep(string directory, ScenarioFile file)
    {
        string path = Path.Combine(directory, Archive);
        File.Delete(path);
        if (file.Named.Count + file.Models.Count == 0) return;
        using ZipArchive archive = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach ((string name, byte[] octets) in file.Named) Write(archive, Named + name, octets);
        foreach ((string name, byte[] octets) in file.Models) Write(archive, Models + name, octets);
    }

    /// <summary>Reads the scenario copy of a state directory with what was kept beside it.</summary>
    public static ScenarioFile Read(string directory, string scenario)
    {
        Dictionary<string, byte[]> kept = Files(Path.Combine(directory, Archive));
        Dictionary<string, byte[]> models = kept.Where(file => file.Key.StartsWith(Models, StringComparison.Ordinal)).ToDictionary(file => file.Key[Models.Length..], file => file.Value);
        ModelCatalogue catalogue = ModelFiles.Catalogue(Path.Combine(directory, Archive), models);
        return ScenarioFile.Read(scenario, catalogue, models, name => kept.GetValueOrDefault(Named + name));
    }

    private static Dictionary<string, byte[]> Files(string path)
    {
        if (!File.Exists(path)) return [];
        try
        {
            using ZipArchive archive = ZipFile.OpenRead(path);
            return archive.Entries.ToDictionary(entry => entry.FullName, Octets);
        }
        catch (Exception refusal) when (refusal is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"{path}: cannot be read: {refusal.Message}", refusal);
        }
    }

    private static void Write(ZipArchive archive, string name, byte[] octets)
    {
        using Stream entry = archive.CreateEntry(name).Open();
        entry.Write(octets);
    }

    private static byte[] Octets(ZipArchiveEntry entry)
    {
        using Stream content = entry.Open();
        using MemoryStream octets = new();
        content.CopyTo(octets);
        return octets.ToArray();
    }
}
