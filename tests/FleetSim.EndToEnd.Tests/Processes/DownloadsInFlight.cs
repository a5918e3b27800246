using FleetSim.Device.Firmware;
using FleetSim.Run;

namespace FleetSim.EndToEnd.Tests.Processes;

/// <summary>The downloads that ran when a process was killed, as its store has them.</summary>
internal static class DownloadsInFlight
{
    /// <summary>IMEI to the octets that are committed.</summary>
    /// <param name="state">The state directory; its configuration says where the store is.</param>
    public static Dictionary<string, long> Read(string state)
    {
        using StoredFleet stored = StoredFleet.Open(state);
        return stored.Handsets.Where(h => h.Terminal.Nv.Job is { Phase: FumoPhase.Fetching }).ToDictionary(h => h.Terminal.Imei.ToString(), h => h.Terminal.Nv.Job!.Offset);
    }
}
