using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace FleetSim.Protocol.SyncMl;

/// <summary>
/// Digests of OMA DM: the md5 credential and the digest of package #0. H is MD5 throughout.
/// Spec: OMA-TS-DM_Security-V1_2_1, 5.3 (credentials) and 5.6 (notification).
/// </summary>
public static class Credentials
{
    public const string Basic = "syncml:auth-basic";
    public const string Md5 = "syncml:auth-md5";
    public const string Mac = "syncml:auth-MAC";

    /// <summary>Texts up to this length are put together on the stack: all but those with a nonce of hundreds of octets.</summary>
    private const int OnStack = 256;

    /// <summary>H( B64(H(user ":" password)) ":" nonce ), 16 octets.</summary>
    public static byte[] Md5Digest(string user, string password, ReadOnlySpan<byte> nonce)
    {
        byte[] account = AccountDigest.Of(user, password);
        int octets = account.Length + 1 + nonce.Length;
        Span<byte> text = octets <= OnStack ? stackalloc byte[OnStack] : new byte[octets];
        return ShortMd5.Hash(text[..Put(account, nonce, text)]);
    }

    /// <summary>The credential as it stands in Cred/Data with Format b64.</summary>
    public static string Md5Credential(string user, string password, ReadOnlySpan<byte> nonce) =>
        Convert.ToBase64String(Md5Digest(user, password, nonce));

    /// <summary>H( B64(H(serverId ":" serverPassword)) ":" nonce ":" B64(H(trigger)) ), 16 octets.</summary>
    public static byte[] NotificationDigest(string serverId, string serverPassword, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> trigger) =>
        NestedDigest(serverId, serverPassword, nonce, trigger);

    /// <summary>The mac parameter of x-syncml-hmac: B64 of the nested form over the body (not RFC 2104).</summary>
    public static string Hmac(string user, string password, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> body) =>
        Convert.ToBase64String(NestedDigest(user, password, nonce, body));

    /// <summary>The octets of a NextNonce: base64-decoded once. Text that is no base64 is taken as its own octets, as field clients do.</summary>
    public static byte[] DecodeNonce(string nextNonce)
    {
        int most = Base64.GetMaxDecodedFromUtf8Length(nextNonce.Length) + 3;
        Span<byte> octets = most <= OnStack ? stackalloc byte[OnStack] : new byte[most];
        return Convert.TryFromBase64String(nextNonce, octets, out int written) ? octets[..written].ToArray() : Encoding.UTF8.GetBytes(nextNonce);
    }

    /// <summary>True when the two are equal; takes the same time wherever they differ.</summary>
    public static bool SameDigest(ReadOnlySpan<byte> expected, ReadOnlySpan<byte> actual) =>
        CryptographicOperations.FixedTimeEquals(expected, actual);

    /// <summary>The 16 octets of <see cref="NotificationDigest"/> and of <see cref="Hmac"/>.</summary>
    internal static byte[] NestedDigest(string name, string secret, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> message)
    {
        byte[] account = AccountDigest.Of(name, secret);
        int octets = account.Length + 1 + nonce.Length + 1 + AccountDigest.TextOctets;
        Span<byte> text = octets <= OnStack ? stackalloc byte[OnStack] : new byte[octets];
        int at = Put(account, nonce, text);
        text[at++] = (byte)':';
        AccountDigest.TextOfHash(message, text[at..]);
        return ShortMd5.Hash(text[..octets]);
    }

    /// <summary>The account's digest, a colon, the nonce.</summary>
    private static int Put(ReadOnlySpan<byte> account, ReadOnlySpan<byte> nonce, Span<byte> text)
    {
        account.CopyTo(text);
        text[account.Length] = (byte)':';
        nonce.CopyTo(text[(account.Length + 1)..]);
        return account.Length + 1 + nonce.Length;
    }
}
