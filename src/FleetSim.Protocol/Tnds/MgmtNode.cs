using FleetSim.Protocol.Ddf;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Protocol.Tnds;

/// <summary>One node with its subtree. Spec: OMA-TS-DM_TNDS-V1_2, Node and RTProperties.</summary>
public sealed record MgmtNode
{
    /// <summary>Last segment of the address; empty when the sender leaves it to the target or the type.</summary>
    public required string Name { get; init; }

    /// <summary>Address of the parent, relative to the target of the command; null when absent.</summary>
    public string? Path { get; init; }

    /// <summary>As in <see cref="FleetSim.Protocol.Tnds.Acl"/>, kept as the peer wrote it; null: none, the node inherits.</summary>
    public string? Acl { get; init; }

    /// <summary>bin bool chr date float int node null time xml, and b64 only where a value says so and is no base64.</summary>
    /// <exception cref="ArgumentException">No such format.</exception>
    public string? Format
    {
        get;
        init => field = FormatElement.Checked(value);
    }

    public string? Title { get; init; }

    /// <summary>Time of the last change, as 20010711T163817Z.</summary>
    public string? TStamp { get; init; }

    public NodeType? Type { get; init; }

    /// <summary>Number of changes, 16 bit, as text.</summary>
    public string? VerNo { get; init; }

    /// <summary>The value of a leaf; null when there is none.</summary>
    public ItemData? Value { get; init; }

    /// <summary>What a device description says of the node; null in a serialised tree.</summary>
    public DfProperties? Description { get; init; }

    public IReadOnlyList<MgmtNode> Children { get; init; } = [];

    /// <summary>True for a node that has, or may have, children.</summary>
    public bool IsInterior => Children.Count > 0 || (Format ?? Description?.Format) == "node";

    internal bool HasRunTimeProperties => this is not { Acl: null, Format: null, Title: null, TStamp: null, Type: null, VerNo: null };
}
