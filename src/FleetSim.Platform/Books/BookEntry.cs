namespace FleetSim.Platform.Books;

/// <summary>
/// One line for the books: the state of a row after a change (the row is written over) or a line that is only ever added.
/// A closed set; <see cref="BooksFile"/> has one statement for each. Times are UTC.
/// </summary>
public abstract record BookEntry
{
    private BookEntry()
    {
    }

    /// <param name="ConfirmOwed">True until the confirmation was handed to the message centre.</param>
    public sealed record Device(
        string Imei, string Msisdn, string Manufacturer, string Model, string Version,
        DateTimeOffset RegisteredAt, int Registrations, bool ConfirmOwed) : BookEntry;

    /// <param name="ClientNonce">The newest nonce given to the handset.</param>
    /// <param name="PreviousClientNonce">The newest nonce the handset has proven to hold.</param>
    /// <param name="ServerNonce">The newest nonce the handset gave.</param>
    public sealed record Account(string Imei, byte[] ClientNonce, byte[] PreviousClientNonce, byte[] ServerNonce) : BookEntry;

    public sealed record Job(string Imei, string Kind, string State, int Attempts, int SessionId, DateTimeOffset At) : BookEntry;

    public sealed record Collected(string Imei, string Path, string Value, DateTimeOffset At) : BookEntry;

    public sealed record Repair(string Imei, string Path, string? OldValue, string NewValue, int Status, DateTimeOffset At) : BookEntry;

    public sealed record Firmware(
        string Imei, string? Package, string? TargetVersion, string State, string? Correlator, string? AlertType, int? Result,
        int Reports, DateTimeOffset? ReportedAt, string? VersionAfter, int? InstallNotify, int? ExecStatus) : BookEntry;

    /// <param name="Start">Offset of the first octet asked for.</param>
    /// <param name="Resume">True when the request had a Range that begins behind octet 0.</param>
    public sealed record RangeRequest(string Imei, string Package, long Start, bool Resume, DateTimeOffset At) : BookEntry;

    public sealed record Offered(string Name, string Model, string Version, int Octets, string Sha256) : BookEntry;
}
