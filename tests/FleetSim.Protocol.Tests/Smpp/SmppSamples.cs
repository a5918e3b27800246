using System.Buffers;
using FleetSim.Protocol.Smpp;

namespace FleetSim.Protocol.Tests.Smpp;

/// <summary>PDUs that we made, one of each kind, and their octets written by hand from the standard's tables.</summary>
internal static class SmppSamples
{
    private static readonly SmppMessage Push = new()
    {
        Source = new SmppAddress(0, 1, "10654040"),
        Destination = new SmppAddress(1, 1, "8613800000001"),
        EsmClass = EsmClass.UserDataHeader,
        ValidityPeriod = "000000010000000R",
        RegisteredDelivery = 1,
        DataCoding = 4,
        ShortMessage = Convert.FromHexString("0605040B8423F0010603C4AF87"),
    };

    public static IEnumerable<(string Name, SmppPdu Pdu, string Octets)> All =>
    [
        ("bind", new SmppPdu.Bind(BindKind.Transceiver) { Sequence = 1, SystemId = "mdplat", Password = "secret", SystemType = "DM" },
            "00000025 00000009 00000000 00000001 6D64706C617400 73656372657400 444D00 34 00 00 00"),
        ("bind answer", new SmppPdu.BindResponse(BindKind.Transceiver) { Sequence = 1, SystemId = "FLEETSIM", Tlvs = [new SmppTlv(SmppTag.InterfaceVersion, [0x34])] },
            "0000001E 80000009 00000000 00000001 464C45455453494D00 0210 0001 34"),
        ("bind refused", new SmppPdu.BindResponse(BindKind.Receiver) { Sequence = 2, Status = SmppStatus.InvalidPassword }, "00000010 80000001 0000000E 00000002"),
        ("unbind", new SmppPdu.Unbind { Sequence = 3 }, "00000010 00000006 00000000 00000003"),
        ("unbind answer", new SmppPdu.UnbindResponse { Sequence = 3 }, "00000010 80000006 00000000 00000003"),
        ("enquire", new SmppPdu.EnquireLink { Sequence = 4 }, "00000010 00000015 00000000 00000004"),
        ("enquire answer", new SmppPdu.EnquireLinkResponse { Sequence = 4 }, "00000010 80000015 00000000 00000004"),
        ("nack", new SmppPdu.GenericNack { Sequence = 5, Status = 3 }, "00000010 80000000 00000003 00000005"),
        ("submit", new SmppPdu.SubmitSm(Push) { Sequence = 6 },
            "00000053 00000004 00000000 00000006 00 00 01 313036353430343000 01 01 3836313338303030303030303100 40 00 00 00 30303030303030313030303030303052"
            + "00 01 00 04 00 0D 0605040B8423F0010603C4AF87"),
        ("submit answer", new SmppPdu.MessageResponse(SmppCommand.SubmitSm) { Sequence = 6, MessageId = "1001" }, "00000015 80000004 00000000 00000006 3130303100"),
        ("submit refused", new SmppPdu.MessageResponse(SmppCommand.SubmitSm) { Sequence = 6, Status = SmppStatus.Throttled }, "00000010 80000004 00000058 00000006"),
        ("deliver", new SmppPdu.DeliverSm(Push with { ValidityPeriod = "", RegisteredDelivery = 0, Tlvs = [new SmppTlv(0x1403, []), new SmppTlv(SmppTag.UserMessageReference, [1, 2])] }) { Sequence = 7 },
            "0000004D 00000005 00000000 00000007 00 00 01 313036353430343000 01 01 3836313338303030303030303100 40 00 00 00 00 00 00 04 00 0D 0605040B8423F0010603C4AF87"
            + "1403 0000 0204 0002 0102"),
        ("deliver answer", new SmppPdu.MessageResponse(SmppCommand.DeliverSm) { Sequence = 7 }, "00000011 80000005 00000000 00000007 00"),
        ("data", new SmppPdu.DataSm(new SmppMessage { Source = new SmppAddress(0, 1, "1"), Destination = new SmppAddress(0, 1, "2"), DataCoding = 4, Tlvs = [new SmppTlv(SmppTag.MessagePayload, [0xAA])] }) { Sequence = 8 },
            "00000021 00000103 00000000 00000008 00 00 01 3100 00 01 3200 00 00 04 0424 0001 AA"),
        ("data answer", new SmppPdu.MessageResponse(SmppCommand.DataSm) { Sequence = 8, MessageId = "A" }, "00000012 80000103 00000000 00000008 4100"),
        ("query", new SmppPdu.QuerySm("1001", new SmppAddress(0, 1, "10654040")) { Sequence = 9 }, "00000020 00000003 00000000 00000009 3130303100 00 01 313036353430343000"),
        ("query answer", new SmppPdu.QuerySmResponse { Sequence = 9, MessageId = "1001", FinalDate = "260101000000032+", MessageState = 2 },
            "00000028 80000003 00000000 00000009 3130303100 3236303130313030303030303033322B00 02 00"),
        ("cancel, unread", new SmppPdu.Other(SmppCommand.CancelSm, [0, 0x31, 0]) { Sequence = 10 }, "00000013 00000008 00000000 0000000A 00 31 00"),
        ("unknown", new SmppPdu.Other(0x7777, [1]) { Sequence = 11 }, "00000011 00007777 00000000 0000000B 01"),
    ];

    public static byte[] Octets(SmppPdu pdu)
    {
        ArrayBufferWriter<byte> output = new();
        SmppCodec.Encode(pdu, output);
        return output.WrittenSpan.ToArray();
    }

    public static byte[] Hex(string octets) => Convert.FromHexString(octets.Replace(" ", "", StringComparison.Ordinal));
}
