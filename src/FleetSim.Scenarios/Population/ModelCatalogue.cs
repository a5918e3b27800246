using FleetSim.Device;
using FleetSim.Scenarios.Configuration;
using FleetSim.Scenarios.Population.Models;

namespace FleetSim.Scenarios.Population;

/// <summary>The handset models that a scenario can name: those that ship with FleetSim and those of the user's own folder.</summary>
/// <param name="All">In the order of their files; no id twice.</param>
public sealed record ModelCatalogue(IReadOnlyList<HandsetModel> All)
{
    /// <summary>The models of a scenario that names none: China Mobile handsets that behave per QB-E-008, so that the truth check may expect that of each.</summary>
    public static IReadOnlyList<string> Ordinary { get; } = ["lotus-l1", "crane-c2", "willow-w3", "bamboo-b5"];

    public static ModelCatalogue Empty { get; } = new([]);

    public HandsetModel? Find(string id) => All.FirstOrDefault(m => m.Id == id);

    /// <summary>This catalogue and the models of a folder, read one by one; every error names its file.</summary>
    /// <param name="names">Names of the model files.</param>
    /// <param name="open">Opens a file of the folder: models and the device descriptions beside them.</param>
    public ModelCatalogue With(IEnumerable<string> names, OpenFile open, List<ConfigError> errors)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(open);
        List<HandsetModel> all = [.. All];
        foreach (string name in names)
        {
            HandsetModel? model = ModelReader.Read(open(name) ?? [], open, out IReadOnlyList<ConfigError> mistakes);
            errors.AddRange(mistakes.Select(e => e with { File = e.File ?? name }));
            if (model is null) continue;
            if (all.Any(m => m.Id == model.Id)) errors.Add(new ConfigError(1, $"id '{model.Id}' is already a model; choose another id") { File = name });
            else all.Add(model);
        }

        return new ModelCatalogue(all);
    }
}
