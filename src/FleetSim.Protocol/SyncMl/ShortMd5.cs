using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace FleetSim.Protocol.SyncMl;

/// <summary>
/// MD5 of what a credential is made of: an account's digest and a nonce, 30 to 90 octets. The library's costs more to be called than such a text costs to be digested;
/// longer texts go to it. Spec: RFC 1321.
/// </summary>
public static class ShortMd5
{
    /// <summary>Octets of a digest.</summary>
    public const int Octets = 16;

    /// <summary>The longest text that is digested here: two blocks less the mark of its end and its length.</summary>
    public const int Longest = (2 * BlockOctets) - 1 - LengthOctets;

    private const int BlockOctets = 64, LengthOctets = 8;

    /// <summary>The digest of <paramref name="text"/>.</summary>
    /// <param name="text">Octets, any number.</param>
    /// <param name="digest">Takes the 16 octets.</param>
    public static void Hash(ReadOnlySpan<byte> text, Span<byte> digest)
    {
        if (text.Length > Longest)
        {
            MD5.HashData(text, digest);
            return;
        }

        // The text, octet 0x80, zeroes, and the number of its bits in the last eight octets.
        Span<byte> padded = stackalloc byte[2 * BlockOctets];
        int blocks = text.Length <= BlockOctets - 1 - LengthOctets ? 1 : 2;
        padded[..(blocks * BlockOctets)].Clear();
        text.CopyTo(padded);
        padded[text.Length] = 0x80;
        BinaryPrimitives.WriteInt32LittleEndian(padded[((blocks * BlockOctets) - LengthOctets)..], text.Length * 8);
        (uint A, uint B, uint C, uint D) state = (0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476);
        for (int block = 0; block < blocks; block++) Take(ref state, padded.Slice(block * BlockOctets, BlockOctets));
        BinaryPrimitives.WriteUInt32LittleEndian(digest, state.A);
        BinaryPrimitives.WriteUInt32LittleEndian(digest[4..], state.B);
        BinaryPrimitives.WriteUInt32LittleEndian(digest[8..], state.C);
        BinaryPrimitives.WriteUInt32LittleEndian(digest[12..], state.D);
    }

    /// <summary>The digest of <paramref name="text"/> as an array of its own.</summary>
    public static byte[] Hash(ReadOnlySpan<byte> text)
    {
        byte[] digest = new byte[Octets];
        Hash(text, digest);
        return digest;
    }

    /// <summary>The 64 steps of one block, in four rounds of four times four.</summary>
    private static void Take(ref (uint A, uint B, uint C, uint D) state, ReadOnlySpan<byte> block)
    {
        (uint a, uint b, uint c, uint d) = state;
        for (int i = 0; i < 16; i += 4)
        {
            a = b + BitOperations.RotateLeft(a + (d ^ (b & (c ^ d))) + Word(block, i) + Sines[i], 7);
            d = a + BitOperations.RotateLeft(d + (c ^ (a & (b ^ c))) + Word(block, i + 1) + Sines[i + 1], 12);
            c = d + BitOperations.RotateLeft(c + (b ^ (d & (a ^ b))) + Word(block, i + 2) + Sines[i + 2], 17);
            b = c + BitOperations.RotateLeft(b + (a ^ (c & (d ^ a))) + Word(block, i + 3) + Sines[i + 3], 22);
        }

        for (int i = 0; i < 16; i += 4)
        {
            a = b + BitOperations.RotateLeft(a + (c ^ (d & (b ^ c))) + Word(block, (5 * i) + 1) + Sines[16 + i], 5);
            d = a + BitOperations.RotateLeft(d + (b ^ (c & (a ^ b))) + Word(block, (5 * i) + 6) + Sines[17 + i], 9);
            c = d + BitOperations.RotateLeft(c + (a ^ (b & (d ^ a))) + Word(block, (5 * i) + 11) + Sines[18 + i], 14);
            b = c + BitOperations.RotateLeft(b + (d ^ (a & (c ^ d))) + Word(block, (5 * i) + 16) + Sines[19 + i], 20);
        }

        for (int i = 0; i < 16; i += 4)
        {
            a = b + BitOperations.RotateLeft(a + (b ^ c ^ d) + Word(block, (3 * i) + 5) + Sines[32 + i], 4);
            d = a + BitOperations.RotateLeft(d + (a ^ b ^ c) + Word(block, (3 * i) + 8) + Sines[33 + i], 11);
            c = d + BitOperations.RotateLeft(c + (d ^ a ^ b) + Word(block, (3 * i) + 11) + Sines[34 + i], 16);
            b = c + BitOperations.RotateLeft(b + (c ^ d ^ a) + Word(block, (3 * i) + 14) + Sines[35 + i], 23);
        }

        for (int i = 0; i < 16; i += 4)
        {
            a = b + BitOperations.RotateLeft(a + (c ^ (b | ~d)) + Word(block, 7 * i) + Sines[48 + i], 6);
            d = a + BitOperations.RotateLeft(d + (b ^ (a | ~c)) + Word(block, (7 * i) + 7) + Sines[49 + i], 10);
            c = d + BitOperations.RotateLeft(c + (a ^ (d | ~b)) + Word(block, (7 * i) + 14) + Sines[50 + i], 15);
            b = c + BitOperations.RotateLeft(b + (d ^ (c | ~a)) + Word(block, (7 * i) + 21) + Sines[51 + i], 21);
        }

        state = (state.A + a, state.B + b, state.C + c, state.D + d);
    }

    /// <summary>The word of that number, counted around the block's sixteen.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Word(ReadOnlySpan<byte> block, int number) => BinaryPrimitives.ReadUInt32LittleEndian(block.Slice((number & 15) * sizeof(uint), sizeof(uint)));

    /// <summary>floor(2^32 * |sin(i + 1)|) for each step i.</summary>
    private static ReadOnlySpan<uint> Sines =>
    [
        0xD76AA478, 0xE8C7B756, 0x242070DB, 0xC1BDCEEE, 0xF57C0FAF, 0x4787C62A, 0xA8304613, 0xFD469501,
        0x698098D8, 0x8B44F7AF, 0xFFFF5BB1, 0x895CD7BE, 0x6B901122, 0xFD987193, 0xA679438E, 0x49B40821,
        0xF61E2562, 0xC040B340, 0x265E5A51, 0xE9B6C7AA, 0xD62F105D, 0x02441453, 0xD8A1E681, 0xE7D3FBC8,
        0x21E1CDE6, 0xC33707D6, 0xF4D50D87, 0x455A14ED, 0xA9E3E905, 0xFCEFA3F8, 0x676F02D9, 0x8D2A4C8A,
        0xFFFA3942, 0x8771F681, 0x6D9D6122, 0xFDE5380C, 0xA4BEEA44, 0x4BDECFA9, 0xF6BB4B60, 0xBEBFBC70,
        0x289B7EC6, 0xEAA127FA, 0xD4EF3085, 0x04881D05, 0xD9D4D039, 0xE6DB99E5, 0x1FA27CF8, 0xC4AC5665,
        0xF4292244, 0x432AFF97, 0xAB9423A7, 0xFC93A039, 0x655B59C3, 0x8F0CCC92, 0xFFEFF47D, 0x85845DD1,
        0x6FA87E4F, 0xFE2CE6E0, 0xA3014314, 0x4E0811A1, 0xF7537E82, 0xBD3AF235, 0x2AD7D2BB, 0xEB86D391,
    ];
}
