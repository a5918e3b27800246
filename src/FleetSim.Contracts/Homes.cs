namespace FleetSim.Contracts;

/// <summary>
/// Which silo is the home of a cohort: the one with the highest weight drawn from (cohort, silo). A silo that comes or goes moves only the cohorts
/// that become or were its own, and every node finds the same home without asking anybody.
/// </summary>
public static class Homes
{
    /// <param name="cohort">Its number.</param>
    /// <param name="silos">The active silos, in any order; at least one.</param>
    public static SiloAddress Of(long cohort, IReadOnlyList<SiloAddress> silos)
    {
        ArgumentNullException.ThrowIfNull(silos);
        SiloAddress? home = null;
        ulong highest = 0;
        foreach (SiloAddress silo in silos)
        {
            ulong weight = Mix((ulong)cohort ^ Mix((uint)silo.GetConsistentHashCode()));
            if (home is not null && (weight < highest || (weight == highest && silo.CompareTo(home) < 0))) continue;
            (home, highest) = (silo, weight);
        }

        return home ?? throw new ArgumentException("There is no active silo.", nameof(silos));
    }

    /// <summary>SplitMix64's finalizer: neighbouring numbers come out unrelated.</summary>
    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
