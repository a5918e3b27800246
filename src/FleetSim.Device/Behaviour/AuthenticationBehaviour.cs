using FleetSim.Protocol.SyncMl.Authentication;

namespace FleetSim.Device.Behaviour;

/// <summary>How a model proves itself and what it asks of the server.</summary>
public sealed record AuthenticationBehaviour
{
    /// <summary>The credential of the first message of a session; a challenge of another type is followed.</summary>
    public ClientCredential Client { get; init; } = ClientCredential.Md5;

    /// <summary>True: the md5 credential goes as 16 raw octets over WBXML.</summary>
    public bool RawMd5 { get; init; }

    /// <summary>True: the credential is repeated although the server has said 212.</summary>
    public bool RepeatsCredential { get; init; }

    /// <summary>What the server must show.</summary>
    public ServerDemand Server { get; init; } = ServerDemand.Md5;

    /// <summary>Forms of the nonce that are accepted from a server, in notifications and credentials.</summary>
    public NonceForms Nonces { get; init; } = NonceForms.Usual;

    /// <summary>True: the digest of a notification is checked.</summary>
    public bool ChecksNotificationDigest { get; init; } = true;

    /// <summary>Base64 of the one nonce that the model gives out each time; null: a fresh one. A weakness of field clients.</summary>
    public string? ConstantNonce { get; init; }
}

/// <summary>What a client sends before it was challenged.</summary>
public enum ClientCredential
{
    /// <summary>syncml:auth-md5 with the nonce stored.</summary>
    Md5,

    /// <summary>Nothing: the server's 407 decides.</summary>
    None,

    Basic,

    /// <summary>The x-syncml-hmac header.</summary>
    Mac,
}

/// <summary>What a client asks of the server.</summary>
public enum ServerDemand
{
    /// <summary>A right Cred, md5 (or basic, when the server sends that).</summary>
    Md5,

    /// <summary>The x-syncml-hmac header, from the second message on; the first one is not checked.</summary>
    Mac,

    /// <summary>Nothing.</summary>
    None,
}
