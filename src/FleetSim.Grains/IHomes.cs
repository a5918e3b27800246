namespace FleetSim.Grains;

/// <summary>The port to the cluster's membership: which cohorts this silo is the home of.</summary>
public interface IHomes
{
    /// <summary>This silo.</summary>
    SiloAddress Here { get; }

    bool IsHere(long cohort);
}
