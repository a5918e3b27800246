using FleetSim.Device;

namespace FleetSim.Scenarios.Life;

/// <summary>What a step of a handset in its environment leads to. Reused from step to step.</summary>
public sealed class HandsetOutputs
{
    /// <summary>For the shell to carry out, in order, after the snapshot is durable.</summary>
    public List<TerminalAction> Actions { get; } = [];

    /// <summary>Troubles that befell the handset in this step.</summary>
    public List<FaultKind> Faults { get; } = [];

    /// <summary>The events that the handset itself saw, for traces.</summary>
    public List<TerminalEvent> Events { get; } = [];

    /// <summary>When the environment wants <see cref="Handset.EnvironmentDue"/> called; null: nothing is due.</summary>
    public DateTimeOffset? EnvironmentDue { get; set; }

    public void Clear()
    {
        Actions.Clear();
        Faults.Clear();
        Events.Clear();
        EnvironmentDue = null;
    }
}
