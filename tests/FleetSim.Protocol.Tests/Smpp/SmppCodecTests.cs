using System.Buffers;
using FleetSim.Protocol.Smpp;

namespace FleetSim.Protocol.Tests.Smpp;

[Trait("spec", "SMPP 3.4, 4")]
public sealed class SmppCodecTests
{
    public static TheoryData<string> Names => [.. SmppSamples.All.Select(sample => sample.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_pdu_is_written_as_the_standard_has_it(string name)
    {
        (_, SmppPdu pdu, string octets) = SmppSamples.All.Single(sample => sample.Name == name);
        Assert.Equal(Convert.ToHexString(SmppSamples.Hex(octets)), Convert.ToHexString(SmppSamples.Octets(pdu)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_pdu_is_read_as_it_was_written(string name)
    {
        (_, SmppPdu pdu, string octets) = SmppSamples.All.Single(sample => sample.Name == name);
        byte[] whole = SmppSamples.Hex(octets);
        Decoded<SmppPdu> decoded = SmppCodec.Decode([.. whole, 0xDE, 0xAD]);
        Assert.Equal((DecodeStatus.Done, whole.Length), (decoded.Status, decoded.Consumed));
        Assert.Equal((pdu.GetType(), pdu.CommandId, pdu.Status, pdu.Sequence), (decoded.Value!.GetType(), decoded.Value.CommandId, decoded.Value.Status, decoded.Value.Sequence));
        Assert.Equal(whole, SmppSamples.Octets(decoded.Value));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_beginning_of_a_pdu_needs_more(string name)
    {
        byte[] whole = SmppSamples.Hex(SmppSamples.All.Single(sample => sample.Name == name).Octets);
        for (int length = 0; length < whole.Length; length++)
        {
            Decoded<SmppPdu> decoded = SmppCodec.Decode(whole.AsSpan(0, length));
            Assert.Equal((DecodeStatus.NeedMore, 0), (decoded.Status, decoded.Consumed));
        }
    }

    [Fact]
    public void All_fields_of_a_message_are_read()
    {
        SmppPdu.SubmitSm submit = Assert.IsType<SmppPdu.SubmitSm>(SmppCodec.Decode(SmppSamples.Hex(SmppSamples.All.Single(sample => sample.Name == "submit").Octets)).Value);
        SmppMessage message = submit.Message;
        Assert.Equal((new SmppAddress(0, 1, "10654040"), new SmppAddress(1, 1, "8613800000001")), (message.Source, message.Destination));
        Assert.Equal((EsmClass.UserDataHeader, (byte)4, (byte)1, "000000010000000R"), (message.EsmClass, message.DataCoding, message.RegisteredDelivery, message.ValidityPeriod));
        Assert.Equal("0605040B8423F0010603C4AF87", Convert.ToHexString(message.ShortMessage));
    }

    [Theory]
    [InlineData("0000000F 00000004 00000000 00000006", SmppStatus.InvalidCommandLength, 0, "shorter than its header")]
    [InlineData("00000000 00000004 00000000 00000006", SmppStatus.InvalidCommandLength, 0, "no length at all")]
    [InlineData("00010001 00000004 00000000 00000006", SmppStatus.InvalidCommandLength, 0, "above the limit")]
    [InlineData("FFFFFFFF", SmppStatus.InvalidCommandLength, 0, "told by four octets")]
    [InlineData("00000010 00000004 00000000 00000006", SmppStatus.InvalidCommandLength, 16, "no body")]
    [InlineData("00000012 00000009 00000000 00000006 6161", SmppStatus.InvalidCommandLength, 18, "a text without NUL")]
    [InlineData("00000022 00000009 00000000 00000006 616161616161616161616161616161610000", SmppStatus.InvalidSystemId, 34, "a system id of 16 characters")]
    [InlineData("0000001B 00000009 00000000 00000006 00 616161616161616161 00", SmppStatus.InvalidPassword, 27, "a password of 9 characters")]
    [InlineData("00000021 00000004 00000000 00000006 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 FF", SmppStatus.InvalidMessageLength, 33, "sm_length 255")]
    [InlineData("00000021 00000004 00000000 00000006 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 01", SmppStatus.InvalidMessageLength, 33, "a text past the end")]
    [InlineData("00000023 00000004 00000000 00000006 00 00 00 00 00 00 00 00 00 00 00 31 00 00 00 00 00 00 00", SmppStatus.InvalidValidityPeriod, 35, "a time of one character")]
    [InlineData("00000024 00000004 00000000 00000006 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 042400", SmppStatus.InvalidTlvStream, 36, "a cut parameter")]
    [InlineData("00000026 00000004 00000000 00000006 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 0424000299", SmppStatus.InvalidTlvStream, 38, "a parameter past the end")]
    public void A_fault_names_the_status_for_the_peer(string octets, uint status, int passOver, string why)
    {
        Decoded<SmppPdu> decoded = SmppCodec.Decode(SmppSamples.Hex(octets), SmppCodec.MaxPduOctets, out SmppFault fault);
        Assert.Equal((DecodeStatus.Invalid, 0, why), (decoded.Status, decoded.Consumed, why));
        Assert.Equal((status, passOver, why), (fault.Status, fault.Octets, why));
        Assert.Equal(octets.Length > 8 ? 6u : 0u, fault.Sequence);
    }

    [Fact]
    public void An_error_response_may_have_its_body_all_the_same()
    {
        SmppPdu pdu = SmppCodec.Decode(SmppSamples.Hex("00000011 80000004 00000045 00000001 00")).Value!;
        Assert.Equal((0x45u, ""), (pdu.Status, Assert.IsType<SmppPdu.MessageResponse>(pdu).MessageId));
    }

    [Theory]
    [InlineData("10654040", 0, 1, "10654040")]
    [InlineData("+8613800000001", 1, 1, "8613800000001")]
    [InlineData("Operator", 5, 0, "Operator")]
    public void The_type_of_number_follows_the_text(string text, byte ton, byte npi, string digits)
    {
        Assert.Equal(new SmppAddress(ton, npi, digits), SmppAddress.Of(text));
    }

    [Fact]
    public void What_a_field_cannot_hold_is_the_callers_mistake()
    {
        ArrayBufferWriter<byte> output = new();
        SmppMessage message = new() { Source = new SmppAddress(0, 1, new string('1', 21)), Destination = default };
        Assert.Throws<ArgumentException>(() => SmppCodec.Encode(new SmppPdu.SubmitSm(message), output));
        Assert.Throws<ArgumentException>(() => SmppCodec.Encode(new SmppPdu.SubmitSm(message with { Source = new SmppAddress(0, 1, "1"), Destination = new SmppAddress(0, 1, "1"), ShortMessage = new byte[255] }), output));
        Assert.Equal(0, output.WrittenCount);
    }

    [Theory]
    [InlineData(SmppCommand.SubmitMulti, true)]
    [InlineData(SmppCommand.CancelSm, true)]
    [InlineData(SmppCommand.GenericNack, true)]
    [InlineData(0u, false)]
    [InlineData(0x0Au, false)]
    [InlineData(0x7777u, false)]
    [InlineData(0x8000_0102u, false)]
    [InlineData(0x8000_0103u, true)]
    public void The_standards_commands_are_known(uint command, bool known) => Assert.Equal(known, SmppCommand.IsKnown(command));
}
