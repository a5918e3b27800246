using System.ComponentModel;

namespace FleetSim.Reports.Model;

/// <param name="Percentile">0 to 100.</param>
/// <param name="Ms">That share of the sessions took at most so many milliseconds.</param>
public sealed record PercentilePoint(
    [property: Description("0 to 100.")] double Percentile,
    double Ms);
