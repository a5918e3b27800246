using FleetSim.Contracts;
using FleetSim.Grains.Placement;
using Orleans.Runtime.Placement;

namespace FleetSim.Silo.Cluster;

/// <summary>Places cohorts and their handsets on their home, a node's grain on its node.</summary>
public sealed class HomeDirector : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        SiloAddress[] silos = context.GetCompatibleSilos(target);
        return Task.FromResult(strategy switch
        {
            CohortPlacement => Homes.Of(target.GrainIdentity.GetIntegerKey(), silos),
            HandsetPlacement => Homes.Of(Cohorts.Of(target.GrainIdentity.GetIntegerKey()), silos),
            NodePlacement => Named(target.GrainIdentity.Key.ToString()!, silos),
            _ => throw new ArgumentException($"{strategy} is not placed by homes.", nameof(strategy)),
        });
    }

    private static SiloAddress Named(string key, SiloAddress[] silos) =>
        Array.Find(silos, silo => silo.ToParsableString() == key) ?? throw new OrleansException($"The node {key} is not in the cluster.");
}
