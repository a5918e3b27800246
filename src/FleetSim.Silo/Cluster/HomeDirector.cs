using FleetSim.Contracts;
using FleetSim.Grains.Placement;
using Orleans.Runtime.Placement;

namespace FleetSim.Silo.Cluster;

/// <summary>Places cohorts and their handsets on their home, a node's grain on its node.</summary>
public sealed class HomeDirector(ClusterHomes homes) : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        SiloAddress[] silos = context.GetCompatibleSilos(target);
        return Task.FromResult(strategy switch
        {
            CohortPlacement => Home(target.GrainIdentity.GetIntegerKey(), silos),
            HandsetPlacement => Home(Cohorts.Of(target.GrainIdentity.GetIntegerKey()), silos),
            NodePlacement => Named(target.GrainIdentity.Key.ToString()!, silos),
            _ => throw new ArgumentException($"{strategy} is not placed by homes.", nameof(strategy)),
        });
    }

    /// <summary>A home that Orleans would not take (it is just leaving) is no home; the cohort moves when the membership has changed.</summary>
    private SiloAddress Home(long cohort, SiloAddress[] silos)
    {
        SiloAddress home = homes.Of(cohort);
        return Array.IndexOf(silos, home) >= 0 ? home : silos[(int)(cohort % silos.Length)];
    }

    private static SiloAddress Named(string key, SiloAddress[] silos) =>
        Array.Find(silos, silo => silo.ToParsableString() == key) ?? throw new OrleansException($"The node {key} is not in the cluster.");
}
