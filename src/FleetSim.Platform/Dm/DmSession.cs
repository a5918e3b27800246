using FleetSim.Platform.Engine;
using FleetSim.Protocol.Identity;
using FleetSim.Protocol.LargeObjects;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.SyncMl.Authentication;

namespace FleetSim.Platform.Dm;

/// <summary>
/// One DM session as the server remembers it between messages; known by the handset (Source LocURI) and the SessionID together.
/// Guarded by the lock on its device.
/// </summary>
internal sealed class DmSession(ManagedDevice device, string id, SyncMlEncoding encoding)
{
    /// <summary>Octets of one value from the handset at most.</summary>
    public const int MaxObjSize = 4 << 20;

    public ManagedDevice Device { get; } = device;

    /// <summary>As the handset wrote it.</summary>
    public string Id { get; } = id;

    public SyncMlEncoding Encoding { get; } = encoding;

    /// <summary>Messages of the handset so far.</summary>
    public int Messages { get; set; }

    /// <summary>MsgID, body and reply of the handset's last message: a repetition gets the same reply.</summary>
    public string LastMsgId { get; set; } = "";

    public byte[] LastBodyHash { get; set; } = [];

    public DmReply? LastReply { get; set; }

    public DateTimeOffset LastAt { get; set; }

    /// <summary>How far the handset's authentication has come.</summary>
    public AuthenticationState Authentication { get; set; }

    /// <summary>The type of credential asked for; null: basic, md5 or a MAC, as it comes.</summary>
    public AuthenticationType? ClientType { get; set; }

    /// <summary>The nonce of the last challenge in this session.</summary>
    public byte[]? Challenge { get; set; }

    /// <summary>The type of the server's own credential: what the handset demanded last.</summary>
    public AuthenticationType ServerType { get; set; } = device.ServerAuthentication ?? AuthenticationType.Md5;

    /// <summary>The nonce the server's credential is made with.</summary>
    public byte[] ServerNonce { get; set; } = device.ServerNonce;

    /// <summary>True once the handset took the server's credential for the whole session.</summary>
    public bool ServerAccepted { get; set; }

    public int ServerRefusals { get; set; }

    /// <summary>Octets of a message that the handset can take; null: no bound named.</summary>
    public long? MaxMsgSize { get; set; }

    /// <summary>Octets of one object that the handset can take; null: no bound named.</summary>
    public long? MaxObject { get; set; }

    /// <summary>MsgID of the server's last message.</summary>
    public int ServerMessages { get; set; }

    /// <summary>The server's last message that had commands; null before it.</summary>
    public SyncMlMessage? LastAsked { get; set; }

    /// <summary>True when the server's last message had no Final though it had commands: it goes on with the same package.</summary>
    public bool PackageIsOpen { get; set; }

    /// <summary>The object that is being sent in chunks; null when none is.</summary>
    public LargeCommand? Sending { get; set; }

    /// <summary>The job this session was notified for; null for a session of the handset's own.</summary>
    public Job? Job { get; set; }

    /// <summary>True once the scripts of the session were lined up.</summary>
    public bool HasScripts { get; set; }

    public Queue<Errand> Errands { get; } = new();

    public Questions Questions { get; } = new();

    /// <summary>Puts together the values that come in several messages.</summary>
    public ObjectReceiver Chunks { get; } = new(MaxObjSize);

    /// <summary>True when the last package was sent (or the session was given up); kept only for repetitions.</summary>
    public bool Ended { get; set; }
}

/// <summary>The answer to one POST.</summary>
/// <param name="Body">The encoded message.</param>
/// <param name="Encoding">XML or WBXML, as the request's.</param>
/// <param name="From">The handset.</param>
/// <param name="CarriedReport">True when the request had an Alert 1226.</param>
/// <param name="Mac">Value of the x-syncml-hmac header; null without one.</param>
internal sealed record DmReply(byte[] Body, SyncMlEncoding Encoding, Imei From, bool CarriedReport, string? Mac);
