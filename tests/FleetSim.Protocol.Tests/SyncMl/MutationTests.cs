using CsCheck;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Protocol.Tests.SyncMl;

/// <summary>Messages with octets changed, lost, repeated and moved: always a value, in bounds, and no more memory than the input explains.</summary>
public sealed class MutationTests
{
    // FLEETSIM_FUZZ_CASES raises the budget outside of normal runs.
    private static readonly long Cases = long.TryParse(Environment.GetEnvironmentVariable("FLEETSIM_FUZZ_CASES"), out long cases) ? cases : 20_000;

    private static readonly byte[] Telling = [0, 1, 2, 3, 4, 0x44, 0x83, 0xC3, 0x80, 0xFF, 0x7F, (byte)'<', (byte)'>', (byte)'&', (byte)'/', (byte)'!', (byte)'[', (byte)']', (byte)'"', (byte)';', (byte)'#', (byte)'\r'];

    private static readonly Gen<byte> Octet = Gen.OneOf(Gen.Byte, Gen.Int[0, Telling.Length - 1].Select(i => Telling[i]));

    private static readonly Gen<(int Kind, uint At, uint Other, byte Octet)> Change = Gen.Select(Gen.Int[0, 4], Gen.UInt, Gen.UInt, Octet, (kind, at, other, octet) => (kind, at, other, octet));

    [Theory]
    [InlineData(SyncMlEncoding.Xml)]
    [InlineData(SyncMlEncoding.Wbxml)]
    public void A_mutated_message_is_a_value_never_an_exception(SyncMlEncoding encoding)
    {
        byte[][] seeds = [.. Seeds(encoding)];
        Gen.Select(Gen.Int[0, seeds.Length - 1], Change.Array[1, 6]).Sample((seed, changes) =>
        {
            byte[] octets = changes.Aggregate(seeds[seed], Apply);
            long before = GC.GetAllocatedBytesForCurrentThread();
            Decoded<SyncMlMessage> decoded = SyncMlCodec.Decode(octets, encoding);
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            if (allocated > 100_000 + 100L * octets.Length) return false;
            return decoded.IsDone ? SurvivesWriting(decoded.Value) : decoded.Consumed == 0 && decoded.Offset >= 0 && decoded.Offset <= octets.Length && decoded.Reason is not null;
        }, iter: Cases);
    }

    private static bool SurvivesWriting(SyncMlMessage message)
    {
        // XML cannot hold every character that WBXML can, so only one of the two must give all of it back.
        SyncMlCodec.Encode(message, SyncMlEncoding.Xml);
        Decoded<SyncMlMessage> again = SyncMlCodec.Decode(SyncMlCodec.Encode(message, SyncMlEncoding.Wbxml), SyncMlEncoding.Wbxml);
        return again.IsDone && ModelText.Of(again.Value) == ModelText.Of(message);
    }

    private static IEnumerable<byte[]> Seeds(SyncMlEncoding encoding)
    {
        foreach (string name in GoldenMessageTests.Canonical)
        {
            SyncMlMessage message = GoldenMessageTests.Message(name);
            yield return SyncMlCodec.Encode(message, encoding);
            yield return SyncMlCodec.Encode(message, encoding, new SyncMlStyle { PublicId = PublicIdForm.Text, StringTable = StringTableUse.Repeated, Data = DataForm.Opaque, CData = true });
        }

        if (encoding == SyncMlEncoding.Xml) yield return TestFiles.Golden("syncml/astray.xml");
        else yield return Wbxml.Documents.WithEmbeddedTree;
    }

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
