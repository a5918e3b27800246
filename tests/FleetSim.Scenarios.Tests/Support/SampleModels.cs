using System.Text;
using FleetSim.Device;
using FleetSim.Scenarios.Configuration;
using FleetSim.Scenarios.Population;
using FleetSim.Scenarios.Population.Models;

namespace FleetSim.Scenarios.Tests.Support;

/// <summary>The models that ship, read from the repository, and small ones made by tests.</summary>
internal static class SampleModels
{
    private const string Folder = "models";

    private static readonly string[] DevInfoLeaves = ["DevId", "Man", "Mod", "DmV", "Lang"];

    /// <summary>The shortest description that a model can have.</summary>
    public static string SmallDdf { get; } = Document(Node("DevInfo", "node", string.Concat(DevInfoLeaves.Select(name => Node(name, "chr")))) + Node("Volume", "int"));

    public static ModelCatalogue Shipped { get; } = ReadShipped();

    public static HandsetModel Find(string id) => Shipped.Find(id) ?? throw new ArgumentException($"no model {id}", nameof(id));

    /// <summary>A file of the shipped folder, or null.</summary>
    public static byte[]? Open(string name) => Repository.Exists(Folder, name) ? Repository.Read(Folder, name) : null;

    public static string Node(string name, string format, string children = "") =>
        $"<Node><NodeName>{name}</NodeName><DFProperties><AccessType><Get/></AccessType><DFFormat><{format}/></DFFormat><DFType>{(format == "node" ? "<DDFName/>" : "<MIME>text/plain</MIME>")}</DFType></DFProperties>{children}</Node>\n";

    public static string Document(string nodes) => $"<MgmtTree xmlns=\"syncml:dmddf1.2\"><VerDTD>1.2</VerDTD>\n{nodes}</MgmtTree>";

    /// <summary>A model file whose head is in order; more of its keys behind.</summary>
    public static string Json(string more = "", string id = "mine") =>
        $"{{ \"schema\": \"fleetsim.model/1\", \"id\": \"{id}\", \"manufacturer\": \"Own\", \"model\": \"One\", \"softwareVersion\": \"1\", \"ddf\": \"small.ddf\"{(more.Length > 0 ? ", " + more : "")} }}";

    /// <summary>Reads a model whose description is the small one, or another.</summary>
    public static HandsetModel? Read(string json, out IReadOnlyList<ConfigError> errors, string? ddf = null) =>
        ModelReader.Read(Encoding.UTF8.GetBytes(json), name => name == "small.ddf" ? Encoding.UTF8.GetBytes(ddf ?? SmallDdf) : null, out errors);

    public static HandsetModel Read(string json)
    {
        HandsetModel? model = Read(json, out IReadOnlyList<ConfigError> errors);
        Assert.True(model is not null, string.Join('\n', errors));
        return model;
    }

    private static ModelCatalogue ReadShipped()
    {
        List<ConfigError> errors = [];
        ModelCatalogue catalogue = ModelCatalogue.Empty.With(Repository.Files(Folder, "*.json"), Open, errors);
        Assert.True(errors.Count == 0, string.Join('\n', errors));
        return catalogue;
    }
}
