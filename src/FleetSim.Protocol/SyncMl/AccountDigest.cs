using System.Buffers.Text;
using System.Text;

namespace FleetSim.Protocol.SyncMl;

/// <summary>
/// B64(H(name ":" secret)): what all digests of an account have in common. A fleet has few accounts and makes millions of digests, so that the last ones are
/// remembered.
/// </summary>
internal static class AccountDigest
{
    /// <summary>The base64 text of 16 octets.</summary>
    public const int TextOctets = 24;

    private const int Remembered = 64;
    private const int OnStack = 256;

    private static readonly Known?[] All = new Known?[Remembered];

    private sealed record Known(string Name, string Secret, byte[] Text);

    /// <summary>The text in ASCII; not to be written to.</summary>
    public static byte[] Of(string name, string secret)
    {
        // Any place will do: two accounts of the same lengths and endings share one, and then cost what they would without it.
        int place = ((name.Length * 31) + (secret.Length * 7) + (name.Length > 0 ? name[^1] : 0) + (secret.Length > 0 ? secret[^1] * 3 : 0)) & (Remembered - 1);
        if (All[place] is { } known && known.Name == name && known.Secret == secret) return known.Text;
        byte[] text = Made(name, secret);
        All[place] = new Known(name, secret, text);
        return text;
    }

    /// <summary>B64(H(octets)) in ASCII.</summary>
    public static void TextOfHash(ReadOnlySpan<byte> octets, Span<byte> text)
    {
        Span<byte> hash = stackalloc byte[ShortMd5.Octets];
        ShortMd5.Hash(octets, hash);
        Base64.EncodeToUtf8(hash, text, out _, out _);
    }

    private static byte[] Made(string name, string secret)
    {
        int most = Encoding.UTF8.GetMaxByteCount(name.Length + 1 + secret.Length);
        Span<byte> plain = most <= OnStack ? stackalloc byte[OnStack] : new byte[most];
        int octets = Encoding.UTF8.GetBytes(name, plain);
        plain[octets++] = (byte)':';
        octets += Encoding.UTF8.GetBytes(secret, plain[octets..]);
        byte[] text = new byte[TextOctets];
        TextOfHash(plain[..octets], text);
        return text;
    }
}
