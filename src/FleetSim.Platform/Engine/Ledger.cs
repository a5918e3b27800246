using FleetSim.Platform.Books;

namespace FleetSim.Platform.Engine;

/// <summary>Turns changes of a device into entries for the books. The caller holds the device's lock, so a row's entries are in order.</summary>
internal sealed class Ledger(Action<BookEntry> record)
{
    public void Device(ManagedDevice device)
    {
        if (device.Msisdn is not { } msisdn) return;
        record(new BookEntry.Device(
            device.Imei.ToString(), msisdn.ToString(), device.Manufacturer, device.Model, device.Version,
            device.RegisteredAt, device.Registrations, device.ConfirmOwed));
    }

    public void Account(ManagedDevice device) =>
        record(new BookEntry.Account(device.Imei.ToString(), device.ClientNonce, device.PreviousClientNonce, device.ServerNonce));

    public void Job(ManagedDevice device, Job job, DateTimeOffset now) =>
        record(new BookEntry.Job(device.Imei.ToString(), Word(job.Kind), Word(job.State), job.Attempts, job.SessionId, now));

    public void Collected(ManagedDevice device, string path, string value, DateTimeOffset now) =>
        record(new BookEntry.Collected(device.Imei.ToString(), path, value, now));

    public void Repair(ManagedDevice device, string path, string? oldValue, string newValue, int status, DateTimeOffset now) =>
        record(new BookEntry.Repair(device.Imei.ToString(), path, oldValue, newValue, status, now));

    public void CommandStatus(
        ManagedDevice device, string session, string script, string command, string? uri, int status, string? answer, DateTimeOffset now) =>
        record(new BookEntry.CommandStatus(device.Imei.ToString(), session, script, command, uri, status, answer, now));

    public void Handset(ManagedDevice device) => record(new BookEntry.Handset(
        device.Imei.ToString(), device.Service, device.Imsi?.ToString(), device.Protocol, device.WritesSessionIdInDecimal,
        device.ServerAuthentication?.ToString(), device.Bootstrap));

    public void PackageOrder(ManagedDevice device, BookEntry.PackageOrder row)
    {
        device.Keep(row);
        record(row);
    }

    public void Firmware(ManagedDevice device, BookEntry.Firmware row)
    {
        device.FirmwareRow = row;
        record(row);
    }

    public void RangeRequest(string imei, string package, long start, bool resume, DateTimeOffset now) =>
        record(new BookEntry.RangeRequest(imei, package, start, resume, now));

    public void Package(BookEntry.Offered package) => record(package);

    /// <summary>A row of a firmware order or report that has nothing in it yet.</summary>
    public static BookEntry.Firmware EmptyFirmware(ManagedDevice device) =>
        new(device.Imei.ToString(), null, null, "unordered", null, null, null, 0, null, null, null, null);

    /// <summary>The row of one package of an order as it stands; a new one when it has none.</summary>
    public static BookEntry.PackageOrder RowOf(ManagedDevice device, FirmwareOrder order) =>
        device.OrderOf(order.Package.Name)
        ?? new BookEntry.PackageOrder(device.Imei.ToString(), order.Package.Name, order.Root, order.Correlator, null, null, null, 0);

    /// <summary>The word for an enum member in the books and in JSON: camel case.</summary>
    public static string Word<T>(T member)
        where T : struct, Enum
    {
        string name = member.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
