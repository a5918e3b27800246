using System.ComponentModel;

namespace FleetSim.Reports.Model;

public sealed record SessionReport
{
    [Description("DM sessions that the scenario and the target asked for.")]
    public long Offered { get; init; }

    public long Started { get; init; }

    public long Completed { get; init; }

    public long Failed { get; init; }

    [Description("From the intended start of a session to its end, without the time in which a user was asked.")]
    public required LatencySummary LatencyMs { get; init; }

    [Description("The same distribution as a curve, in rising order.")]
    public IReadOnlyList<PercentilePoint> Percentiles { get; init; } = [];
}
