using FleetSim.Contracts;
using FleetSim.Grains;

namespace FleetSim.Silo.Cluster;

/// <summary>The active silos as this one sees them, and with them the homes of the cohorts.</summary>
public sealed class ClusterHomes : IHomes, ISiloStatusListener, IDisposable
{
    private readonly ISiloStatusOracle _oracle;
    private readonly SemaphoreSlim _changed = new(0, 1);
    private volatile SiloAddress[] _silos;

    public ClusterHomes(ISiloStatusOracle oracle)
    {
        _oracle = oracle;
        _silos = Active(oracle);
        oracle.SubscribeToSiloStatusEvents(this);
    }

    /// <summary>This silo.</summary>
    public SiloAddress Here => _oracle.SiloAddress;

    /// <summary>The other active silos.</summary>
    public IReadOnlyList<SiloAddress> Others => [.. _silos.Where(silo => !silo.Equals(Here))];

    public bool IsHere(long cohort)
    {
        SiloAddress[] silos = _silos;
        return silos.Length <= 1 || Homes.Of(cohort, silos).Equals(Here);
    }

    /// <summary>Waits until silos have come or gone since the last call, but no longer than the pause. False: none has.</summary>
    public Task<bool> WaitAsync(TimeSpan pause, CancellationToken stop) => _changed.WaitAsync(pause, stop);

    public void SiloStatusChangeNotification(SiloAddress updatedSilo, SiloStatus status)
    {
        _silos = Active(_oracle);
        lock (_changed)
        {
            if (_changed.CurrentCount == 0) _changed.Release();
        }
    }

    public void Dispose()
    {
        _oracle.UnSubscribeFromSiloStatusEvents(this);
        _changed.Dispose();
    }

    /// <summary>In the order of addresses, and never without this silo: it counts on itself while it is still coming up.</summary>
    private static SiloAddress[] Active(ISiloStatusOracle oracle)
    {
        SiloAddress[] active = [.. oracle.GetApproximateSiloStatuses(onlyActive: true).Keys.Order()];
        return active.Length > 0 ? active : [oracle.SiloAddress];
    }
}
