namespace FleetSim.Protocol.SyncMl.Authentication;

/// <summary>One side's name and secret: user name and client password, or server id and server password.</summary>
public sealed record Account(string Name, string Password);

/// <summary>The nonces a peer may have used, as octets.</summary>
/// <param name="Current">Of the last NextNonce given to the peer; the provisioned one, or none, before that.</param>
/// <param name="Previous">The one before: the peer may have lost the message that replaced it. Null: there was none.</param>
/// <param name="CurrentText">The text in which <paramref name="Current"/> was sent, when it is known: for peers that do not decode it.</param>
public sealed record NonceHistory(byte[] Current, byte[]? Previous = null, string? CurrentText = null);

/// <summary>
/// Which forms of nonce are tried, in this order. The standard knows the first and, for resynchronisation, the default one
/// (OMA-TS-DM_Security-V1_2_1, 5.3 and OMA-TS-DM_Notification-V1_2_1, 5.1); the rest is what field clients do.
/// </summary>
[Flags]
public enum NonceForms
{
    None = 0,
    Current = 1,
    Previous = 2,

    /// <summary>Four zero octets: the default nonce 0x00000000.</summary>
    DefaultOctets = 4,

    /// <summary>The ten characters "0x00000000": the same, misread (libdmclient).</summary>
    DefaultText = 8,

    /// <summary>No octets at all.</summary>
    Empty = 16,

    /// <summary>The text of NextNonce itself, not decoded.</summary>
    Undecoded = 32,

    /// <summary>Decoded twice: the nonce's octets happen to be base64 text again.</summary>
    DecodedTwice = 64,

    /// <summary>Current and previous nonce, and the default one: what a server that wants its fleet back accepts.</summary>
    Usual = Current | Previous | DefaultOctets,

    All = 127,
}
