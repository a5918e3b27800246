using FleetSim.Device.Tree;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Device.Session;

/// <summary>An Atomic or a Sequence that is being carried out.</summary>
internal sealed class GroupFrame(Command.Group group)
{
    public Command.Group Group => group;

    /// <summary>True for an Atomic that is really one: all or nothing.</summary>
    public bool IsAtomic => Mark is not null;

    /// <summary>True when the rest of it is not carried out: 215.</summary>
    public bool Stopped { get; set; }

    /// <summary>The tree before the Atomic; null for a Sequence.</summary>
    public TreeOverlay? Mark { get; init; }

    /// <summary>Place of the Atomic's own Status.</summary>
    public int StatusAt { get; init; }

    /// <summary>Places of the Statuses of what succeeded in it so far.</summary>
    public List<int> Done { get; } = [];

    /// <summary>Nodes it changed: what follows from that waits for its end.</summary>
    public List<string> Changed { get; } = [];

    /// <summary>Firmware packages that came through PkgData nodes: they are taken at its end.</summary>
    public List<(TreeNode Node, ItemData Data)> Packages { get; } = [];
}
