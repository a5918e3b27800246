namespace FleetSim.Contracts;

/// <summary>How the fleet is cut into cohorts: contiguous slices, so that a cohort's rows lie side by side in the store.</summary>
/// <remarks>
/// Small enough that twenty thousand handsets still spread evenly over three nodes and that a cohort moves to another node in a blink; large
/// enough that the wheels of a million handsets are a thousand.
/// </remarks>
public static class Cohorts
{
    /// <summary>Handsets of one cohort.</summary>
    public const int Size = 1_024;

    public static long Of(long terminal) => terminal / Size;

    /// <summary>Cohorts of a fleet.</summary>
    public static long Count(long terminals) => (terminals + Size - 1) / Size;

    /// <summary>Its handsets: from the first (included) to the last (not included).</summary>
    public static (long From, long To) Slice(long cohort) => (cohort * Size, (cohort + 1) * Size);
}
