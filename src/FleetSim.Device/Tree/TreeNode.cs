namespace FleetSim.Device.Tree;

/// <summary>Format of a node. Spec: OMA-TS-DM_TND-V1_2_1, Format.</summary>
public enum NodeFormat
{
    Node,
    Chr,
    Int,
    Bool,
    Bin,
}

/// <summary>Commands a node's AccessType allows. Spec: OMA-TS-DM_TND-V1_2_1, AccessType.</summary>
[Flags]
public enum NodeAccess
{
    None = 0,
    Add = 1,
    Delete = 2,
    Exec = 4,
    Get = 8,
    Replace = 16,
    GetReplace = Get | Replace,
    GetExec = Get | Exec,
}

/// <summary>Where a leaf's value comes from.</summary>
public enum NodeSource
{
    /// <summary>The default, or what was put over it.</summary>
    Stored,
    DeviceId,
    SoftwareVersion,
    FumoState,
    FumoPackageName,
    FumoPackageVersion,
}

/// <summary>One node of a template.</summary>
/// <param name="Path">Without the leading "./".</param>
/// <param name="Default">The factory value of a leaf; null for interior nodes.</param>
/// <param name="Type">MIME type or management object id; null when plain text.</param>
public sealed record TreeNode(string Path, NodeFormat Format, NodeAccess Access, string? Default, NodeSource Source = NodeSource.Stored, string? Type = null)
{
    public string Name => Path[(Path.LastIndexOf('/') + 1)..];
}
