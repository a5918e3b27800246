namespace FleetSim.Protocol.SyncMl;

/// <summary>One Item of a command: an address, a description, a value.</summary>
public sealed record Item
{
    public Location? Target { get; init; }

    public Location? Source { get; init; }

    public Meta? Meta { get; init; }

    /// <summary>The value; null when the element is absent (an empty element is the empty text).</summary>
    public ItemData? Data { get; init; }

    /// <summary>True when further chunks of this object follow. Spec: OMA-TS-DM_Protocol-V1_2_1, 7.</summary>
    public bool MoreData { get; init; }
}

/// <summary>MetInf children, of which a DM message uses these. Spec: OMA-TS-SyncML_MetaInfo-V1_2_2.</summary>
public sealed record Meta
{
    /// <summary>b64 bin bool chr date float int node null time xml.</summary>
    public string? Format { get; init; }

    /// <summary>MIME type, authentication type or alert type.</summary>
    public string? Type { get; init; }

    /// <summary>Importance of a generic alert: fatal, critical, minor, warning, informational, harmless, indeterminate.</summary>
    public string? Mark { get; init; }

    public string? Version { get; init; }

    /// <summary>Size of a large object in octets as encoded; first chunk only.</summary>
    public long? Size { get; init; }

    /// <summary>Base64 text; decoded once it is the nonce.</summary>
    public string? NextNonce { get; init; }

    /// <summary>Octets of an encoded message that the sender can take.</summary>
    public long? MaxMsgSize { get; init; }

    /// <summary>Octets of one object that the sender can take.</summary>
    public long? MaxObjSize { get; init; }
}

/// <summary>A credential in a SyncHdr.</summary>
public sealed record Cred(Meta? Meta, ItemData Data);

/// <summary>A challenge in a Status: how the next message must be authenticated.</summary>
/// <param name="Type">syncml:auth-basic, syncml:auth-md5 or syncml:auth-MAC.</param>
/// <param name="Format">b64, or null.</param>
/// <param name="NextNonce">Base64 text of the nonce; null for basic.</param>
public sealed record Chal(string Type, string? Format, string? NextNonce);
