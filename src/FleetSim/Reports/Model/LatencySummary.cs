namespace FleetSim.Reports.Model;

/// <summary>Percentiles of one merged histogram, in the unit that the member's name says.</summary>
public sealed record LatencySummary(double P50, double P95, double P99, double P999, double Max);
