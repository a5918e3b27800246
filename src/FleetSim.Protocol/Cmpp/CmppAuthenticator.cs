using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace FleetSim.Protocol.Cmpp;

/// <summary>The digests of CONNECT and its response. Spec: CMPP 3.0, CMPP_CONNECT and CMPP_CONNECT_RESP.</summary>
public static class CmppAuthenticator
{
    private const int Zeros = 9;

    /// <summary>MD5( Source_Addr, nine octets 0, secret, timestamp as ten digits ).</summary>
    /// <param name="timestamp">MMDDHHMMSS as a number: months 1 to 9 have lost their leading zero, and get it back here.</param>
    public static byte[] Source(string sourceAddress, string secret, uint timestamp)
    {
        ArgumentNullException.ThrowIfNull(sourceAddress);
        ArgumentNullException.ThrowIfNull(secret);
        string digits = timestamp.ToString("D10", CultureInfo.InvariantCulture);
        return Digest([.. Encoding.ASCII.GetBytes(sourceAddress), .. new byte[Zeros], .. Encoding.ASCII.GetBytes(secret), .. Encoding.ASCII.GetBytes(digits)]);
    }

    /// <summary>MD5( status in its width on the wire, AuthenticatorSource, secret ).</summary>
    public static byte[] Gateway(uint status, byte[] source, string secret, CmppVersion version)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(secret);
        byte[] width = version == CmppVersion.V30 ? [(byte)(status >> 24), (byte)(status >> 16), (byte)(status >> 8), (byte)status] : [(byte)status];
        return Digest([.. width, .. source, .. Encoding.ASCII.GetBytes(secret)]);
    }

    // MD5 is what the standard has.
#pragma warning disable CA5351
    private static byte[] Digest(byte[] octets) => MD5.HashData(octets);
#pragma warning restore CA5351
}
