using FleetSim.Commands;
using FleetSim.Scenarios.Configuration;
using FleetSim.Scenarios.Population;

namespace FleetSim.Models;

/// <summary>Models of the user's own that are kept somewhere, by file name.</summary>
public static class ModelFiles
{
    /// <summary>The models that ship, and these.</summary>
    /// <param name="place">What to name in an error.</param>
    /// <param name="files">The files' octets.</param>
    /// <exception cref="ConfigurationException">One of them cannot be read.</exception>
    public static ModelCatalogue Catalogue(string place, IReadOnlyDictionary<string, byte[]> files)
    {
        List<ConfigError> errors = [];
        ModelCatalogue catalogue = ShippedModels.Catalogue.With(
            files.Keys.Where(name => name.EndsWith(".json", StringComparison.Ordinal)).Order(StringComparer.Ordinal), files.GetValueOrDefault, errors);
        return errors.Count == 0 ? catalogue : throw new ConfigurationException($"{place}: {errors[0].File}:{errors[0].Line}: {errors[0].Message}");
    }
}
