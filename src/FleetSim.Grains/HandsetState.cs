namespace FleetSim.Grains;

/// <summary>What a TerminalGrain stores: the handset's snapshot and when its environment wants to be called.</summary>
public sealed class HandsetState
{
    /// <summary>Empty: the handset was never switched on.</summary>
    public byte[] Snapshot { get; set; } = [];

    /// <summary>Unix ms; null: nothing is due.</summary>
    public long? DueUnixMs { get; set; }
}
