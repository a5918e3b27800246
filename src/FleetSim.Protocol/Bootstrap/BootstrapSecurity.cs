using System.Security.Cryptography;
using System.Text;
using FleetSim.Protocol.Identity;

namespace FleetSim.Protocol.Bootstrap;

/// <summary>SEC of a bootstrap push: what the secret of the MAC is. Spec: OMA-TS-DM_Security-V1_2_1, 5.7; OMA-WAP-TS-ProvBoot-V1_1, security methods.</summary>
public enum SecurityMethod
{
    /// <summary>Of the network: the IMSI (in DM: NETWORKID).</summary>
    NetworkPin = 0,

    /// <summary>A PIN the user is told by other means.</summary>
    UserPin = 1,

    /// <summary>Both (in DM: USERPIN_NETWORKID).</summary>
    UserNetworkPin = 2,

    /// <summary>The PIN contains the MAC, so the push has none. Client provisioning only.</summary>
    UserPinMac = 3,
}

/// <summary>The secret and the MAC of a bootstrap push: real HMAC-SHA1 (RFC 2104) over the document, in upper-case hex.</summary>
public static class BootstrapSecurity
{
    private const int MacDigits = 40;
    private const int ShortestPinMac = 10;

    /// <summary>
    /// The IMSI as in the SIM (3GPP TS 31.102, 4.2.2, without its length): 460001234567890 is 49 06 00 21 43 65 87 09.
    /// </summary>
    public static byte[] NetworkSecret(Imsi imsi)
    {
        string digits = imsi.ToString();
        string nibbles = "9" + digits;
        byte[] octets = new byte[nibbles.Length / 2];
        for (int i = 0; i < octets.Length; i++) octets[i] = (byte)(((nibbles[(2 * i) + 1] - '0') << 4) | (nibbles[2 * i] - '0'));
        return octets;
    }

    /// <summary>The key of a provisioning document. USERNETWPIN: network secret, then the PIN's characters.</summary>
    /// <param name="networkSecret">Needed for the network methods.</param>
    /// <param name="pin">Decimal digits; needed for the user methods. USERPINMAC uses its first half.</param>
    public static byte[] ProvisioningKey(SecurityMethod method, ReadOnlySpan<byte> networkSecret, string pin)
    {
        ArgumentNullException.ThrowIfNull(pin);
        return method switch
        {
            SecurityMethod.NetworkPin => networkSecret.ToArray(),
            SecurityMethod.UserPin => Encoding.ASCII.GetBytes(pin),
            SecurityMethod.UserNetworkPin => [.. networkSecret, .. Encoding.ASCII.GetBytes(pin)],
            _ => Encoding.ASCII.GetBytes(pin[..(pin.Length / 2)]),
        };
    }

    /// <summary>The key of a DM profile bootstrap. USERPIN_NETWORKID: PIN, colon, network secret. There is no USERPINMAC in DM.</summary>
    public static byte[] DmKey(SecurityMethod method, ReadOnlySpan<byte> networkSecret, string pin)
    {
        ArgumentNullException.ThrowIfNull(pin);
        return method switch
        {
            SecurityMethod.NetworkPin => networkSecret.ToArray(),
            SecurityMethod.UserPin => Encoding.ASCII.GetBytes(pin),
            SecurityMethod.UserNetworkPin => [.. Encoding.ASCII.GetBytes(pin), (byte)':', .. networkSecret],
            _ => throw new ArgumentOutOfRangeException(nameof(method), "DM has no USERPINMAC"),
        };
    }

    /// <summary>HMAC-SHA1 of the document in 40 upper-case hex digits.</summary>
    // SHA-1 is what the standard has; it guards a bootstrap message, nothing of ours.
#pragma warning disable CA5350
    public static string Mac(ReadOnlySpan<byte> key, ReadOnlySpan<byte> document) => Convert.ToHexString(HMACSHA1.HashData(key, document));
#pragma warning restore CA5350

    /// <summary>True when the MAC, in hex of any case, is that of the document.</summary>
    public static bool IsGenuine(ReadOnlySpan<byte> key, ReadOnlySpan<byte> document, string? mac) =>
        mac is { Length: MacDigits } && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Mac(key, document)), Encoding.ASCII.GetBytes(mac.ToUpperInvariant()));

    /// <summary>
    /// The PIN that belongs to a USERPINMAC push: the chosen half, then as many digits of the MAC, each octet modulo 10
    /// (OMA-WAP-TS-ProvBoot-V1_1, USERPINMAC; from general knowledge of the text).
    /// </summary>
    public static string PinWithMac(string half, ReadOnlySpan<byte> document)
    {
        ArgumentNullException.ThrowIfNull(half);
        byte[] mac = Convert.FromHexString(Mac(Encoding.ASCII.GetBytes(half), document));
        return half + string.Concat(mac.Take(half.Length).Select(octet => (char)('0' + (octet % 10))));
    }

    /// <summary>True when the PIN the user has entered is the one of this document; it has an even number of digits, at least 10.</summary>
    public static bool IsGenuinePin(string pin, ReadOnlySpan<byte> document)
    {
        ArgumentNullException.ThrowIfNull(pin);
        return pin.Length >= ShortestPinMac && pin.Length <= MacDigits && pin.Length % 2 == 0 && PinWithMac(pin[..(pin.Length / 2)], document) == pin;
    }
}
