using Orleans.Concurrency;

namespace FleetSim.Contracts;

/// <summary>A slice of the fleet: one hashed timing wheel for the timers of its handsets. The key is the cohort's number.</summary>
[Alias("fleetsim.cohort")]
public interface ICohortGrain : IGrainWithIntegerKey
{
    /// <summary>Sets timers of handsets; setting one again replaces it.</summary>
    [Alias("arm")]
    [OneWay]
    Task Arm(long terminal, int slot, DateTimeOffset due);

    [Alias("cancel")]
    [OneWay]
    Task Cancel(long terminal, int slot);

    /// <summary>Timers waiting now.</summary>
    [Alias("count")]
    Task<int> Count();
}

/// <summary>How the fleet is cut into cohorts.</summary>
public static class Cohorts
{
    /// <summary>Handsets of one cohort.</summary>
    public const int Size = 16_384;

    public static long Of(long terminal) => terminal / Size;
}
