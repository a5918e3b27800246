using FleetSim.Protocol.Ddf;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Device.Tree;

/// <summary>One node of a template, or the description of nodes that may come. Spec: OMA-TS-DM_TND-V1_2_1, DFProperties.</summary>
public sealed record TreeNode
{
    /// <summary>The last segment of a <see cref="IsPlaceholder">placeholder</see>.</summary>
    public const string AnyName = "*";

    /// <summary>Without the leading "./"; empty: the root.</summary>
    public required string Path { get; init; }

    /// <summary>The node's own format: never b64, which is a form on the wire.</summary>
    public required NodeFormat Format { get; init; }

    /// <summary>The commands a server may use on the node at all.</summary>
    public required AccessTypes Access { get; init; }

    /// <summary>The factory value of a leaf, base64 for bin; null for interior nodes.</summary>
    public string? Default { get; init; }

    public NodeSource Source { get; init; }

    /// <summary>Leaf: MIME type, null is text/plain. Interior node: management object id, or null.</summary>
    public string? Type { get; init; }

    public string? Title { get; init; }

    /// <summary>The factory's access control list; null: the nearest ancestor's is in force.</summary>
    public string? Acl { get; init; }

    /// <summary>True: no server can delete or rename it.</summary>
    public bool IsPermanent { get; init; } = true;

    /// <summary>
    /// True for the unnamed node of a device description, whose last segment is "*": it is not in the tree, but stands for nodes that come at
    /// run time below the same parent. Its named children describe the children of those.
    /// </summary>
    public bool IsPlaceholder { get; init; }

    public string Name => Path[(Path.LastIndexOf('/') + 1)..];
}
