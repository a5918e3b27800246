using FleetSim.Platform.Books;
using FleetSim.Platform.Dm;
using FleetSim.Protocol.Identity;
using FleetSim.Protocol.SyncMl.Authentication;

namespace FleetSim.Platform.Engine;

/// <summary>
/// What the platform knows of one handset. Whoever touches it holds the lock on it; locks of waves and of the session list are
/// taken inside, never around.
/// </summary>
internal sealed class ManagedDevice(Imei imei, byte[] clientNonce, byte[] serverNonce)
{
    /// <summary>Orders of several packages; null: there was none, an order of one package included.</summary>
    private Dictionary<string, BookEntry.PackageOrder>? _packageOrders;

    public Imei Imei { get; } = imei;

    /// <summary>Null for a handset that came by DM without ever registering.</summary>
    public Msisdn? Msisdn { get; set; }

    public string Manufacturer { get; set; } = "";

    public string Model { get; set; } = "";

    public string Version { get; set; } = "";

    public DateTimeOffset RegisteredAt { get; set; }

    /// <summary>Registration messages taken, redelivered ones included.</summary>
    public int Registrations { get; set; }

    /// <summary>True until the confirmation was handed to the message centre.</summary>
    public bool ConfirmOwed { get; set; }

    /// <summary>The service number it registered at; null: the first one.</summary>
    public string? Service { get; set; }

    /// <summary>Of the SIM, when the handset or the options tell it.</summary>
    public Imsi? Imsi { get; set; }

    /// <summary>"1.1" or "1.2", as its messages say; null before the first.</summary>
    public string? Protocol { get; set; }

    /// <summary>True when it answered a notification with the SessionID in decimal.</summary>
    public bool WritesSessionIdInDecimal { get; set; }

    /// <summary>What it demands of the server; null before its first challenge.</summary>
    public AuthenticationType? ServerAuthentication { get; set; }

    /// <summary>Name of the bootstrap that was sent to it; null without one.</summary>
    public string? Bootstrap { get; set; }

    /// <summary>The newest nonce given to the handset; it may not have arrived.</summary>
    public byte[] ClientNonce { get; set; } = clientNonce;

    /// <summary>The newest nonce the handset has proven to hold.</summary>
    public byte[] PreviousClientNonce { get; set; } = clientNonce;

    /// <summary>The newest nonce the handset gave: for package #0 and the server's credential.</summary>
    public byte[] ServerNonce { get; set; } = serverNonce;

    /// <summary>How many nonces were made for this handset in this process: the occasion of the next one.</summary>
    public int NoncesMade { get; set; }

    public ushort LastSessionId { get; set; }

    /// <summary>WSP transaction id of the last push.</summary>
    public byte LastPush { get; set; }

    /// <summary>True after a notification with the default nonce, until the handset authenticated with a real one.</summary>
    public bool DefaultNonceNotified { get; set; }

    /// <summary>True after a session broke off: the handset may have given a nonce that never arrived.</summary>
    public bool ServerNonceDoubtful { get; set; }

    public Job? Collect { get; set; }

    public Job? Firmware { get; set; }

    /// <summary>The firmware row of the books as it stands; null without one.</summary>
    public BookEntry.Firmware? FirmwareRow { get; set; }

    /// <summary>The session the handset spoke in last: open, or ended and kept for repeated messages.</summary>
    public DmSession? Session { get; set; }

    /// <summary>The row of one package of an order of several; null: there is none.</summary>
    public BookEntry.PackageOrder? OrderOf(string package) => _packageOrders?.GetValueOrDefault(package);

    /// <summary>Keeps that row as it stands.</summary>
    public void Keep(BookEntry.PackageOrder row) => (_packageOrders ??= new Dictionary<string, BookEntry.PackageOrder>(StringComparer.Ordinal))[row.Package] = row;
}
