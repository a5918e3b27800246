using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Protocol.Notification;

/// <summary>
/// Package #0. Spec: OMA-TS-DM_Notification-V1_2_1, 6. Big endian, no padding:
/// <code>
/// octet  0 to 15   digest (MD5)
///       16 to 20   version 10 bits | ui-mode 2 | initiator 1 | future use 27        the trigger begins here
///       21, 22     session id
///       23         length of the server id
///       24 ...     server id, then vendor specific octets
/// </code>
/// </summary>
public static class Package0Codec
{
    private const int DigestOctets = 16;
    private const int FixedOctets = 24;

    /// <param name="vendor">Vendor specific octets behind the server id; the digest covers them.</param>
    public static byte[] Encode(Package0 content, string serverPassword, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> vendor = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        byte[] trigger = [.. EncodeTrigger(content), .. vendor];
        return [.. Credentials.NotificationDigest(content.ServerId, serverPassword, nonce, trigger), .. trigger];
    }

    /// <summary>Reads any version and ignores the bits for future use; whether to believe it is <see cref="Verify"/>'s business.</summary>
    public static Decoded<SignedPackage0> Decode(ReadOnlySpan<byte> body)
    {
        if (body.Length < FixedOctets) return Decoded.Invalid<SignedPackage0>(body.Length, "shorter than the fixed fields");
        int idOctets = body[FixedOctets - 1];
        if (body.Length - FixedOctets < idOctets) return Decoded.Invalid<SignedPackage0>(FixedOctets - 1, "the server id runs past the end");
        ReadOnlySpan<byte> id = body.Slice(FixedOctets, idOctets);
        if (!Utf8.IsValid(id)) return Decoded.Invalid<SignedPackage0>(FixedOctets, "the server id is not UTF-8");

        ReadOnlySpan<byte> trigger = body[DigestOctets..];
        int bits = BinaryPrimitives.ReadUInt16BigEndian(trigger);
        Package0 content = new()
        {
            Version = bits >> 6,
            UiMode = (UiMode)((bits >> 4) & 3),
            Initiator = (Initiator)((bits >> 3) & 1),
            SessionId = BinaryPrimitives.ReadUInt16BigEndian(trigger[5..]),
            ServerId = Encoding.UTF8.GetString(id),
        };
        return Decoded.Done(new SignedPackage0(content, body[..DigestOctets].ToArray(), trigger.ToArray()), body.Length);
    }

    /// <summary>True when the digest was made with this password and this nonce.</summary>
    public static bool Verify(SignedPackage0 signed, string serverPassword, ReadOnlySpan<byte> nonce)
    {
        ArgumentNullException.ThrowIfNull(signed);
        return Credentials.SameDigest(Credentials.NotificationDigest(signed.Content.ServerId, serverPassword, nonce, signed.Trigger), signed.Digest);
    }

    private static byte[] EncodeTrigger(Package0 content)
    {
        byte[] id = Encoding.UTF8.GetBytes(content.ServerId);
        if (id.Length > byte.MaxValue || content.Version is < 0 or > 1023)
            throw new ArgumentException("server id of at most 255 octets, version 0 to 1023", nameof(content));
        byte[] trigger = new byte[FixedOctets - DigestOctets + id.Length];
        int bits = (content.Version << 6) | (((int)content.UiMode & 3) << 4) | (((int)content.Initiator & 1) << 3);
        BinaryPrimitives.WriteUInt16BigEndian(trigger, (ushort)bits);
        BinaryPrimitives.WriteUInt16BigEndian(trigger.AsSpan(5), content.SessionId);
        trigger[7] = (byte)id.Length;
        id.CopyTo(trigger, 8);
        return trigger;
    }
}
