using FleetSim.Device.Behaviour;
using FleetSim.Device.Tree;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Device.Objects;

/// <summary>
/// Gives the leaves of the standard management objects their values, wherever a model's tree has the objects: found by management object id,
/// DevInfo and DevDetail by their names as well.
/// <code>
/// DevInfo     DevId live      Man Mod Lang DmV from the model
/// DevDetail   SwV FwV live    HwV LrgObj from the model
/// FUMO        State PkgName PkgVersion live
/// DMAcc       the first one is the preset account, see AccountBinding
/// </code>
/// Spec: OMA-TS-DM_StdObj-V1_2_1, 5; OMA-TS-DM-FUMO-V1_0, 5; QB-E-008, FUM-08.
/// </summary>
public static class ObjectBinding
{
    public const string DevInfo = "urn:oma:mo:oma-dm-devinfo:1.0";
    public const string DevDetail = "urn:oma:mo:oma-dm-devdetail:1.0";
    public const string DmAcc = "urn:oma:mo:oma-dm-dmacc:1.0";
    public const string Fumo = "urn:oma:mo:oma-fumo:1.0";

    /// <summary>The model with its tree bound and its first FUMO object found; bound again, it stays the same.</summary>
    public static HandsetModel Bind(HandsetModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        Dictionary<string, LeafBinding> leaves = Leaves(model);
        TreeNode[] nodes = [.. model.Tree.Nodes.Select(node => leaves.TryGetValue(node.Path, out LeafBinding binding) ? binding.Bind(node) : node)];
        return model with { Tree = new TreeTemplate([model.Tree.Root, .. nodes]), FumoRoot = model.Tree.ObjectsOf(Fumo) is [string first, ..] ? first : "" };
    }

    /// <summary>Paths of the leaves whose value a factory value cannot change: it is live, or the model says it elsewhere.</summary>
    public static IReadOnlySet<string> BoundLeaves(HandsetModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Leaves(model).Keys.ToHashSet(StringComparer.Ordinal);
    }

    private static Dictionary<string, LeafBinding> Leaves(HandsetModel model)
    {
        TreeTemplate tree = model.Tree;
        Dictionary<string, LeafBinding> found = new(StringComparer.Ordinal);
        foreach (string root in Roots(tree, DevInfo, "DevInfo")) Add(tree, found, root, DevInfoLeaves(model));
        foreach (string root in Roots(tree, DevDetail, "DevDetail")) Add(tree, found, root, DevDetailLeaves(model));
        foreach (string root in tree.ObjectsOf(Fumo)) Add(tree, found, root, FumoLeaves);
        AccountBinding.Add(model, found);
        return found;
    }

    /// <summary>Adds the leaves that the tree has.</summary>
    internal static void Add(TreeTemplate tree, Dictionary<string, LeafBinding> found, string root, IEnumerable<(string Name, LeafBinding Binding)> leaves)
    {
        foreach ((string name, LeafBinding binding) in leaves)
        {
            string path = $"{root}/{name}";
            if (tree.Find(path) is >= 0 and int at && tree[at].Format != NodeFormat.Node) found[path] = binding;
        }
    }

    private static IEnumerable<string> Roots(TreeTemplate tree, string type, string name) => tree.Find(name) >= 0 ? tree.ObjectsOf(type).Append(name).Distinct() : tree.ObjectsOf(type);

    private static (string Name, LeafBinding Binding)[] DevInfoLeaves(HandsetModel model) =>
    [
        ("DevId", NodeSource.DeviceId), ("Man", model.Manufacturer), ("Mod", model.Model), ("Lang", model.Language),
        ("DmV", model.Dm.Version == DmVersion.V12 ? "1.2" : "1.1.2"),
    ];

    private static (string Name, LeafBinding Binding)[] DevDetailLeaves(HandsetModel model) =>
    [
        ("SwV", NodeSource.SoftwareVersion), ("FwV", NodeSource.SoftwareVersion), ("HwV", model.HardwareVersion),
        ("LrgObj", model.Dm.LargeObjects ? "true" : "false"),
    ];

    private static readonly (string Name, LeafBinding Binding)[] FumoLeaves =
        [("State", NodeSource.FumoState), ("PkgName", NodeSource.FumoPackageName), ("PkgVersion", NodeSource.FumoPackageVersion)];
}
