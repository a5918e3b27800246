namespace FleetSim.Contracts;

/// <summary>A slice of the fleet: one hashed timing wheel for the timers of its handsets. The key is the cohort's number.</summary>
[Alias("fleetsim.cohort")]
public interface ICohortGrain : IGrainWithIntegerKey
{
    /// <summary>Sets a timer of a handset; setting one again replaces it. Not one-way: a call that is lost with a silo must be noticed, or its handset waits for ever.</summary>
    /// <param name="terminal">The handset.</param>
    /// <param name="slot">Which timer.</param>
    /// <param name="due">When it fires.</param>
    /// <param name="again">True: an earlier call was lost. This one may come late, and puts nothing off that is set for an earlier moment.</param>
    [Alias("arm")]
    Task Arm(long terminal, int slot, DateTimeOffset due, bool again = false);

    /// <summary>Drops every timer of a handset but its wake-up: those of an activation that is gone are of no use to the next one, which sets its own.</summary>
    [Alias("clear")]
    Task Clear(long terminal);

    /// <summary>
    /// Takes a timer back. Not one-way: a call that is lost leaves a timer that fires for nothing, and for which a drain waits. One that comes late takes nothing
    /// back that was set after it.
    /// </summary>
    /// <param name="terminal">The handset.</param>
    /// <param name="slot">Which timer.</param>
    /// <param name="due">For when it was set: one that is set for another moment stays.</param>
    [Alias("cancel")]
    Task Cancel(long terminal, int slot, DateTimeOffset due);

    /// <summary>
    /// Says on which silo the cohort is; one that was nowhere begins here, with its wheel built anew from the store. On a silo that is its home no
    /// longer it moves home: a later call finds it there.
    /// </summary>
    [Alias("keep")]
    Task<SiloAddress> Keep();

    /// <summary>Wakes whoever the store says must be awake by now: some time after silos came or went, when a call may have been lost with one. Who is awake is not disturbed.</summary>
    [Alias("recheck")]
    Task Recheck();
}
