using System.Globalization;
using FleetSim.Device;
using FleetSim.Device.Firmware;
using FleetSim.Protocol.SyncMl;
using FleetSim.Reports.Model;
using FleetSim.Scenarios.Life;
using FleetSim.Scenarios.Population;

namespace FleetSim.Run;

/// <summary>
/// Compares, handset by handset, what the handset holds with what the platform's books say: number, collected values, firmware
/// version, last result. What the fault plan caused is explained, and the plan says independently how much that must be.
/// </summary>
public sealed class TruthCheck : IDisposable
{
    private const string Version = "./DevDetail/SwV";

    private readonly Fleet _fleet;
    private readonly BookMerge _books;
    private readonly List<TruthItem> _items = [], _unsettledItems = [];
    private long _checked, _mismatches, _explained, _expected, _unsettled;

    public TruthCheck(Fleet fleet, PlatformBooks books)
    {
        _fleet = fleet;
        _books = new BookMerge(books, FleetIdentity.ImeiBlockDigits, stranger => Differ(stranger, "handset", null, "in the books"));
    }

    /// <summary>Compares one handset; they come in the order of their indices.</summary>
    public void Check(Handset handset)
    {
        string imei = handset.Terminal.Imei.ToString();
        Check(handset, imei, _books.Of(imei));
    }

    /// <summary>After the last handset: whoever else is in the books is a stranger.</summary>
    public TruthReport Finish()
    {
        _books.Finish();
        return new TruthReport { Source = "books", Checked = _checked, Mismatches = _mismatches, Explained = _explained, ExpectedExplained = _expected, Unsettled = _unsettled, Items = _items, UnsettledItems = _unsettledItems };
    }

    public void Dispose() => _books.Dispose();

    private void Check(Handset handset, string imei, BookedHandset? booked)
    {
        _checked++;
        CheckRegistration(handset, imei, booked);
        if (booked is null) return;
        string[] open = [.. booked.Jobs.Where(job => job.Value is "waiting" or "notified" or "accepted" or "reported").Select(job => $"{job.Key} {job.Value}")];
        bool settled = handset.Terminal.Nv.Job is null && open.Length == 0;
        if (!settled) Unsettled(imei, handset.Terminal.Nv, open);
        CheckCollection(handset, imei, booked);
        if (settled) CheckFirmware(handset.Terminal, imei, booked);
    }

    private void CheckRegistration(Handset handset, string imei, BookedHandset? booked)
    {
        NonVolatile nv = handset.Terminal.Nv;
        string? row = booked?.Msisdn;
        if (!handset.HasHomeSim || !handset.Terminal.Model.Registration.Enabled)
        {
            if (row is not null) Differ(imei, "registration", null, row);
            return;
        }

        bool marked = nv.RegisteredImsi == handset.Sim.Imsi.Value;
        bool lost = nv.Odometer.RegistrationsSent > 0 && _fleet.Faults.LosesConfirmation(_fleet.Identity.ChanceOf(handset.Index), nv.Odometer.RegistrationsSent);
        if (lost) _expected++;
        string number = _fleet.Identity.MsisdnOf(handset.Sim.Index).ToString();
        if (row != number) Differ(imei, "msisdn", marked ? number : null, row);
        else if (!marked && lost) _explained++;
        else if (!marked) Differ(imei, "registration", null, row);
    }

    private void CheckCollection(Handset handset, string imei, BookedHandset booked)
    {
        foreach ((string path, string value) in booked.Collected)
        {
            Device.Tree.TreeReading own = handset.Terminal.Read(path);
            if (own.Status != StatusCode.Ok || own.Value != value) Differ(imei, path, own.Value, value);
        }

        if (booked.Jobs.GetValueOrDefault("collect") == "done" && booked.Collected.Count == 0) Differ(imei, "collection", "collected", null);
    }

    private void CheckFirmware(Terminal terminal, string imei, BookedHandset booked)
    {
        int reported = terminal.Nv.Odometer.LastReportedResult;
        if (reported != (booked.FirmwareResult ?? 0)) Differ(imei, "firmware result", Text(reported), Text(booked.FirmwareResult ?? 0));
        if (reported == FumoResult.Success && booked.VersionAfter != terminal.SoftwareVersion) Differ(imei, "firmware version", terminal.SoftwareVersion, booked.VersionAfter);
        if (booked.Collected.TryGetValue(Version, out string? version) && version != terminal.SoftwareVersion) Differ(imei, "version", terminal.SoftwareVersion, version);
    }

    private void Unsettled(string imei, NonVolatile nv, string[] open)
    {
        _unsettled++;
        string? doing = nv.Job is { } job ? $"{job.Phase} at {job.Offset} of {job.Size}{(nv.PoweredOn ? "" : ", off")}{(nv.HasSignal ? "" : ", without signal")}" : null;
        if (_unsettledItems.Count < TruthReport.ListedItems) _unsettledItems.Add(new TruthItem(imei, "unsettled", doing, open.Length > 0 ? string.Join(", ", open) : null));
    }

    private void Differ(string imei, string what, string? handset, string? platform)
    {
        _mismatches++;
        if (_items.Count < TruthReport.ListedItems) _items.Add(new TruthItem(imei, what, handset, platform));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
