using System.Buffers.Binary;
using FleetSim.Protocol.Smpp;
using FleetSim.Protocol.Sms;

namespace FleetSim.Transport.Smpp;

/// <summary>Between a short message and the many ways in which a PDU carries one.</summary>
internal static class ShortMessageMapping
{
    private const int MaxShortMessage = 254;

    /// <summary>Texts over 254 octets travel as message_payload.</summary>
    public static SmppMessage ToPdu(ShortMessage message)
    {
        bool payload = message.UserData.Length > MaxShortMessage;
        return new SmppMessage
        {
            Source = SmppAddress.Of(message.Source),
            Destination = SmppAddress.Of(message.Destination),
            EsmClass = (byte)(message.MessageType & EsmClass.MessageTypeMask | (message.HasHeader ? EsmClass.UserDataHeader : 0)),
            ProtocolId = message.ProtocolId,
            ValidityPeriod = message.ValidityPeriod,
            RegisteredDelivery = message.RegisteredDelivery,
            DataCoding = message.DataCoding,
            ShortMessage = payload ? [] : message.UserData,
            Tlvs = payload ? [new SmppTlv(SmppTag.MessagePayload, message.UserData)] : [],
        };
    }

    /// <summary>The message, or the command_status that refuses it.</summary>
    public static (ShortMessage? Message, uint Status) FromPdu(SmppMessage pdu)
    {
        byte[] text = pdu.ShortMessage;
        if (pdu.Tlv(SmppTag.MessagePayload) is { } payload)
        {
            if (text.Length > 0) return (null, SmppStatus.TlvNotAllowed);
            text = payload;
        }

        bool hasHeader = (pdu.EsmClass & EsmClass.UserDataHeader) != 0;
        if (hasHeader && !UserData.Decode(text, true).IsDone) return (null, SmppStatus.InvalidEsmClass);
        if (!hasHeader && !FoldPorts(pdu, ref text, ref hasHeader)) return (null, SmppStatus.InvalidTlvLength);
        return (Message(pdu, text, hasHeader), SmppStatus.Ok);
    }

    private static ShortMessage Message(SmppMessage pdu, byte[] userData, bool hasHeader) => new()
    {
        Source = pdu.Source.Digits.TrimStart('+'),
        Destination = pdu.Destination.Digits.TrimStart('+'),
        UserData = userData,
        HasHeader = hasHeader,
        DataCoding = pdu.DataCoding,
        ProtocolId = pdu.ProtocolId,
        RegisteredDelivery = pdu.RegisteredDelivery,
        MessageType = (byte)(pdu.EsmClass & EsmClass.MessageTypeMask),
        ValidityPeriod = pdu.ValidityPeriod,
    };

    /// <summary>
    /// Ports and segment numbers that came as optional parameters become the header that a handset reads. Beside UDHI the header wins
    /// and they are not looked at. False: one of a wrong length.
    /// </summary>
    private static bool FoldPorts(SmppMessage pdu, ref byte[] text, ref bool hasHeader)
    {
        if (pdu.Tlvs.Count == 0) return true;
        byte[]? destination = pdu.Tlv(SmppTag.DestinationPort);
        byte[]? source = pdu.Tlv(SmppTag.SourcePort);
        if (destination is { Length: not 2 } || source is { Length: not 2 }) return false;
        PortAddress? ports = destination is null ? null : new PortAddress(Port(destination), source is null ? (ushort)0 : Port(source));
        Concatenation? part = Part(pdu);
        if (ports is null && part is null) return true;
        text = UserData.Encode(ports, part, text);
        hasHeader = true;
        return true;
    }

    private static Concatenation? Part(SmppMessage pdu) =>
        pdu.Tlv(SmppTag.SarMessageReference) is { Length: 2 } reference
        && pdu.Tlv(SmppTag.SarTotalSegments) is [var total and > 1]
        && pdu.Tlv(SmppTag.SarSegmentNumber) is [var number and > 0] && number <= total
            ? new Concatenation(Port(reference), total, number)
            : null;

    private static ushort Port(byte[] octets) => BinaryPrimitives.ReadUInt16BigEndian(octets);
}
