using FleetSim.Commands;
using FleetSim.Scenarios.Configuration;
using FleetSim.Scenarios.Population;

namespace FleetSim.Models;

/// <summary>A folder whose files other files name. Everything handed over is remembered: it is part of what a run was started with.</summary>
public sealed class FileFolder(string path)
{
    /// <summary>A model file or description beyond this is a mistake.</summary>
    public const int MaxOctets = 16 << 20;

    private readonly SortedDictionary<string, byte[]> _opened = new(StringComparer.Ordinal);

    public string Path => path;

    /// <summary>Name as asked for, and octets.</summary>
    public IReadOnlyDictionary<string, byte[]> Opened => _opened;

    /// <summary>The octets of a file by its path relative to the folder; null when it is not there.</summary>
    /// <exception cref="ConfigurationException">It is there and cannot be read.</exception>
    public byte[]? Open(string name)
    {
        if (_opened.TryGetValue(name, out byte[]? known)) return known;
        string file = System.IO.Path.Combine(path, name);
        try
        {
            if (!File.Exists(file)) return null;
            if (new FileInfo(file).Length > MaxOctets) throw new ConfigurationException($"{file}: has more than {MaxOctets >> 20} MiB");
            return _opened[name] = File.ReadAllBytes(file);
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new ConfigurationException($"{file}: cannot be read: {refusal.Message}", refusal);
        }
    }

    /// <summary>The shipped models and those of this folder: its *.json files.</summary>
    /// <exception cref="ConfigurationException">There is no such folder, or a file in it is wrong: every mistake with file and line.</exception>
    public ModelCatalogue Models()
    {
        if (!Directory.Exists(path)) throw new ConfigurationException($"--models: there is no folder '{path}'");
        List<ConfigError> errors = [];
        string[] names = [.. Directory.GetFiles(path, "*.json").Select(file => System.IO.Path.GetFileName(file)).Order(StringComparer.Ordinal)];
        ModelCatalogue catalogue = ShippedModels.Catalogue.With(names, Open, errors);
        return errors.Count == 0 ? catalogue : throw new ConfigurationException(string.Join('\n', errors.Select(e => $"{System.IO.Path.Combine(path, e.File!)}:{e.Line}: {e.Message}")));
    }
}
