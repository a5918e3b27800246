using System.Text.Json;
using System.Text.Json.Serialization;
using FleetSim.Device;
using FleetSim.Device.Tree;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Models;

/// <summary>A model in <c>models list --json</c>.</summary>
public sealed record ModelSummary(string Id, string Manufacturer, string Model, string SoftwareVersion, string DmVersion, string Encoding, string Description);

/// <summary>A model in <c>models show --json</c>.</summary>
/// <param name="Switches">Those that are not as by default.</param>
public sealed record ModelDetails(ModelSummary Model, IReadOnlyDictionary<string, string> Switches, IReadOnlyList<ModelNode> Tree);

/// <summary>A node of the tree.</summary>
/// <param name="Access">Six letters or hyphens: Add, Copy, Delete, eXec, Get, Replace.</param>
/// <param name="Value">The factory value; null: none, or one that only a living handset has.</param>
public sealed record ModelNode(string Path, string Format, string Access, string? Value, string? Acl, string? Type);

/// <summary>Models as JSON.</summary>
public static class ModelJson
{
    public static string Of(IReadOnlyList<HandsetModel> models) => JsonSerializer.Serialize([.. models.Select(Summary)], ModelJsonContext.Default.ModelSummaryArray);

    public static string Of(HandsetModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        ModelDetails details = new(Summary(model), ModelSwitches.Changed(model).ToDictionary(), [.. model.Tree.Nodes.Prepend(model.Tree.Root).Select(Node)]);
        return JsonSerializer.Serialize(details, ModelJsonContext.Default.ModelDetails);
    }

    private static ModelSummary Summary(HandsetModel m) => new(m.Id, m.Manufacturer, m.Model, m.SoftwareVersion, ModelText.Version(m), ModelText.Encoding(m), m.Description);

    private static ModelNode Node(TreeNode n) => new($"./{n.Path}", n.Format.Text(), ModelText.Access(n), n.Default, n.Acl, n.Type);
}

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ModelSummary[]))]
[JsonSerializable(typeof(ModelDetails))]
internal sealed partial class ModelJsonContext : JsonSerializerContext;
