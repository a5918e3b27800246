using System.Text;
using FleetSim.Protocol.Bootstrap;
using FleetSim.Protocol.Smpp;
using FleetSim.Protocol.Sms;

namespace FleetSim.Tests.Decode;

public sealed class PartJoiningTests
{
    private static readonly byte[] Push = BootstrapDecodeTests.Push(BootstrapKind.ClientProvisioning, SecurityMethod.UserPin);
    private static readonly IReadOnlyList<byte[]> Parts = MessageSplitter.Split(new PortAddress(WapPush.Port, 9200), Push, 7);

    [Fact]
    public void Parts_in_lines_are_joined_in_any_order()
    {
        Assert.True(Parts.Count > 1);
        CommandLineRun run = CommandLineRun.On(Lines(Parts.Reverse()), "decode", "--pin", "1234");
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal(Parts.Count, Times("userdata (binary)", run.Output));
        Assert.Equal(1, Times("joined (binary)", run.Output));
        Assert.Contains("bootstrap MAC (UserPin): right", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Parts_behind_each_other_are_joined()
    {
        CommandLineRun run = CommandLineRun.On([.. Parts.SelectMany(part => part)], "decode");
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal(1, Times("joined (binary)", run.Output));
        Assert.Contains($"userdata (binary), {Parts[^1].Length} octets at {UserData.MaxOctets * (Parts.Count - 1)}", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Parts_in_pdus_are_joined_for_each_destination()
    {
        byte[] first = [.. Parts.SelectMany((part, i) => Pdu(part, "8613800000001", i))];
        byte[] both = [.. first, .. Parts.SelectMany((part, i) => Pdu(part, "8613800000002", i))];
        Assert.Equal(1, Times("joined (binary)", CommandLineRun.On(first, "decode").Output));
        Assert.Equal(2, Times("joined (binary)", CommandLineRun.On(both, "decode").Output));
        CommandLineRun mixed = CommandLineRun.On([.. Pdu(Parts[0], "8613800000001", 0), .. Pdu(Parts[1], "8613800000002", 1)], "decode");
        Assert.Equal(0, Times("joined (binary)", mixed.Output));
        Assert.Contains("note: 2 messages lack some of their parts", mixed.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_part_is_noted()
    {
        CommandLineRun run = CommandLineRun.On(Lines([Parts[0]]), "decode");
        Assert.Equal(0, run.Code);
        Assert.Contains("note: 1 messages lack some of their parts", run.Output, StringComparison.Ordinal);
        Assert.Equal(0, Times("joined", run.Output));
    }

    private static byte[] Lines(IEnumerable<byte[]> parts) => Encoding.ASCII.GetBytes(string.Concat(parts.Select(part => Convert.ToHexString(part) + "\n")));

    private static byte[] Pdu(byte[] userData, string destination, int number)
    {
        System.Buffers.ArrayBufferWriter<byte> output = new();
        SmppMessage message = new() { Source = SmppAddress.Of("10654040"), Destination = SmppAddress.Of(destination), EsmClass = EsmClass.UserDataHeader, DataCoding = 4, ShortMessage = userData };
        SmppCodec.Encode(new SmppPdu.SubmitSm(message) { Sequence = (uint)number + 1 }, output);
        return output.WrittenSpan.ToArray();
    }

    private static int Times(string text, string output) => output.Split(text).Length - 1;
}
