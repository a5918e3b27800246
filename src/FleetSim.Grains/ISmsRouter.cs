namespace FleetSim.Grains;

/// <summary>The port to the message centre.</summary>
public interface ISmsRouter
{
    /// <summary>Hands an uplink to the platform; completes when the platform has acknowledged it (true) or refused it for good (false).</summary>
    /// <remarks>Waits while no platform is bound: an uplink is kept, not lost.</remarks>
    Task<bool> SubmitAsync(long simIndex, string destination, byte[] userData, CancellationToken stop);

    /// <summary>A message for this SIM is stored: asked for by name when it can be reached.</summary>
    void Waits(long simIndex);

    /// <summary>A SIM can be reached again: what is stored for it is delivered.</summary>
    void Reachable(long simIndex);
}
