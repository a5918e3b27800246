using FleetSim.Platform.Engine;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Platform.Dm;

/// <summary>How far the handset's authentication has come.</summary>
internal enum ClientAuthentication
{
    Required,

    /// <summary>Refused once, a nonce was handed out for the one repetition.</summary>
    Challenged,

    Done,
}

/// <summary>
/// One DM session as the server remembers it between messages; known by the handset (Source LocURI) and the SessionID together.
/// Guarded by the lock on its device.
/// </summary>
internal sealed class DmSession(ManagedDevice device, string id, SyncMlEncoding encoding)
{
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

    public ClientAuthentication Authentication { get; set; }

    /// <summary>The nonce of the last challenge in this session.</summary>
    public byte[]? Challenge { get; set; }

    /// <summary>The nonce the server's credential is made with.</summary>
    public byte[] ServerNonce { get; set; } = device.ServerNonce;

    /// <summary>True once the handset took the server's credential for the whole session.</summary>
    public bool ServerAccepted { get; set; }

    public int ServerRefusals { get; set; }

    /// <summary>Octets of a message that the handset can take; null: no bound named.</summary>
    public long? MaxMsgSize { get; set; }

    /// <summary>MsgID of the server's last message.</summary>
    public int ServerMessages { get; set; }

    /// <summary>The job this session was notified for; null for a session of the handset's own.</summary>
    public Job? Job { get; set; }

    public Queue<Errand> Errands { get; } = new();

    public Questions Questions { get; } = new();

    public ChunkedResults Chunks { get; } = new();

    /// <summary>True when the last package was sent (or the session was given up); kept only for repetitions.</summary>
    public bool Ended { get; set; }
}

/// <summary>The answer to one POST.</summary>
/// <param name="Body">The encoded message.</param>
/// <param name="Encoding">XML or WBXML, as the request's.</param>
/// <param name="CarriedReport">True when the request had an Alert 1226.</param>
internal sealed record DmReply(byte[] Body, SyncMlEncoding Encoding, bool CarriedReport);
