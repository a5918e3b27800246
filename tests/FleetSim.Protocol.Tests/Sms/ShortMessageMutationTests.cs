using CsCheck;
using FleetSim.Protocol.Download;
using FleetSim.Protocol.Notification;
using FleetSim.Protocol.Smpp;
using FleetSim.Protocol.Sms;
using FleetSim.Protocol.Tests.Smpp;

namespace FleetSim.Protocol.Tests.Sms;

/// <summary>Octets changed, put in and cut out of good ones: always a value, in bounds, never an exception.</summary>
public sealed class ShortMessageMutationTests
{
    private static readonly long Cases = long.TryParse(Environment.GetEnvironmentVariable("FLEETSIM_FUZZ_CASES"), out long cases) ? cases : 20_000;

    private static readonly Gen<(int Kind, uint At, byte Octet)[]> Changes =
        Gen.Select(Gen.Int[0, 2], Gen.UInt, Gen.OneOf(Gen.Byte, Gen.OneOf([.. new byte[] { 0, 1, 4, 5, 6, 0x1F, 0x7F, 0x80, 0xAF, 0xFF, (byte)'<', (byte)'>', (byte)'&' }.Select(octet => Gen.Const(octet))]))).Array[1, 5];

    [Fact]
    public void A_mutated_pdu_is_a_value() => Mutate([.. SmppSamples.All.Select(sample => SmppSamples.Hex(sample.Octets))], octets =>
    {
        Decoded<SmppPdu> decoded = SmppCodec.Decode(octets);
        if (!decoded.IsDone) return InBounds(decoded, octets.Length);

        // An error response loses its body when it is written; everything else comes back, octet by octet.
        byte[] again = SmppSamples.Octets(decoded.Value);
        Decoded<SmppPdu> second = SmppCodec.Decode(again);
        return second.IsDone && second.Value.CommandId == decoded.Value.CommandId && SmppSamples.Octets(second.Value).AsSpan().SequenceEqual(again);
    });

    [Fact]
    public void A_mutated_header_is_a_value() => Mutate([Convert.FromHexString("0B05040B8423F00003050201010203"), Convert.FromHexString("0C05044266426608041234FFFE010203")],
        octets => InBounds(UserData.Decode(octets, hasHeader: true), octets.Length));

    [Fact]
    public void A_mutated_push_is_a_value() => Mutate(
        [Convert.FromHexString("01063E6170706C69636174696F6E2F766E642E73796E636D6C2E6E6F74696669636174696F6E00A9507974686F6E2D75726C6C69622F332E313100AF878DA6C3930102"), WapPushTests.Hex("01060D 0AB6 9181 92353546413700 AF87 0102")],
        octets => InBounds(WapPush.Decode(octets), octets.Length));

    [Fact]
    public void A_mutated_notification_is_a_value() => Mutate(
        [Package0Codec.Encode(new Package0 { ServerId = "OMADM" }, "p", [1, 2])],
        octets => InBounds(Package0Codec.Decode(octets), octets.Length));

    [Fact]
    public void A_mutated_registration_is_a_value() => Mutate(
        ["IMEI:860206000003972/Hisense/TS7032/TI7.2.01.22.00"u8.ToArray(), "IMEI:860206000003972/1"u8.ToArray()],
        octets => InBounds(RegistrationText.DecodeUplink(octets), octets.Length) && InBounds(RegistrationText.DecodeConfirmation(octets), octets.Length));

    [Fact]
    public void A_mutated_descriptor_is_a_value() => Mutate(
        ["<!DOCTYPE media SYSTEM 'a'><media a='b'><type>a/b</type><size>1</size><objectURI><![CDATA[u]]>&amp;&#65;</objectURI><x><y/></x></media>"u8.ToArray()],
        octets => InBounds(DescriptorCodec.Decode(octets), octets.Length));

    private static void Mutate(byte[][] seeds, Func<byte[], bool> holds) =>
        Gen.Select(Gen.Int[0, seeds.Length - 1], Changes).Sample((seed, changes) => holds(changes.Aggregate(seeds[seed], Apply)), iter: Cases);

    private static byte[] Apply(byte[] octets, (int Kind, uint At, byte Octet) change)
    {
        int at = (int)(change.At % (uint)(octets.Length + 1));
        return change.Kind switch
        {
            0 when at < octets.Length => [.. octets[..at], change.Octet, .. octets[(at + 1)..]],
            1 => [.. octets[..at], change.Octet, .. octets[at..]],
            _ => [.. octets[..at], .. octets[Math.Min(octets.Length, at + 1 + (change.Octet % 8))..]],
        };
    }

    private static bool InBounds<T>(Decoded<T> decoded, int length) => decoded.Status switch
    {
        DecodeStatus.Done => decoded.Consumed == length && decoded.Value is not null,
        DecodeStatus.NeedMore => decoded.Consumed == 0,
        _ => decoded.Consumed == 0 && decoded.Offset >= 0 && decoded.Offset <= length && decoded.Reason is not null,
    };
}
