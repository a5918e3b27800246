using FleetSim.Grains;

namespace FleetSim.Bench.Node;

/// <summary>Takes every uplink at once; what the platform says to it is the bench's business.</summary>
internal sealed class WillingMessageCentre : ISmsRouter
{
    public Task<bool> SubmitAsync(long simIndex, string destination, byte[] userData, CancellationToken stop) => Task.FromResult(true);

    public void Waits(long simIndex)
    {
        // Nothing is ever stored for a SIM.
    }

    public void Reachable(long simIndex)
    {
    }
}
