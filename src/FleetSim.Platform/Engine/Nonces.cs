using System.Buffers.Binary;
using System.Security.Cryptography;
using FleetSim.Protocol.Identity;

namespace FleetSim.Platform.Engine;

/// <summary>Sources of nonces: 16 octets for a handset's Nth occasion.</summary>
public static class Nonces
{
    private const int Octets = 16;

    /// <summary>The default nonce 0x00000000 that both sides fall back to when they lost each other's.</summary>
    public static ReadOnlySpan<byte> Default => [0, 0, 0, 0];

    /// <summary>Unpredictable: for use.</summary>
    public static byte[] Random(Imei imei, int occasion) => RandomNumberGenerator.GetBytes(Octets);

    /// <summary>The same for the same (seed, handset, occasion): for repeatable runs, never for a platform that others can reach.</summary>
    public static Func<Imei, int, byte[]> Seeded(ulong seed) => (imei, occasion) =>
    {
        byte[] nonce = new byte[Octets];
        ulong bits = Draw.Bits(seed, imei, DrawPurpose.Nonce, occasion);
        BinaryPrimitives.WriteUInt64BigEndian(nonce, bits);
        BinaryPrimitives.WriteUInt64BigEndian(nonce.AsSpan(8), Draw.Mix(bits));
        return nonce;
    };
}
