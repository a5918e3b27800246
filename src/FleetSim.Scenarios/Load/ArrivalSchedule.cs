using FleetSim.Device;

namespace FleetSim.Scenarios.Load;

/// <summary>
/// An open stream of first power-ons: one in each interval of 1/rate, at a random moment in it. When an arrival is intended
/// depends on its number alone, so any node can release its share and a resumed run goes on where it was.
/// </summary>
public sealed class ArrivalSchedule(ulong seed, double ratePerSecond, int count)
{
    public int Count => count;

    /// <summary>From the start of the run to arrival <paramref name="index"/>; grows with the index.</summary>
    public TimeSpan IntendedAt(int index) =>
        TimeSpan.FromSeconds((index + new Chance(seed, index).Unit(ChancePurpose.Arrival, 0)) / ratePerSecond);

    public TimeSpan Duration => TimeSpan.FromSeconds(count / ratePerSecond);
}
