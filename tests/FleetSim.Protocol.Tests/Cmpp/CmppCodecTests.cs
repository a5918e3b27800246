using FleetSim.Protocol.Cmpp;
using FleetSim.Protocol.Sms;
using FleetSim.Protocol.Tests.SyncMl;

namespace FleetSim.Protocol.Tests.Cmpp;

[Trait("spec", "CMPP 3.0, message definitions")]
public sealed class CmppCodecTests
{
    private const string Secret = "888888";

    [Theory]
    [InlineData("sms/cmpp-gocmpp-v30-v20.txt", 30)]
    [InlineData("sms/cmpp-node-cmpp-2.txt", 18)]
    public void Captured_messages_are_read_and_written_again_unchanged(string file, int count)
    {
        int seen = 0;
        foreach ((CmppVersion version, byte[] octets) in CmppLines.In(TestFiles.Vector(file)))
        {
            CmppPdu pdu = Read(octets, version);
            Assert.Equal(Convert.ToHexString(octets), Convert.ToHexString(CmppCodec.Encode(pdu, version)));
            seen++;
        }

        Assert.Equal(count, seen);
    }

    [Theory]
    [InlineData("sms/cmpp-gocmpp-v30-v20.txt", 3, 1)]
    [InlineData("sms/cmpp-node-cmpp-2.txt", 2, 0)]
    public void Every_captured_CONNECT_proves_its_secret_but_the_refused_one(string file, int connects, int refused)
    {
        CmppPdu[] all = [.. CmppLines.In(TestFiles.Vector(file)).Select(line => Read(line.Octets, line.Version))];
        CmppPdu.Connect[] asked = [.. all.OfType<CmppPdu.Connect>()];
        bool[] right = [.. asked.Select(connect => CmppAuthenticator.Source(connect.SourceAddress, Secret, connect.Timestamp).SequenceEqual(connect.Authenticator))];
        Assert.Equal((connects, connects - refused), (asked.Length, right.Count(one => one)));
        Assert.All(asked, connect => Assert.Equal("900001", connect.SourceAddress));
        CmppPdu.ConnectResponse[] answers = [.. all.OfType<CmppPdu.ConnectResponse>()];
        foreach ((CmppPdu.Connect connect, CmppPdu.ConnectResponse answer) in asked.Zip(answers).Where(pair => pair.Second.Status == 0))
            Assert.Equal(CmppAuthenticator.Gateway(0, connect.Authenticator, Secret, answer.Version), answer.Authenticator);
        Assert.Equal(refused, answers.Count(answer => answer.Status == 3));
    }

    [Fact]
    public void A_captured_push_leads_to_its_notification_and_a_report_to_its_state()
    {
        CmppPdu[] all = [.. CmppLines.In(TestFiles.Vector("sms/cmpp-gocmpp-v30-v20.txt")).Select(line => Read(line.Octets, line.Version))];
        foreach (CmppSubmit submit in all.OfType<CmppPdu.Submit>().Select(pdu => pdu.Message))
        {
            Assert.Equal((1, 4, "10086", "8613800000001"), (submit.HeaderIndicator, submit.Format, submit.SourceId, submit.Destinations.Single()));
            SmsUserData data = UserData.Decode(submit.Content, hasHeader: true).Value!;
            Assert.Equal("application/vnd.syncml.notification", WapPush.Decode(data.Payload).Value!.ContentType);
        }

        CmppDeliver[] delivered = [.. all.OfType<CmppPdu.Deliver>().Select(pdu => pdu.Message)];
        CmppReport[] reports = [.. delivered.Where(deliver => deliver.RegisteredDelivery == 1).Select(deliver => CmppCodec.DecodeReport(deliver.Content).Value!)];
        Assert.Equal((2, 2), (reports.Length, delivered.Length - reports.Length));
        Assert.All(reports, report => Assert.Equal(("DELIVRD", "8613800000001", 0x9B3A2E0000000002UL), (report.State, report.Destination, report.MessageId)));
        Assert.All(delivered.Where(deliver => deliver.RegisteredDelivery == 0), deliver => Assert.Equal(new PortAddress(16998, 16998), UserData.Decode(deliver.Content, hasHeader: true).Value!.Ports));
    }

    [Theory]
    [InlineData("0101000000", "D940CD9288A4FB70EFD0CA84A10E8BF5")]
    public void The_timestamp_keeps_its_leading_zero_in_the_digest(string digits, string expected)
    {
        byte[] source = CmppAuthenticator.Source("900001", Secret, uint.Parse(digits, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(expected, Convert.ToHexString(source));
        Assert.Equal("E61F0706E182FABF195BA15951A9C1F2", Convert.ToHexString(CmppAuthenticator.Gateway(0, source, Secret, CmppVersion.V20)));
        Assert.Equal("6CB76399CC55ACBA641023A213F31899", Convert.ToHexString(CmppAuthenticator.Gateway(0, source, Secret, CmppVersion.V30)));
    }

    [Theory]
    [InlineData(CmppVersion.V20, 138, 21)]
    [InlineData(CmppVersion.V30, 163, 32)]
    public void A_SUBMIT_has_the_length_of_its_version(CmppVersion version, int fixedOctets, int each)
    {
        CmppSubmit submit = new() { Source = "900001", SourceId = "10086", Destinations = ["1", "2", "3"], Content = [1, 2, 3, 4] };
        byte[] octets = CmppCodec.Encode(new CmppPdu.Submit(submit) { Sequence = 7 }, version);
        Assert.Equal(fixedOctets + (3 * each) + 4, octets.Length);
        CmppPdu.Submit read = Assert.IsType<CmppPdu.Submit>(Read(octets, version));
        Assert.Equal((7u, "1 2 3"), (read.Sequence, string.Join(' ', read.Message.Destinations)));
    }

    [Fact]
    public void A_length_that_cannot_be_is_invalid()
    {
        Assert.Equal("Total_Length is below 12 or above the limit", CmppCodec.Decode([0, 0, 0, 11, 0, 0, 0, 8, 0, 0, 0, 1], CmppVersion.V30).Reason);
        Assert.Equal("Total_Length is below 12 or above the limit", CmppCodec.Decode([0, 0, 0x10, 1, 0, 0, 0, 8], CmppVersion.V30).Reason);
        Assert.Equal("the message ends before its fields", CmppCodec.Decode([0, 0, 0, 13, 0, 0, 0, 1, 0, 0, 0, 1, 0x39], CmppVersion.V30).Reason);
        Assert.Equal("the report ends before its fields", CmppCodec.DecodeReport(new byte[59]).Reason);
    }

    [Theory]
    [InlineData("sms/cmpp-gocmpp-v30-v20.txt")]
    public void Every_beginning_of_a_message_needs_more(string file)
    {
        foreach ((CmppVersion version, byte[] octets) in CmppLines.In(TestFiles.Vector(file)))
        {
            for (int length = 0; length < octets.Length; length++) Assert.Equal(DecodeStatus.NeedMore, CmppCodec.Decode(octets.AsSpan(0, length), version).Status);
        }
    }

    internal static CmppPdu Read(byte[] octets, CmppVersion version)
    {
        Decoded<CmppPdu> decoded = CmppCodec.Decode(octets, version);
        Assert.True(decoded.IsDone, $"{Convert.ToHexString(octets)}: {decoded.Reason} at {decoded.Offset}");
        Assert.Equal(octets.Length, decoded.Consumed);
        return decoded.Value;
    }
}
