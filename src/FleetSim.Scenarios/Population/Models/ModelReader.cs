using System.Text;
using System.Text.Json;
using FleetSim.Device;
using FleetSim.Device.Behaviour;
using FleetSim.Device.Objects;
using FleetSim.Device.Tree;
using FleetSim.Protocol.Sms;
using FleetSim.Scenarios.Configuration;

namespace FleetSim.Scenarios.Population.Models;

/// <summary>Reads a handset model: what it says of itself, its device description (DDF), factory values, access control lists and switches.</summary>
public static class ModelReader
{
    public const string Schema = "fleetsim.model/1";

    private const string LabelMust = "have 1 to 64 characters, no control characters among them";

    private static readonly TreeTemplate NoTree = new([]);

    /// <summary>What package 1 of every session holds. Spec: OMA-TS-DM_Protocol-V1_2_1, 8.3.</summary>
    private static readonly string[] DevInfo = ["DevInfo/DevId", "DevInfo/Man", "DevInfo/Mod", "DevInfo/DmV", "DevInfo/Lang"];

    /// <summary>Null when there are errors; all of them are given, those of the model file first, in the order of the lines.</summary>
    /// <param name="utf8">The model file.</param>
    /// <param name="beside">Opens a file in the same folder by its name.</param>
    public static HandsetModel? Read(ReadOnlySpan<byte> utf8, OpenFile beside, out IReadOnlyList<ConfigError> errors)
    {
        ArgumentNullException.ThrowIfNull(beside);
        List<ConfigError> found = [];
        HandsetModel? model = ConfigNode.Parse(utf8, found) is { } root ? Read(new ConfigSection(root, "", found), beside, found) : null;
        errors = [.. found.OrderBy(e => e.File ?? "", StringComparer.Ordinal).ThenBy(e => e.Line)];
        return found.Count == 0 ? model : null;
    }

    private static HandsetModel Read(ConfigSection root, OpenFile beside, List<ConfigError> errors)
    {
        if (root.OptionalText("schema") != Schema) root.Fault("schema", $"must be \"{Schema}\"");
        HandsetModel model = BehaviourReader.Read(root.Section("behaviour"), Head(root));
        if (RegistrationOctets(model) is var octets and > RegistrationText.MaxOctets)
            root.Fault("softwareVersion", $"makes the registration message {octets} octets long, and a longer one than {RegistrationText.MaxOctets} is never sent; shorten manufacturer, model or softwareVersion");
        ConfigSection values = root.Section("values"), acl = root.Section("acl");
        TreeTemplate? description = Description(root, beside, errors);
        if (description is not null) model = ObjectBinding.Bind(model with { Tree = Factory(description, values, acl, errors) });
        if (description is not null) Check(root, model, values, errors);
        root.Finish();
        return model;
    }

    private static HandsetModel Head(ConfigSection root) => new()
    {
        Id = root.Text("id", null, ModelTexts.IsId, "have 1 to 40 lower-case letters, digits and hyphens"),
        Description = root.Text("description", ""),
        Manufacturer = root.Text("manufacturer", null, ModelTexts.IsLabel, LabelMust),
        Model = root.Text("model", null, ModelTexts.IsLabel, LabelMust),
        SoftwareVersion = root.Text("softwareVersion", null, ModelTexts.IsLabel, LabelMust),
        HardwareVersion = root.Text("hardwareVersion", "1.0", ModelTexts.IsLabel, LabelMust),
        Language = root.Text("language", "zh-CN", ModelTexts.IsLabel, LabelMust),
        Tree = NoTree,
    };

    /// <summary>Octets of the text that the model registers with; 0 when it never does.</summary>
    private static int RegistrationOctets(HandsetModel model)
    {
        if (!model.Registration.Enabled) return 0;
        string imsi = model.Registration.Uplink == UplinkForm.ImeiImsiManModSw ? "/460010000000000" : "";
        return Encoding.UTF8.GetByteCount($"IMEI:860000000000000{imsi}/{model.Manufacturer}/{model.Model}/{model.SoftwareVersion}");
    }

    private static TreeTemplate? Description(ConfigSection root, OpenFile beside, List<ConfigError> errors)
    {
        string name = root.Text("ddf", null, ModelTexts.IsFileName, "be the name of a file in the same folder");
        if (!ModelTexts.IsFileName(name)) return null;
        if (beside(name) is { } octets) return DdfFile.Read(name, octets, errors);
        root.Fault("ddf", $"names '{name}', and there is no such file beside the model");
        return null;
    }

    private static TreeTemplate Factory(TreeTemplate description, ConfigSection values, ConfigSection acl, List<ConfigError> errors)
    {
        FactoryTree tree = new(description);
        Each(values, "values", value => value.Kind is JsonTokenType.String or JsonTokenType.Null, "must be a text in quotes, or null to make a node", errors, (uri, value) =>
            value.Kind == JsonTokenType.Null ? tree.Make(uri) : tree.Set(uri, value.Text));
        Each(acl, "acl", value => value.Kind == JsonTokenType.String, "must be a text in quotes", errors, (uri, value) => tree.SetAcl(uri, value.Text));
        return tree.Build();
    }

    private static void Each(ConfigSection section, string name, Predicate<ConfigNode> fits, string must, List<ConfigError> errors, Func<string, ConfigNode, string?> put)
    {
        foreach ((string uri, ConfigNode value) in section.Entries())
        {
            if ((fits(value) ? put(uri, value) : must) is { } fault) errors.Add(new ConfigError(value.Line, $"{name}: {uri} {fault}"));
        }
    }

    /// <summary>What only the finished tree can tell.</summary>
    private static void Check(ConfigSection root, HandsetModel model, ConfigSection values, List<ConfigError> errors)
    {
        foreach (string path in DevInfo.Where(path => model.Tree.Find(path) < 0)) root.Fault("ddf", $"describes no ./{path}, which every DM session begins with");
        IReadOnlySet<string> bound = ObjectBinding.BoundLeaves(model);
        foreach ((string uri, ConfigNode value) in values.Entries().Where(v => v.Value.Kind == JsonTokenType.String && model.Tree.Find(v.Key) is >= 0 and int at && bound.Contains(model.Tree[at].Path)))
            errors.Add(new ConfigError(value.Line, $"values: {uri} has its value from the handset, the account or another key of this file; leave it out"));
    }
}
