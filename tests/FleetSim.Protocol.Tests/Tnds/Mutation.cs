using CsCheck;

namespace FleetSim.Protocol.Tests.Tnds;

/// <summary>Documents with octets changed, lost, repeated and moved.</summary>
internal static class Mutation
{
    // FLEETSIM_FUZZ_CASES raises the budget outside of normal runs.
    private static readonly long Cases = long.TryParse(Environment.GetEnvironmentVariable("FLEETSIM_FUZZ_CASES"), out long cases) ? cases : 20_000;

    private static readonly byte[] Telling = [0, 1, 2, 3, 4, 0x44, 0x83, 0xC3, 0x80, 0xFF, 0x7F, .. "<>&/![]\";#\r=+*"u8];

    private static readonly Gen<byte> Octet = Gen.OneOf(Gen.Byte, Gen.Int[0, Telling.Length - 1].Select(i => Telling[i]));

    private static readonly Gen<(int Kind, uint At, uint Other, byte Octet)> Change =
        Gen.Select(Gen.Int[0, 4], Gen.UInt, Gen.UInt, Octet, (kind, at, other, octet) => (kind, at, other, octet));

    /// <summary>Gives the predicate 20,000 damaged seeds, and holds it to a memory use that the input explains.</summary>
    public static void Sample(byte[][] seeds, Func<byte[], bool> isSound) =>
        Gen.Select(Gen.Int[0, seeds.Length - 1], Change.Array[1, 6]).Sample((seed, changes) =>
        {
            byte[] octets = changes.Aggregate(seeds[seed], Apply);
            long before = GC.GetAllocatedBytesForCurrentThread();
            bool sound = isSound(octets);
            return sound && GC.GetAllocatedBytesForCurrentThread() - before <= 200_000 + 400L * octets.Length;
        }, iter: Cases);

    public static bool IsRefusal(DecodeStatus status, int consumed, int offset, string? reason, byte[] octets) =>
        status == DecodeStatus.Invalid && consumed == 0 && offset >= 0 && offset <= octets.Length && reason is not null;

    private static byte[] Apply(byte[] octets, (int Kind, uint At, uint Other, byte Octet) change)
    {
        int at = (int)(change.At % (uint)(octets.Length + 1));
        int other = (int)(change.Other % (uint)(octets.Length + 1));
        int from = Math.Min(at, other);
        int to = Math.Max(at, other);
        return change.Kind switch
        {
            0 when at < octets.Length => [.. octets[..at], change.Octet, .. octets[(at + 1)..]],
            1 => [.. octets[..at], change.Octet, .. octets[at..]],
            2 => [.. octets[..from], .. octets[Math.Min(to, from + 8)..]],
            3 => [.. octets[..to], .. octets[from..Math.Min(to, from + 32)], .. octets[to..]],
            _ => octets[..Math.Max(at, octets.Length / 2)],
        };
    }
}
