using FleetSim.Commands;
using FleetSim.Contracts;

namespace FleetSim.Run;

/// <summary>Brings the nodes of a cluster to where a run may begin: so many are there, and none is still in another run.</summary>
public sealed class ClusterReadiness(IGrainFactory grains)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90), Poll = TimeSpan.FromMilliseconds(250);

    /// <summary>Ends the run that a driver left behind, and waits until its nodes are back without it.</summary>
    /// <exception cref="ConfigurationException">They do not come back.</exception>
    public async Task ConcludeOthersAsync(CancellationToken stop)
    {
        IReadOnlyList<SiloAddress> silos = await SilosAsync();
        List<SiloAddress> busy = [];
        foreach (SiloAddress silo in silos)
        {
            if (await NodeOf(silo).Run() is not null) busy.Add(silo);
        }

        foreach (SiloAddress silo in busy) await NodeOf(silo).Conclude();
        if (busy.Count > 0) await WaitAsync(now => now.Count >= silos.Count && !now.Intersect(busy).Any(), $"{busy.Count} nodes of an earlier run did not come back", stop);
    }

    /// <summary>Waits until so many nodes are there.</summary>
    /// <exception cref="ConfigurationException">There are fewer.</exception>
    public Task WaitForAsync(int nodes, CancellationToken stop) => WaitAsync(now => now.Count >= nodes, $"--nodes {nodes}: there are fewer", stop);

    private async Task WaitAsync(Func<IReadOnlyList<SiloAddress>, bool> ready, string otherwise, CancellationToken stop)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(Limit);
        try
        {
            while (!ready(await SilosAsync())) await Task.Delay(Poll, limit.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new ConfigurationException($"{otherwise} within {Limit.TotalSeconds:0} s. Look at the nodes' output.");
        }
    }

    private async Task<IReadOnlyList<SiloAddress>> SilosAsync()
    {
        try
        {
            return [.. (await grains.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true)).Keys];
        }
        catch (Exception changing) when (changing is OrleansException or TimeoutException)
        {
            // The node that was asked is leaving.
            return [];
        }
    }

    private INodeGrain NodeOf(SiloAddress silo) => grains.GetGrain<INodeGrain>(silo.ToParsableString());
}
