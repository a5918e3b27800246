using System.Buffers.Binary;
using System.Numerics;

namespace FleetSim.Protocol.SyncMl;

/// <summary>
/// The addresses that were decoded last, ready to be used again: a server asks all of a fleet for the same nodes, and each message would otherwise bring
/// each of them anew. What a peer sends can only take places from what another peer sent.
/// </summary>
internal static class RecentLocations
{
    /// <summary>Addresses that are remembered at most; a power of two.</summary>
    private const int Places = 512;

    /// <summary>Octets of an address that is remembered.</summary>
    private const int Longest = 128;

    private const ulong Odd = 0x9E3779B97F4A7C15;

    private static readonly Known?[] All = new Known?[Places];

    private sealed record Known(byte[] Utf8, Location Location);

    /// <summary>The address without a name; octets that are no UTF-8 become U+FFFD.</summary>
    public static Location Of(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > Longest) return new Location(KnownTexts.String(utf8));
        int place = PlaceOf(utf8), other = place ^ 1;
        Known? here = All[place];
        if (here is not null && utf8.SequenceEqual(here.Utf8)) return here.Location;
        if (All[other] is { } there && utf8.SequenceEqual(there.Utf8)) return there.Location;
        Known made = new(utf8.ToArray(), new Location(KnownTexts.String(utf8)));
        All[place] = made;
        if (here is not null) All[other] = here;
        return made.Location;
    }

    private static int PlaceOf(ReadOnlySpan<byte> utf8)
    {
        ulong mixed = (ulong)utf8.Length;
        for (; utf8.Length >= sizeof(ulong); utf8 = utf8[sizeof(ulong)..]) mixed = (BitOperations.RotateLeft(mixed, 29) ^ BinaryPrimitives.ReadUInt64LittleEndian(utf8)) * Odd;
        foreach (byte octet in utf8) mixed = (BitOperations.RotateLeft(mixed, 29) ^ octet) * Odd;
        return (int)(mixed >> 40) & (Places - 1);
    }
}
