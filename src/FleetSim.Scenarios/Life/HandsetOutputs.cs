using FleetSim.Device;
using FleetSim.Device.Snapshot;

namespace FleetSim.Scenarios.Life;

/// <summary>What a step of a handset in its environment leads to. Reused from step to step, also of other handsets: an idle one holds none.</summary>
public sealed class HandsetOutputs
{
    /// <summary>For the shell to carry out, in order, after the snapshot is durable.</summary>
    public List<TerminalAction> Actions { get; } = [];

    /// <summary>Troubles that befell the handset in this step.</summary>
    public List<FaultKind> Faults { get; } = [];

    /// <summary>The events that the handset itself saw, for traces; none unless <see cref="KeepsEvents"/>.</summary>
    public List<TerminalEvent> Events { get; } = [];

    /// <summary>False: nobody reads the events, and what a peer sent may go before the step is committed.</summary>
    public bool KeepsEvents { get; set; } = true;

    /// <summary>When the environment wants <see cref="Handset.EnvironmentDue"/> called; null: nothing is due.</summary>
    public DateTimeOffset? EnvironmentDue { get; set; }

    /// <summary>What has happened and the handset has not seen yet; empty between two steps.</summary>
    internal Queue<TerminalEvent> Pending { get; } = [];

    /// <summary>What the terminal wants, before the environment has its say.</summary>
    internal List<TerminalAction> Raw { get; } = [];

    /// <summary>Where the snapshot is written before it is a row of its own length.</summary>
    internal SnapshotWriter Snapshot { get; } = new();

    public void Clear()
    {
        Pending.Clear();
        Raw.Clear();
        Actions.Clear();
        Faults.Clear();
        Events.Clear();
        EnvironmentDue = null;
    }
}
