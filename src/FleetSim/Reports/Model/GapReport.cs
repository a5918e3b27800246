namespace FleetSim.Reports.Model;

/// <param name="Cause">What was missing, such as "process killed" or "node lost".</param>
public sealed record GapReport(DateTimeOffset From, DateTimeOffset To, string Cause);
