namespace FleetSim.Reports.Model;

/// <param name="EndedAt">Null: the run ended inside it.</param>
public sealed record PhaseReport(string Name, DateTimeOffset StartedAt, DateTimeOffset? EndedAt);
