using System.Buffers.Binary;
using System.Numerics;

namespace FleetSim.Device.Firmware;

/// <summary>
/// SHA-256 that can be put aside in the middle of the input and taken up again: a download keeps this and no octets.
/// The platform's own implementation cannot give its inner state away. Spec: FIPS 180-4, 6.2.
/// </summary>
public sealed class Sha256Midstate
{
    public const int DigestOctets = 32;
    private const int BlockOctets = 64;

    private static readonly uint[] K =
    [
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
        0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
        0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
        0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
    ];

    private readonly uint[] _h = [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];
    private readonly byte[] _partial = new byte[BlockOctets];

    /// <summary>Octets hashed so far.</summary>
    public long Length { get; private set; }

    public void Append(ReadOnlySpan<byte> octets)
    {
        int held = (int)(Length % BlockOctets);
        Length += octets.Length;
        if (held > 0)
        {
            int taken = Math.Min(BlockOctets - held, octets.Length);
            octets[..taken].CopyTo(_partial.AsSpan(held));
            octets = octets[taken..];
            if (held + taken < BlockOctets) return;
            Compress(_partial);
        }

        for (; octets.Length >= BlockOctets; octets = octets[BlockOctets..]) Compress(octets);
        octets.CopyTo(_partial);
    }

    /// <summary>The digest of what was appended; the state stays as it is and may go on.</summary>
    public byte[] Digest()
    {
        Sha256Midstate copy = Copy();
        int held = (int)(Length % BlockOctets);
        Span<byte> tail = stackalloc byte[(held < BlockOctets - 8 ? BlockOctets : 2 * BlockOctets) - held];
        tail.Clear();
        tail[0] = 0x80;
        BinaryPrimitives.WriteInt64BigEndian(tail[^8..], Length * 8);
        copy.Append(tail);
        byte[] digest = new byte[DigestOctets];
        for (int i = 0; i < 8; i++) BinaryPrimitives.WriteUInt32BigEndian(digest.AsSpan(i * 4), copy._h[i]);
        return digest;
    }

    /// <summary>32 octets of state, then the 0 to 63 octets that do not fill a block yet. The length is kept beside it.</summary>
    public byte[] Export()
    {
        int held = (int)(Length % BlockOctets);
        byte[] state = new byte[DigestOctets + held];
        for (int i = 0; i < 8; i++) BinaryPrimitives.WriteUInt32BigEndian(state.AsSpan(i * 4), _h[i]);
        _partial.AsSpan(0, held).CopyTo(state.AsSpan(DigestOctets));
        return state;
    }

    /// <summary>The inverse of <see cref="Export"/>.</summary>
    /// <exception cref="ArgumentException">The two do not fit each other.</exception>
    public static Sha256Midstate Import(ReadOnlySpan<byte> state, long length)
    {
        if (state.Length != DigestOctets + (length % BlockOctets)) throw new ArgumentException("The state does not belong to this length.", nameof(state));
        Sha256Midstate hash = new() { Length = length };
        for (int i = 0; i < 8; i++) hash._h[i] = BinaryPrimitives.ReadUInt32BigEndian(state[(i * 4)..]);
        state[DigestOctets..].CopyTo(hash._partial);
        return hash;
    }

    private Sha256Midstate Copy() => Import(Export(), Length);

    private void Compress(ReadOnlySpan<byte> block)
    {
        Span<uint> w = stackalloc uint[64];
        for (int t = 0; t < 16; t++) w[t] = BinaryPrimitives.ReadUInt32BigEndian(block[(t * 4)..]);
        for (int t = 16; t < 64; t++)
        {
            uint s0 = BitOperations.RotateRight(w[t - 15], 7) ^ BitOperations.RotateRight(w[t - 15], 18) ^ (w[t - 15] >> 3);
            uint s1 = BitOperations.RotateRight(w[t - 2], 17) ^ BitOperations.RotateRight(w[t - 2], 19) ^ (w[t - 2] >> 10);
            w[t] = w[t - 16] + s0 + w[t - 7] + s1;
        }

        uint a = _h[0], b = _h[1], c = _h[2], d = _h[3], e = _h[4], f = _h[5], g = _h[6], h = _h[7];
        for (int t = 0; t < 64; t++)
        {
            uint s1 = BitOperations.RotateRight(e, 6) ^ BitOperations.RotateRight(e, 11) ^ BitOperations.RotateRight(e, 25);
            uint t1 = h + s1 + ((e & f) ^ (~e & g)) + K[t] + w[t];
            uint s0 = BitOperations.RotateRight(a, 2) ^ BitOperations.RotateRight(a, 13) ^ BitOperations.RotateRight(a, 22);
            uint t2 = s0 + ((a & b) ^ (a & c) ^ (b & c));
            (h, g, f, e, d, c, b, a) = (g, f, e, d + t1, c, b, a, t1 + t2);
        }

        _h[0] += a;
        _h[1] += b;
        _h[2] += c;
        _h[3] += d;
        _h[4] += e;
        _h[5] += f;
        _h[6] += g;
        _h[7] += h;
    }
}
