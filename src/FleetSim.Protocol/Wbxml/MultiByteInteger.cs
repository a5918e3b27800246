using FleetSim.Protocol.SyncMl;

namespace FleetSim.Protocol.Wbxml;

/// <summary>mb_u_int32: seven bits an octet, the highest first, the top bit set in all octets but the last. Spec: WAP-192-WBXML, 5.1.</summary>
internal static class MultiByteInteger
{
    private const int LongestOctets = 5;

    /// <summary>
    /// Reads a number and moves the position behind it; false, without moving, when it does not end, or is above 2^31 - 1 (no length,
    /// index or character is).
    /// </summary>
    public static bool TryRead(ReadOnlySpan<byte> octets, ref int position, out int value)
    {
        long number = 0;
        for (int i = position; i < octets.Length && i - position < LongestOctets; i++)
        {
            number = number << 7 | (uint)(octets[i] & 0x7F);
            if ((octets[i] & 0x80) != 0) continue;
            value = (int)number;
            if (number > int.MaxValue) return false;
            position = i + 1;
            return true;
        }

        value = 0;
        return false;
    }

    public static void Write(ref OctetWriter output, int value)
    {
        for (int shift = 28; shift > 0; shift -= 7)
        {
            if (value >> shift != 0) output.Octet((byte)(value >> shift & 0x7F | 0x80));
        }

        output.Octet((byte)(value & 0x7F));
    }
}
