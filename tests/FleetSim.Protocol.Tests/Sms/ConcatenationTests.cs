using CsCheck;
using FleetSim.Protocol.Sms;

namespace FleetSim.Protocol.Tests.Sms;

[Trait("spec", "3GPP TS 23.040, 9.2.3.24.1")]
public sealed class ConcatenationTests
{
    private static readonly PortAddress Push = new(WapPush.Port, 49154);
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch;

    [Theory]
    [InlineData(133, 1)]
    [InlineData(134, 2)]
    [InlineData(256, 2)]
    [InlineData(257, 3)]
    [InlineData(32640, 255)]
    public void A_payload_is_cut_where_a_message_is_full(int octets, int parts)
    {
        IReadOnlyList<byte[]> split = MessageSplitter.Split(Push, new byte[octets], 200);
        Assert.Equal(parts, split.Count);
        Assert.All(split, part => Assert.True(part.Length <= UserData.MaxOctets));
        Assert.All(split.SkipLast(1), part => Assert.Equal(UserData.MaxOctets, part.Length));
    }

    [Fact]
    public void A_payload_of_more_than_255_parts_is_a_mistake_of_the_caller() => Assert.Throws<ArgumentException>(() => MessageSplitter.Split(Push, new byte[32641], 200));

    [Fact]
    public void Parts_in_any_order_and_more_than_once_give_the_message() =>
        Gen.Select(Gen.Byte.Array[0, 1500], Gen.Int[0, 65535], Gen.Bool, Gen.Int.Array[20]).Sample((payload, reference, ported, order) =>
        {
            List<byte[]> parts = [.. MessageSplitter.Split(ported ? Push : null, payload, reference)];
            List<byte[]> sent = parts.Count == 1 ? parts : [.. parts.SkipLast(1).Index().OrderBy(part => order[part.Index % order.Length]).Select(part => part.Item)];
            MessageReassembler reassembler = new();
            if (parts.Count > 1)
            {
                foreach (byte[] part in sent) if (Receive(reassembler, part).Outcome != ReassemblyOutcome.Kept) return false;
                foreach (byte[] part in sent) if (Receive(reassembler, part).Outcome != ReassemblyOutcome.Duplicate) return false;
            }

            Reassembly last = Receive(reassembler, parts[^1], hasHeader: ported || parts.Count > 1);
            return last.Outcome == ReassemblyOutcome.Complete && last.Message!.Payload.AsSpan().SequenceEqual(payload)
                && last.Message.Ports == (ported ? Push : null) && reassembler is { Waiting: 0, Octets: 0 };
        }, iter: 500);

    // SMS regression list 15.
    [Fact]
    public void The_same_reference_of_another_sender_receiver_total_or_port_is_another_message()
    {
        MessageReassembler reassembler = new();
        SmsUserData part = new(Push, new Concatenation(1, 2, 1), [1]);
        reassembler.Receive("a", "x", part, Start);
        SmsUserData second = part with { Part = new Concatenation(1, 2, 2) };
        Assert.Equal(ReassemblyOutcome.Kept, reassembler.Receive("b", "x", second, Start).Outcome);
        Assert.Equal(ReassemblyOutcome.Kept, reassembler.Receive("a", "y", second, Start).Outcome);
        Assert.Equal(ReassemblyOutcome.Kept, reassembler.Receive("a", "x", second with { Part = new Concatenation(2, 2, 2) }, Start).Outcome);
        Assert.Equal(ReassemblyOutcome.Kept, reassembler.Receive("a", "x", second with { Part = new Concatenation(1, 3, 2) }, Start).Outcome);
        Assert.Equal(ReassemblyOutcome.Kept, reassembler.Receive("a", "x", second with { Ports = new PortAddress(1, 2) }, Start).Outcome);
        Assert.Equal(ReassemblyOutcome.Complete, reassembler.Receive("a", "x", second, Start).Outcome);
    }

    [Fact]
    public void A_message_that_waits_too_long_is_dropped()
    {
        MessageReassembler reassembler = new(new ReassemblyLimits(2, 10, TimeSpan.FromMinutes(1)));
        reassembler.Receive("a", "x", new(null, new Concatenation(1, 2, 1), [1, 2, 3]), Start);
        Assert.Equal(0, reassembler.Expire(Start.AddMinutes(1)));
        Assert.Equal(ReassemblyOutcome.Kept, reassembler.Receive("a", "x", new(null, new Concatenation(1, 2, 2), [1]), Start.AddMinutes(1).AddTicks(1)).Outcome);
        Assert.Equal((1, 1), (reassembler.Waiting, reassembler.Octets));
    }

    [Fact]
    public void More_messages_or_octets_than_allowed_are_dropped()
    {
        MessageReassembler reassembler = new(new ReassemblyLimits(2, 10, TimeSpan.FromMinutes(1)));
        Assert.Equal(ReassemblyOutcome.Kept, reassembler.Receive("a", "x", new(null, new Concatenation(1, 2, 1), new byte[4]), Start).Outcome);
        Assert.Equal(ReassemblyOutcome.NoRoom, reassembler.Receive("a", "x", new(null, new Concatenation(2, 2, 1), new byte[7]), Start).Outcome);
        Assert.Equal(ReassemblyOutcome.Kept, reassembler.Receive("a", "x", new(null, new Concatenation(2, 2, 1), new byte[6]), Start).Outcome);
        Assert.Equal(ReassemblyOutcome.NoRoom, reassembler.Receive("a", "x", new(null, new Concatenation(3, 2, 1), []), Start).Outcome);
        Assert.Equal(ReassemblyOutcome.Complete, reassembler.Receive("a", "x", new(null, new Concatenation(1, 2, 2), []), Start).Outcome);
    }

    private static Reassembly Receive(MessageReassembler reassembler, byte[] part, bool hasHeader = true) =>
        reassembler.Receive("10086", "me", UserData.Decode(part, hasHeader).Value!, Start);
}
