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
            GenericAlert? report = GenericAlert.Read(item).Value;
            string type = report?.Type.ToLowerInvariant() ?? "";
            if (type is Prefix + "devicerequest" or Prefix + "userrequest") code = StatusCode.Accepted;
            else if (type is not (Prefix + "download" or Prefix + "update" or Prefix + "downloadandupdate")) continue;
            else if (Result(item.Data?.Text) is { } result) readBack |= Book(device, new Report(alert.Correlator, report?.Source, type, result), now);
            else code = StatusCode.Incomplete;
        }

        if (code == StatusCode.Incomplete) tally.CountFault(Fault.MalformedReport);
        return (code, readBack);
    }

    private bool Book(ManagedDevice device, Report report, DateTimeOffset now)
    {
        tally.CountReport();
        IReadOnlyList<FirmwareOrder> orders = campaign.OrdersFor(device);
        if (orders.Count > 1) return BookPart(device, orders, report, now);
        BookEntry.Firmware row = device.FirmwareRow ?? Ledger.EmptyFirmware(device);
        if (report.Correlator is not null && row.Correlator is not null && report.Correlator != row.Correlator)
        {
            tally.CountFault(Fault.ForeignReport);
            return false;
        }

        bool known = row.Reports > 0 && row.Result == report.Result && row.AlertType == report.Type;
        if (known) tally.CountFault(Fault.RepeatedReport);
        Enter(device, row with { Correlator = row.Correlator ?? report.Correlator }, report, known, now);
        if (!known) Settle(device, report.Result, now);
        return true;
    }

    /// <summary>A report of one of several packages: a failure is the job's, a success only when it is the last that was missing.</summary>
    private bool BookPart(ManagedDevice device, IReadOnlyList<FirmwareOrder> orders, Report report, DateTimeOffset now)
    {
        FirmwareOrder? order = report.Correlator is { } correlator
            ? orders.FirstOrDefault(o => o.Correlator == correlator)
            : orders.FirstOrDefault(o => o.Root == report.Source);
        if (order is null)
        {
            tally.CountFault(Fault.ForeignReport);
            return false;
        }

        BookEntry.PackageOrder part = Ledger.RowOf(device, order);
        bool known = part.Reports > 0 && part.Result == report.Result && part.AlertType == report.Type;
        if (known) tally.CountFault(Fault.RepeatedReport);
        ledger.PackageOrder(device, part with { AlertType = report.Type, Result = report.Result, Reports = part.Reports + 1 });
        Enter(device, device.FirmwareRow ?? Ledger.EmptyFirmware(device), report, known, now);
        bool complete = orders.All(o => device.OrderOf(o.Package.Name) is { Result: >= 200 and < 300 });
        if (!known && (complete || !StatusCode.IsSuccess(report.Result))) Settle(device, report.Result, now);
        return complete;
    }

    private void Enter(ManagedDevice device, BookEntry.Firmware row, Report report, bool known, DateTimeOffset now) => ledger.Firmware(device, row with
    {
        AlertType = report.Type,
        Result = report.Result,
        Reports = row.Reports + 1,
        ReportedAt = known ? row.ReportedAt : now,
    });

    /// <summary>A success counts only once the version was read back; a failure is final.</summary>
    private void Settle(ManagedDevice device, int result, DateTimeOffset now)
    {
        if (device.Firmware is not { } job) return;
        job.Attempts = 0;
        campaign.Move(device, job, StatusCode.IsSuccess(result) ? JobState.Reported : JobState.Failed, now);
    }

    /// <summary>The digits the text begins with; some clients write words behind them.</summary>
    private static int? Result(string? text)
    {
        ReadOnlySpan<char> rest = text.AsSpan().Trim();
        int end = rest.IndexOfAnyExceptInRange('0', '9');
        return int.TryParse(end < 0 ? rest : rest[..end], NumberStyles.None, CultureInfo.InvariantCulture, out int result) ? result : null;
    }

    /// <summary>One report; Source is the firmware update object, null when the handset names none.</summary>
    private sealed record Report(string? Correlator, string? Source, string Type, int Result);
}
