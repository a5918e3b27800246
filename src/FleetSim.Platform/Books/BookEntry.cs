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

    /// <summary>A line for each answer to a command of a script or a drill; only added.</summary>
    /// <param name="Session">The SessionID as the handset wrote it.</param>
    /// <param name="Script">Name of the script or drill.</param>
    /// <param name="Command">Element name of the command; "Results" for a value that came, "Alert" as well for an Alert 1225 of the handset.</param>
    /// <param name="Answer">The value, or what the user typed or chose.</param>
    public sealed record CommandStatus(
        string Imei, string Session, string Script, string Command, string? Uri, int Status, string? Answer, DateTimeOffset At) : BookEntry;

    /// <summary>What the platform found out about how a handset speaks.</summary>
    /// <param name="Service">The service number it registered at; null: the first one.</param>
    /// <param name="Protocol">"1.1" or "1.2"; null before its first session.</param>
    /// <param name="DecimalSessionId">True when it writes SessionIDs in decimal.</param>
    /// <param name="ServerAuthentication">What it demands of the server: Basic, Md5, Mac; null before it demanded anything.</param>
    /// <param name="Bootstrap">Name of the last bootstrap sent; null without one.</param>
    public sealed record Handset(
        string Imei, string? Service, string? Imsi, string? Protocol, bool DecimalSessionId, string? ServerAuthentication, string? Bootstrap) : BookEntry;

    /// <summary>One package of an order of several.</summary>
    /// <param name="Root">The firmware update object it was ordered at.</param>
    public sealed record PackageOrder(
        string Imei, string Package, string Root, string Correlator, int? ExecStatus, string? AlertType, int? Result, int Reports) : BookEntry;

    /// <param name="Start">Offset of the first octet asked for.</param>
    /// <param name="Resume">True when the request had a Range that begins behind octet 0.</param>
    public sealed record RangeRequest(string Imei, string Package, long Start, bool Resume, DateTimeOffset At) : BookEntry;

    public sealed record Offered(string Name, string Model, string Version, int Octets, string Sha256) : BookEntry;
}
