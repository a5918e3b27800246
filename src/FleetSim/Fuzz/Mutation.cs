namespace FleetSim.Fuzz;

/// <summary>Makes one broken input: a seed with one to six octets or stretches changed, put in, lost, repeated, cut off or swapped with another seed's.</summary>
internal static class Mutation
{
    private const int MostChanges = 6;
    private const int LongestInput = 8 * 1024;

    // Octets that mean something to one of the formats.
    private static readonly byte[] Telling = [0, 1, 2, 3, 4, 0x44, 0x83, 0xC3, 0x80, 0x81, 0xFF, 0x7F, .. "<>&/![]\"';#=:\r\n-? x019"u8];

    public static byte[] Make(byte[][] seeds, long seed, long number)
    {
        Chance chance = new((ulong)seed * 0x9E37_79B9_7F4A_7C15 ^ (ulong)number * 0xD1B5_4A32_D192_ED03);
        byte[] octets = seeds[chance.Below(seeds.Length)];
        int changes = 1 + chance.Below(MostChanges);
        for (int i = 0; i < changes; i++) octets = Change(octets, seeds, ref chance);
        return octets.Length > LongestInput ? octets[..LongestInput] : octets;
    }

    private static byte[] Change(byte[] octets, byte[][] seeds, ref Chance chance)
    {
        int at = chance.Below(octets.Length + 1);
        int end = Math.Min(octets.Length, at + 1 + chance.Below(16));
        byte octet = (chance.Next() & 1) == 0 ? (byte)chance.Next() : Telling[chance.Below(Telling.Length)];
        switch (chance.Below(8))
        {
            case 0: return [.. octets[..at], octet, .. octets[at..]];
            case 1: return [.. octets[..at], .. octets[end..]];
            case 2: return [.. octets[..end], .. octets[at..end], .. octets[end..]];
            case 3: return octets[..Math.Max(at, octets.Length / 2)];
            case 4:
                byte[] other = seeds[chance.Below(seeds.Length)];
                int from = chance.Below(other.Length);
                return [.. octets[..at], .. other[from..Math.Min(other.Length, from + 1 + chance.Below(64))], .. octets[end..]];
            default:
                byte[] changed = [.. octets];
                if (at < changed.Length) changed[at] = (chance.Next() & 3) == 0 ? (byte)(changed[at] ^ (1 << chance.Below(8))) : octet;
                return changed;
        }
    }
}
