using System.Globalization;
using FleetSim.Platform.Books;
using FleetSim.Platform.Engine;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Platform.Dm;

/// <summary>
/// Takes Alert 1226. A report is known by correlator, type and result: the same one again only raises the count of reports, because
/// a handset repeats it until it is answered. Spec: OMA-TS-DM-FUMO-V1_0, 8; facts: oma-dm 9 and 15.
/// </summary>
internal sealed class ReportIntake(Campaign campaign, Ledger ledger, Tally tally)
{
    private const string Prefix = "org.openmobilealliance.dm.firmwareupdate.";

    /// <summary>Books the report.</summary>
    /// <returns>The Status code of the Alert, and whether the version is to be read back.</returns>
    public (int Code, bool ReadBack) Take(ManagedDevice device, Command.Alert alert, DateTimeOffset now)
    {
        int code = StatusCode.Ok;
        bool readBack = false;
        if (alert.Items.Count == 0) code = StatusCode.Incomplete;
        foreach (Item item in alert.Items)
        {
            string type = BareType(item.Meta?.Type);
            if (type is Prefix + "devicerequest" or Prefix + "userrequest") code = StatusCode.Accepted;
            else if (type is not (Prefix + "download" or Prefix + "update" or Prefix + "downloadandupdate")) continue;
            else if (Result(item.Data?.Text) is { } result) readBack |= Book(device, alert.Correlator, type, result, now);
            else code = StatusCode.Incomplete;
        }

        if (code == StatusCode.Incomplete) tally.CountFault(Fault.MalformedReport);
        return (code, readBack);
    }

    private bool Book(ManagedDevice device, string? correlator, string type, int result, DateTimeOffset now)
    {
        tally.CountReport();
        BookEntry.Firmware row = device.FirmwareRow ?? Ledger.EmptyFirmware(device);
        if (correlator is not null && row.Correlator is not null && correlator != row.Correlator)
        {
            tally.CountFault(Fault.ForeignReport);
            return false;
        }

        bool known = row.Reports > 0 && row.Result == result && row.AlertType == type;
        if (known) tally.CountFault(Fault.RepeatedReport);
        ledger.Firmware(device, row with
        {
            Correlator = row.Correlator ?? correlator,
            AlertType = type,
            Result = result,
            Reports = row.Reports + 1,
            ReportedAt = known ? row.ReportedAt : now,
        });
        if (!known) Settle(device, result, now);
        return true;
    }

    /// <summary>A success counts only once the version was read back; a failure is final.</summary>
    private void Settle(ManagedDevice device, int result, DateTimeOffset now)
    {
        if (device.Firmware is not { } job) return;
        job.Attempts = 0;
        campaign.Move(device, job, StatusCode.IsSuccess(result) ? JobState.Reported : JobState.Failed, now);
    }

    /// <summary>Handsets send the bare name or put "Reversed-Domain-Name:" or "Content-Type:" before it.</summary>
    private static string BareType(string? type)
    {
        ReadOnlySpan<char> text = type;
        int colon = text.IndexOf(':');
        return (colon < 0 ? text : text[(colon + 1)..]).Trim().ToString().ToLowerInvariant();
    }

    /// <summary>The digits the text begins with; some clients write words behind them.</summary>
    private static int? Result(string? text)
    {
        ReadOnlySpan<char> rest = text.AsSpan().Trim();
        int end = rest.IndexOfAnyExceptInRange('0', '9');
        return int.TryParse(end < 0 ? rest : rest[..end], NumberStyles.None, CultureInfo.InvariantCulture, out int result) ? result : null;
    }
}
