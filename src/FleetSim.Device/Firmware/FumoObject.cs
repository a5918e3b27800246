using FleetSim.Device.Tree;

namespace FleetSim.Device.Firmware;

/// <summary>A firmware update management object in the tree: found by its type, wherever it stands (FUM-08). Spec: OMA-TS-DM-FUMO-V1_0, 5.</summary>
internal static class FumoObject
{
    public const string Type = "urn:oma:mo:oma-fumo:1.0";

    /// <summary>Path of the object that a node belongs to, or null.</summary>
    public static string? RootOf(TreeTemplate tree, TreeNode node)
    {
        for (string path = node.Path; path.Length > 0; path = path.LastIndexOf('/') is int at and > 0 ? path[..at] : "")
        {
            if (tree.Find(path) is int found and >= 0 && tree.Nodes[found].Type == Type) return path;
        }

        return null;
    }

    /// <summary>The address that a Download or DownloadAndUpdate node holds; empty when it has none.</summary>
    public static string PackageUrl(DmTree tree, TreeNode node) => tree.Template.Find(node.Path + "/PkgURL") is int at and >= 0 ? tree.Stored(at) : "";

    /// <summary>True for Update/PkgData of a FUMO object.</summary>
    public static bool IsPackageData(TreeTemplate tree, TreeNode node) => node.Name == "PkgData" && RootOf(tree, node) is { } root && node.Path == root + "/Update/PkgData";
}
