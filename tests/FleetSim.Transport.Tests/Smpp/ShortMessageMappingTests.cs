using System.Globalization;
using FleetSim.Protocol;
using FleetSim.Protocol.Smpp;
using FleetSim.Transport.Smpp;

namespace FleetSim.Transport.Tests.Smpp;

/// <summary>The many ways in which a PDU carries a message.</summary>
[Trait("spec", "SMPP 3.4, 3.2.3 and 5.2.12")]
public sealed class ShortMessageMappingTests
{
    private const string Registration = "06050442664266AABB";

    private static readonly SmppMessage Empty = new() { Source = new SmppAddress(2, 1, "13800000001"), Destination = new SmppAddress(0, 1, "10654040"), DataCoding = 4 };

    [Fact]
    public void Ports_as_parameters_become_a_header()
    {
        Assert.Equal(Registration, Text(Empty with { ShortMessage = [0xAA, 0xBB], Tlvs = [Tlv(SmppTag.SourcePort, "4266"), Tlv(SmppTag.DestinationPort, "4266")] }));
        Assert.Equal("06050442660000AA", Text(Empty with { ShortMessage = [0xAA], Tlvs = [Tlv(SmppTag.DestinationPort, "4266")] }));
    }

    [Fact]
    public void Segments_as_parameters_become_a_header()
    {
        Assert.Equal("0B050442664266000305 0201AA".Replace(" ", "", StringComparison.Ordinal), Text(Empty with
        {
            ShortMessage = [0xAA],
            Tlvs =
            [
                Tlv(SmppTag.SourcePort, "4266"), Tlv(SmppTag.DestinationPort, "4266"),
                Tlv(SmppTag.SarMessageReference, "0005"), Tlv(SmppTag.SarTotalSegments, "02"), Tlv(SmppTag.SarSegmentNumber, "01"),
            ],
        }));
    }

    [Fact]
    public void Beside_a_header_such_parameters_are_not_looked_at()
    {
        Assert.Equal(Registration, Text(Empty with { EsmClass = 0x43, ShortMessage = Convert.FromHexString(Registration), Tlvs = [Tlv(SmppTag.DestinationPort, "0B84")] }));
    }

    [Fact]
    public void The_payload_parameter_is_a_text_like_any_other()
    {
        Assert.Equal(Registration, Text(Empty with { EsmClass = 0x40, Tlvs = [Tlv(SmppTag.MessagePayload, Registration)] }));
        Assert.Equal(Registration, Text(Empty with { Tlvs = [Tlv(SmppTag.MessagePayload, "AABB"), Tlv(SmppTag.DestinationPort, "4266"), Tlv(SmppTag.SourcePort, "4266")] }));
    }

    [Fact]
    public void What_contradicts_itself_is_refused()
    {
        Assert.Equal(SmppStatus.TlvNotAllowed, Status(Empty with { ShortMessage = [1], Tlvs = [Tlv(SmppTag.MessagePayload, "02")] }));
        Assert.Equal(SmppStatus.InvalidTlvLength, Status(Empty with { ShortMessage = [1], Tlvs = [Tlv(SmppTag.DestinationPort, "42")] }));
        Assert.Equal(SmppStatus.InvalidEsmClass, Status(Empty with { EsmClass = 0x40, ShortMessage = Convert.FromHexString("30050442664266") }));
        Assert.Equal(SmppStatus.InvalidEsmClass, Status(Empty with { EsmClass = 0x40 }));
    }

    [Fact]
    public void The_captured_ways_of_two_programs_lead_to_the_same_text()
    {
        const string Sixty = "0102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F202122232425262728292A2B2C2D2E2F303132333435363738393A3B";
        List<string> texts = [];
        foreach (string file in new[] { "sms/smpp-kannel-npm.txt", "sms/smpp-kannel-npm-2.txt" })
        {
            foreach (string line in TestFiles.Vector(file))
            {
                Decoded<SmppPdu> decoded = SmppCodec.Decode(Convert.FromHexString(line[(line.LastIndexOf(' ') + 1)..].Trim()));
                SmppMessage? message = decoded.Value switch
                {
                    SmppPdu.DeliverSm deliver when deliver.Message.EsmClass != EsmClass.DeliveryReceipt => deliver.Message,
                    SmppPdu.DataSm data => data.Message,
                    _ => null,
                };
                if (message is not null) texts.Add(ShortMessageMapping.FromPdu(message) is ({ } read, 0) ? Convert.ToHexString(read.UserData) : "refused");
            }
        }

        Assert.Equal(
            [
                $"06050442664266{Sixty}", "0102030405", $"06050442664266{Sixty}", "0B05044266426600037702010102030405", "0B0504426642660003770202 0A0B0C".Replace(" ", "", StringComparison.Ordinal),
                "060504426642660102030405", $"06050442664266{Sixty}", "refused",
            ],
            texts);
    }

    [Theory]
    [InlineData("10654040", 0)]
    [InlineData("+8613800000001", 1)]
    [InlineData("8613800000001", 0)]
    public void Digits_are_sent_as_they_are(string source, byte ton)
    {
        SmppMessage pdu = ShortMessageMapping.ToPdu(new ShortMessage { Source = source, Destination = "1", UserData = [] });
        Assert.Equal((ton, source.TrimStart('+')), (pdu.Source.Ton, pdu.Source.Digits));
        Assert.Equal(source.TrimStart('+'), ShortMessageMapping.FromPdu(pdu).Message!.Source);
    }

    private static SmppTlv Tlv(ushort tag, string value) => new(tag, Convert.FromHexString(value));

    private static uint Status(SmppMessage pdu) => ShortMessageMapping.FromPdu(pdu).Status;

    private static string Text(SmppMessage pdu)
    {
        (ShortMessage? message, uint status) = ShortMessageMapping.FromPdu(pdu);
        Assert.True(message is { HasHeader: true }, string.Create(CultureInfo.InvariantCulture, $"status {status}"));
        return Convert.ToHexString(message.UserData);
    }
}
