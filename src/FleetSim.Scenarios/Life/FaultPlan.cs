using FleetSim.Device;
using FleetSim.Scenarios.Configuration;

namespace FleetSim.Scenarios.Life;

/// <summary>Where a transfer is cut, and by what.</summary>
/// <param name="Offset">Absolute octet offset; not one octet at or behind it arrives.</param>
public sealed record PlannedCut(FaultKind Kind, long Offset);

/// <summary>
/// The troubles of a fleet as a function of (seed, terminal, occasion): the same after a crash and on any number of nodes,
/// and anybody can work out afterwards what was injected.
/// </summary>
public sealed class FaultPlan(FaultSpec faults)
{
    /// <summary>Most cuts of one download, so that every download comes to an end.</summary>
    public const int CutsPerDownload = 3;

    /// <summary>Most power cuts of one update.</summary>
    public const int CutsPerUpdate = 2;

    /// <summary>Most answers lost in a row, so that a report needs at most the sessions of one boot.</summary>
    public const int ReportAnswersInARow = 1;

    /// <summary>Is the confirmation of the terminal's <paramref name="registration"/>-th message (from 1) lost?</summary>
    public bool LosesConfirmation(Chance chance, int registration) =>
        chance.Happens(ChancePurpose.ConfirmationLoss, registration, faults.ConfirmationLoss);

    /// <summary>The cut of a transfer that starts at <paramref name="from"/>; the size is not known to a plan, so the place is drawn from the next 'reach' octets.</summary>
    public PlannedCut? CutOf(Chance chance, int transfer, long from, long reach)
    {
        double at = chance.Unit(ChancePurpose.DownloadCut, transfer);
        FaultKind? kind =
            at < faults.DownloadSignalLoss ? FaultKind.SignalLostInDownload
            : at < faults.DownloadSignalLoss + faults.DownloadPowerLoss ? FaultKind.PowerLostInDownload
            : at < faults.DownloadSignalLoss + faults.DownloadPowerLoss + faults.DownloadMemoryLow ? FaultKind.MemoryLowInDownload
            : null;
        return kind is { } cut && reach > 1 ? new PlannedCut(cut, from + 1 + chance.Below(ChancePurpose.DownloadCutOffset, transfer, reach - 1)) : null;
    }

    /// <summary>When in its remaining time (0 to 1) an update loses power; null: it does not.</summary>
    public double? UpdateCut(Chance chance, int update) =>
        chance.Happens(ChancePurpose.UpdateCut, update, faults.UpdatePowerLoss) ? chance.Unit(ChancePurpose.UpdateCutBlock, update) : null;

    public bool LosesReportAnswer(Chance chance, int report) =>
        chance.Happens(ChancePurpose.ReportAnswerLoss, report, faults.ReportAnswerLoss);

    public TimeSpan GapOf(Chance chance, FaultKind kind, int transfer) => kind switch
    {
        FaultKind.SignalLostInDownload => Draw(chance, ChancePurpose.SignalGap, transfer, faults.SignalGap),
        FaultKind.MemoryLowInDownload => Draw(chance, ChancePurpose.MemoryGap, transfer, faults.MemoryGap),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static TimeSpan Draw(Chance chance, ChancePurpose purpose, long occasion, TimeRange range) => chance.Between(purpose, occasion, range.Least, range.Most);
}
