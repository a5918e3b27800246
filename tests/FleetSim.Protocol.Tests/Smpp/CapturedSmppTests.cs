using System.Globalization;
using System.Text;
using FleetSim.Protocol.Smpp;
using FleetSim.Protocol.Sms;
using FleetSim.Protocol.Tests.SyncMl;

namespace FleetSim.Protocol.Tests.Smpp;

/// <summary>PDUs of two other SMPP programs, one TCP segment a line: frame, command ids, source port, octets.</summary>
[Trait("spec", "SMPP 3.4, 4")]
public sealed class CapturedSmppTests
{
    [Theory]
    [InlineData("sms/smpp-kannel-npm.txt")]
    [InlineData("sms/smpp-kannel-npm-2.txt")]
    public void Captured_pdus_are_read_and_written_again_unchanged(string file)
    {
        foreach ((uint[] commands, byte[] octets) in Lines(file))
        {
            ReadOnlySpan<byte> rest = octets;
            foreach (uint command in commands)
            {
                Decoded<SmppPdu> decoded = SmppCodec.Decode(rest);
                Assert.True(decoded.IsDone, $"{Convert.ToHexString(octets)}: {decoded.Reason} at {decoded.Offset}");
                Assert.Equal(command, decoded.Value.CommandId);
                // One of them gives an error response a body, which the standard does not want and we do not write.
                int body = decoded.Value is { IsResponse: true, Status: not 0 } ? SmppHeader.Octets : decoded.Consumed;
                Assert.Equal(Convert.ToHexString(rest[4..body]), Convert.ToHexString(SmppSamples.Octets(decoded.Value).AsSpan(4)));
                rest = rest[decoded.Consumed..];
            }

            Assert.Equal(0, rest.Length);
        }
    }

    [Theory]
    [InlineData("sms/smpp-kannel-npm.txt")]
    [InlineData("sms/smpp-kannel-npm-2.txt")]
    public void Captured_segments_may_be_split_at_every_octet(string file)
    {
        foreach ((_, byte[] octets) in Lines(file))
        {
            for (int length = 0; length < octets.Length; length++)
            {
                ReadOnlySpan<byte> rest = octets.AsSpan(0, length);
                Decoded<SmppPdu> decoded = SmppCodec.Decode(rest);
                while (decoded.IsDone)
                {
                    rest = rest[decoded.Consumed..];
                    decoded = SmppCodec.Decode(rest);
                }

                Assert.Equal(DecodeStatus.NeedMore, decoded.Status);
            }
        }
    }

    [Fact]
    public void A_gateways_push_leads_to_its_notification()
    {
        List<WapPushMessage> pushes = [];
        foreach ((_, byte[] octets) in Lines("sms/smpp-kannel-npm.txt"))
        {
            if (SmppCodec.Decode(octets).Value is not SmppPdu.SubmitSm { Message.EsmClass: 0x43 } submit) continue;
            SmsUserData data = UserData.Decode(submit.Message.ShortMessage, hasHeader: true).Value!;
            if (data.Part is null && WapPush.Decode(data.Payload) is { IsDone: true } push) pushes.Add(push.Value);
        }

        Assert.Equal(
            ["application/vnd.syncml.notification", "application/vnd.wap.sic", "application/vnd.syncml.notification", "application/vnd.syncml.notification"],
            pushes.Select(push => push.ContentType));
        Assert.All(pushes.Where(push => push.ContentType.EndsWith("notification", StringComparison.Ordinal)), push => Assert.Equal("x-wap-application:syncml.dm", push.ApplicationId));
    }

    [Fact]
    public void A_captured_broken_header_is_told_from_the_text()
    {
        (_, byte[] octets) = Lines("sms/smpp-kannel-npm-2.txt").Single(line => Convert.ToHexString(line.Octets).EndsWith("0730050442664266", StringComparison.Ordinal));
        SmppPdu.DeliverSm deliver = Assert.IsType<SmppPdu.DeliverSm>(SmppCodec.Decode(octets).Value);
        Assert.Equal(DecodeStatus.Invalid, UserData.Decode(deliver.Message.ShortMessage, hasHeader: true).Status);
    }

    internal static IEnumerable<(uint[] Commands, byte[] Octets)> Lines(string file)
    {
        foreach (string line in Encoding.ASCII.GetString(TestFiles.Vector(file)).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] column = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            uint[] commands = [.. column[1].Split(',').Select(id => uint.Parse(id.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture))];
            yield return (commands, Convert.FromHexString(column[^1].Trim()));
        }
    }
}
