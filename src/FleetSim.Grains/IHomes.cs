namespace FleetSim.Grains;

/// <summary>The port to the cluster's membership: which cohorts this silo is the home of.</summary>
public interface IHomes
{
    /// <summary>This silo.</summary>
    SiloAddress Here { get; }

    /// <summary>There are other silos to go to.</summary>
    bool HasOthers { get; }

    bool IsHere(long cohort);
}
