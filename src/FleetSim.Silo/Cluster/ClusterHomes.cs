using FleetSim.Contracts;
using FleetSim.Grains;

namespace FleetSim.Silo.Cluster;

/// <summary>The active silos as this one sees them, and with them the homes of the cohorts.</summary>
public sealed class ClusterHomes : IHomes, ISiloStatusListener, IDisposable
{
    private readonly ISiloStatusOracle _oracle;
    private readonly NodeRun _run;
    private readonly SemaphoreSlim _changed = new(0, 1);
    private volatile SiloAddress[] _silos;
    private volatile Table? _table;

    public ClusterHomes(ISiloStatusOracle oracle, NodeRun run)
    {
        (_oracle, _run) = (oracle, run);
        _silos = Active(oracle);
        oracle.SubscribeToSiloStatusEvents(this);
        Look(); // who came between the two lines is told to nobody
    }

    private sealed record Table(SiloAddress[] Silos, SiloAddress[] Homes);

    /// <summary>This silo.</summary>
    public SiloAddress Here => _oracle.SiloAddress;

    /// <summary>The other active silos.</summary>
    public IReadOnlyList<SiloAddress> Others => [.. _silos.Where(silo => !silo.Equals(Here))];

    public bool HasOthers => Array.Exists(_silos, silo => !silo.Equals(Here));

    public bool IsHere(long cohort) => Of(cohort).Equals(Here);

    /// <summary>The home of a cohort. One that the run does not have is at home wherever it is asked for.</summary>
    public SiloAddress Of(long cohort)
    {
        SiloAddress[] silos = _silos;
        if (silos.Length == 1) return silos[0];
        if (_table is not { } table || table.Silos != silos) _table = table = new Table(silos, Homes.Of(Cohorts.Count(_run.TryTake() ? _run.Scenario.Fleet.Terminals : 0), silos));
        return cohort < table.Homes.Length ? table.Homes[cohort] : Here;
    }

    /// <summary>
    /// Waits until silos have come or gone since the last call, but no longer than the pause. False: none has. Looks for itself as well: a node that has missed
    /// a change would have homes of its own for good.
    /// </summary>
    public Task<bool> WaitAsync(TimeSpan pause, CancellationToken stop)
    {
        Look();
        return _changed.WaitAsync(pause, stop);
    }

    public void SiloStatusChangeNotification(SiloAddress updatedSilo, SiloStatus status) => Look();

    public void Dispose()
    {
        _oracle.UnSubscribeFromSiloStatusEvents(this);
        _changed.Dispose();
    }

    /// <summary>Reads and writes under one lock: what was read earlier must not be written later.</summary>
    private void Look()
    {
        lock (_changed)
        {
            SiloAddress[] active = Active(_oracle);
            if (active.AsSpan().SequenceEqual(_silos)) return;
            _silos = active;
            if (_changed.CurrentCount == 0) _changed.Release();
        }
    }

    /// <summary>In the order of addresses, and never without this silo: it counts on itself while it is still coming up.</summary>
    private static SiloAddress[] Active(ISiloStatusOracle oracle)
    {
        SiloAddress[] active = [.. oracle.GetApproximateSiloStatuses(onlyActive: true).Keys.Order()];
        return active.Length > 0 ? active : [oracle.SiloAddress];
    }
}
