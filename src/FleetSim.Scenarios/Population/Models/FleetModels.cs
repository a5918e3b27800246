using FleetSim.Device;
using FleetSim.Device.Tree;
using FleetSim.Scenarios.Configuration;

namespace FleetSim.Scenarios.Population.Models;

/// <summary>Finds the models that a scenario names, by id or by file.</summary>
internal sealed class FleetModels(ModelCatalogue catalogue, OpenFile open, List<ConfigError> errors)
{
    /// <summary>Stands in for a model that was not found, so that the rest of its entry is read all the same.</summary>
    public static HandsetModel Nobody { get; } = new() { Id = "nobody", Manufacturer = "", Model = "", SoftwareVersion = "", Tree = new TreeTemplate([]) };

    /// <summary>The models of a scenario that names none.</summary>
    public IEnumerable<HandsetModel> Ordinary => ModelCatalogue.Ordinary.Select(catalogue.Find).OfType<HandsetModel>();

    /// <summary>Null when there is a mistake, which then is told.</summary>
    /// <param name="entry">The entry of fleet.models.</param>
    /// <param name="id">Its key model.</param>
    /// <param name="file">Its key file.</param>
    public HandsetModel? Find(ConfigSection entry, string? id, string? file)
    {
        if ((id is null) == (file is null)) entry.Fault("model", id is null ? "is missing; give the id of a model, or a model file as \"file\"" : "and file exclude each other");
        if ((id is null) == (file is null)) return null;
        if (file is not null) return FromFile(entry, file);
        HandsetModel? model = catalogue.Find(id!);
        if (model is null) entry.Fault("model", $"is no model; there are: {string.Join(", ", catalogue.All.Select(m => m.Id))}");
        return model;
    }

    private HandsetModel? FromFile(ConfigSection entry, string file)
    {
        if (open(file) is not { } octets)
        {
            entry.Fault("file", $"'{file}' is not there");
            return null;
        }

        string folder = file[..(file.LastIndexOfAny(['/', '\\']) + 1)];
        HandsetModel? model = ModelReader.Read(octets, name => open(folder + name), out IReadOnlyList<ConfigError> mistakes);
        errors.AddRange(mistakes.Select(e => e with { File = e.File is { } beside ? folder + beside : file }));
        return model;
    }
}
