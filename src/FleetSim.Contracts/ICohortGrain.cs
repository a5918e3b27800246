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

    /// <summary>
    /// Says on which silo the cohort is; one that was nowhere begins here, with its wheel built anew from the store. On a silo that is its home no
    /// longer it gives itself up: the next call finds it at home.
    /// </summary>
    [Alias("keep")]
    Task<SiloAddress> Keep();

    /// <summary>Wakes whoever the store says must be awake by now: some time after silos came or went, when a call may have been lost with one. Who is awake is not disturbed.</summary>
    [Alias("recheck")]
    Task Recheck();
}
