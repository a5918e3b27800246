using FleetSim.Grains;
using FleetSim.Storage;

namespace FleetSim.Silo.Cluster;

/// <summary>
/// Who must be woken of a slice whose timers are gone. In a fleet that hibernates: those to whom something is due. In one that does not, every
/// handset that has lived: a handset that is switched on is an activation. A session that waits for its user alone is not due: should its node live on and a late
/// call clear its time-out, nobody wakes it in a fleet that hibernates.
/// </summary>
public sealed class WakeTable(NodeRun run, IStateStore store) : IWakeTable
{
    public Task<IReadOnlyList<(long Terminal, DateTimeOffset Due)>> ReadAsync(long from, long to) => Task.Run<IReadOnlyList<(long, DateTimeOffset)>>(() =>
    [
        .. run.Scenario.Fleet.HibernateAfter > TimeSpan.Zero
            ? store.Reader.ScanDue(from, to).Select(row => (row.Key, DateTimeOffset.FromUnixTimeMilliseconds(row.DueUnixMs)))
            : store.Reader.Scan(from, to).Select(row => (row.Key, DateTimeOffset.UnixEpoch)),
    ]);
}
