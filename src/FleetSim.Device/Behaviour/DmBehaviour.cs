using FleetSim.Protocol.SyncMl;

namespace FleetSim.Device.Behaviour;

/// <summary>How a model speaks OMA DM: version, wire form, limits, habits in a session.</summary>
public sealed record DmBehaviour
{
    public DmVersion Version { get; init; } = DmVersion.V12;

    public SyncMlEncoding Encoding { get; init; } = SyncMlEncoding.Xml;

    /// <summary>How the encoder uses the freedom that the standards leave; null: the standard form.</summary>
    public SyncMlStyle? Style { get; init; }

    /// <summary>Content-Type of the model's messages; null: the registered one of the encoding.</summary>
    public string? ContentType { get; init; }

    public SessionIdForm SessionId { get; init; } = SessionIdForm.Hex;

    /// <summary>Octets of an encoded message that the model takes; it cuts its own large objects to what the server says.</summary>
    public int MaxMsgSize { get; init; } = 9000;

    /// <summary>Octets of one object that the model takes.</summary>
    public int MaxObjSize { get; init; } = 524_288;

    /// <summary>True: MoreData both ways, and DevDetail/LrgObj says so; false: a chunk is answered 406.</summary>
    public bool LargeObjects { get; init; } = true;

    public DevInfoItems DevInfo { get; init; } = DevInfoItems.LeavesWithMeta;

    /// <summary>Notification versions (times 10) that are obeyed: 11 is DM 1.2, 10 is DM 1.1; empty: any.</summary>
    public IReadOnlyList<int> NotificationVersions { get; init; } = [10, 11];

    public AtomicSupport Atomic { get; init; } = AtomicSupport.Supported;

    /// <summary>Status of a Copy command; 200: it is carried out. 406 or 501: it is not.</summary>
    public int CopyStatus { get; init; } = 200;

    /// <summary>What is done when no answer comes.</summary>
    public LostAnswer LostAnswer { get; init; } = LostAnswer.GiveUp;

    /// <summary>Tries after the first one, when <see cref="LostAnswer"/> is another than giving up.</summary>
    public int LostAnswerRetries { get; init; } = 2;

    /// <summary>True: RespURI is obeyed (within the allowed targets); false: the model goes on to the account's address.</summary>
    public bool ObeysRespUri { get; init; } = true;

    /// <summary>The content type that goes out.</summary>
    public string EffectiveContentType => ContentType ?? SyncMlMediaType.For(Encoding);
}

/// <summary>Protocol version (D4).</summary>
public enum DmVersion
{
    /// <summary>VerDTD 1.2, DM/1.2.</summary>
    V12,

    /// <summary>VerDTD 1.1, DM/1.1: neither Alert 1226 nor Correlator; a firmware result is found by reading State.</summary>
    V112,

    /// <summary>DM/1.1 with FUMO and Alert 1226, the mixture of QB-E-008 (N8).</summary>
    V112WithReports,
}

/// <summary>How the 16-bit session id of a notification becomes the SessionID.</summary>
public enum SessionIdForm
{
    /// <summary>Upper-case hexadecimal without leading zeros: the standard.</summary>
    Hex,

    /// <summary>Decimal: many Chinese handsets.</summary>
    Decimal,

    /// <summary>"1", always (libdmclient).</summary>
    Fixed,
}

/// <summary>What the Replace of package 1 holds.</summary>
public enum DevInfoItems
{
    LeavesWithMeta,
    LeavesBare,

    /// <summary>The interior node as an Item as well, after its leaves (libdmclient).</summary>
    WithInteriorNode,
}

/// <summary>What becomes of an Atomic.</summary>
public enum AtomicSupport
{
    /// <summary>All or nothing: 200, or 507 with 216 and 215 for the rest.</summary>
    Supported,

    /// <summary>406, nothing is carried out.</summary>
    Refused,

    /// <summary>A fault of field clients: one by one, no roll back, no Status for the Atomic.</summary>
    OneByOne,
}

/// <summary>What a client does when its message gets no answer.</summary>
public enum LostAnswer
{
    /// <summary>The session is over (EXC-03 says: disconnect).</summary>
    GiveUp,

    /// <summary>Package 1 again with the same SessionID and MsgID 1.</summary>
    Restart,

    /// <summary>The same message again.</summary>
    Resend,
}
