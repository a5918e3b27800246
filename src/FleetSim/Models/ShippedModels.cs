using FleetSim.Scenarios.Configuration;
using FleetSim.Scenarios.Population;

namespace FleetSim.Models;

/// <summary>The handset models inside the program: the files of the repository's folder models, embedded.</summary>
public static class ShippedModels
{
    private const string Folder = "models/";

    /// <summary>Names of the files, sorted.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. typeof(ShippedModels).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)).Select(name => name[Folder.Length..]).Order(StringComparer.Ordinal),
    ];

    private static readonly Lazy<ModelCatalogue> Read = new(() =>
    {
        List<ConfigError> errors = [];
        ModelCatalogue catalogue = ModelCatalogue.Empty.With(Names.Where(name => name.EndsWith(".json", StringComparison.Ordinal)), Open, errors);
        // A test reads them all: what ships has no mistakes.
        return errors.Count == 0 ? catalogue : throw new InvalidOperationException(string.Join('\n', errors));
    });

    public static ModelCatalogue Catalogue => Read.Value;

    /// <summary>The octets of a file; null when there is none of that name.</summary>
    public static byte[]? Open(string name)
    {
        using Stream? stream = typeof(ShippedModels).Assembly.GetManifestResourceStream(Folder + name);
        if (stream is null) return null;
        using MemoryStream octets = new();
        stream.CopyTo(octets);
        return octets.ToArray();
    }
}
