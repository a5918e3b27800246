using System.ComponentModel;

namespace FleetSim.Reports.Model;

/// <summary>The firmware campaign at one moment; all totals since its begin.</summary>
public sealed record CampaignPoint
{
    [Description("Seconds since the run's start.")]
    public required double AtSeconds { get; init; }

    [Description("Handsets whose download has begun.")]
    public long Started { get; init; }

    [Description("Handsets whose download is complete.")]
    public long Downloaded { get; init; }

    [Description("Handsets that run the new version.")]
    public long Succeeded { get; init; }

    [Description("Handsets whose operation ended otherwise, refusals included.")]
    public long Failed { get; init; }
}
