namespace FleetSim.Contracts;

/// <summary>
/// Which silo is the home of a cohort: the one with the highest weight drawn from (cohort, silo) that has not its share yet. A silo that comes or goes
/// moves little beside the cohorts that become or were its own, none has more than its share, and every node finds the same without asking anybody.
/// </summary>
public static class Homes
{
    /// <summary>The home of each cohort, by number.</summary>
    /// <param name="cohorts">How many there are.</param>
    /// <param name="silos">The active silos, in any order; at least one.</param>
    public static SiloAddress[] Of(long cohorts, IReadOnlyList<SiloAddress> silos)
    {
        ArgumentNullException.ThrowIfNull(silos);
        if (silos.Count == 0) throw new ArgumentException("There is no active silo.", nameof(silos));
        SiloAddress[] ordered = [.. silos.Order()];
        ulong[] seeds = [.. ordered.Select(silo => Mix((uint)silo.GetConsistentHashCode()))];
        long share = (cohorts + ordered.Length - 1) / ordered.Length;
        long[] loads = new long[ordered.Length];
        SiloAddress[] homes = new SiloAddress[cohorts];
        for (long cohort = 0; cohort < cohorts; cohort++)
        {
            int home = Heaviest((ulong)cohort, seeds, loads, share);
            loads[home]++;
            homes[cohort] = ordered[home];
        }

        return homes;
    }

    private static int Heaviest(ulong cohort, ulong[] seeds, long[] loads, long share)
    {
        int heaviest = -1;
        ulong highest = 0;
        for (int silo = 0; silo < seeds.Length; silo++)
        {
            ulong weight = Mix(cohort ^ seeds[silo]);
            if (loads[silo] >= share || (heaviest >= 0 && weight <= highest)) continue;
            (heaviest, highest) = (silo, weight);
        }

        return heaviest;
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
