using System.Globalization;
using FleetSim.Protocol;
using FleetSim.Protocol.Smpp;

namespace FleetSim.Decode;

/// <summary>One SMPP PDU, the short message in it taken apart.</summary>
internal static class SmppDocuments
{
    public static Decoded<Document> Pdu(ReadOnlySpan<byte> octets)
    {
        Decoded<SmppPdu> decoded = SmppCodec.Decode(octets);
        if (!decoded.IsDone) return MarkupDocuments.Passed<SmppPdu, Document>(decoded);
        SmppPdu pdu = decoded.Value;
        Document? carried = Carried(pdu);
        Field[] header = [new("command", pdu.GetType().Name), Hex("commandId", pdu.CommandId), Hex("status", pdu.Status), Field.Number("sequence", pdu.Sequence)];
        List<Field> fields = [.. header, .. Body(pdu)];
        if (carried is not null) fields.Add(new Field("carries", null, [new Field(carried.Kind, null, carried.Fields)]));
        return Decoded.Done(new Document("smpp", "binary", 0, decoded.Consumed, fields) { Notification = carried?.Notification, Message = carried?.Message, Bootstrap = carried?.Bootstrap, Part = carried?.Part }, decoded.Consumed);
    }

    private static IEnumerable<Field> Body(SmppPdu pdu) => pdu switch
    {
        SmppPdu.Bind bind => [new("systemId", bind.SystemId), new("password", new string('*', bind.Password.Length)), new("systemType", bind.SystemType), Hex("interfaceVersion", bind.InterfaceVersion), new("addressRange", bind.AddressRange)],
        SmppPdu.BindResponse bound => [new("systemId", bound.SystemId), .. Tlvs(bound.Tlvs)],
        SmppPdu.SubmitSm submit => Message(submit.Message),
        SmppPdu.DeliverSm deliver => Message(deliver.Message),
        SmppPdu.DataSm data => Message(data.Message),
        SmppPdu.MessageResponse response => [new("messageId", response.MessageId), .. Tlvs(response.Tlvs)],
        SmppPdu.QuerySm query => [new("messageId", query.MessageId), Address("source", query.Source)],
        SmppPdu.QuerySmResponse answer => [new("messageId", answer.MessageId), new("finalDate", answer.FinalDate), Field.Number("messageState", answer.MessageState), Field.Number("errorCode", answer.ErrorCode)],
        SmppPdu.Other other => [Field.Octets("body", other.Body)],
        _ => [],
    };

    private static IEnumerable<Field> Message(SmppMessage message) =>
    [
        new("serviceType", message.ServiceType),
        Address("source", message.Source),
        Address("destination", message.Destination),
        Hex("esmClass", message.EsmClass),
        Hex("protocolId", message.ProtocolId),
        Field.Number("priority", message.PriorityFlag),
        new("scheduleDeliveryTime", message.ScheduleDeliveryTime),
        new("validityPeriod", message.ValidityPeriod),
        Hex("registeredDelivery", message.RegisteredDelivery),
        Hex("dataCoding", message.DataCoding),
        Field.Octets("shortMessage", message.ShortMessage),
        .. Tlvs(message.Tlvs),
    ];

    private static IEnumerable<Field> Tlvs(IReadOnlyList<SmppTlv> tlvs) =>
        tlvs.Count == 0 ? [] : [new Field("tlvs", null, [.. tlvs.Select(t => Field.Octets($"0x{t.Tag:X4}", t.Value))])];

    private static Field Address(string name, SmppAddress address) =>
        new(name, null, [Field.Number("ton", address.Ton), Field.Number("npi", address.Npi), new("digits", address.Digits)]);

    private static Field Hex(string name, uint value) => new(name, "0x" + value.ToString(value > 0xFF ? "X8" : "X2", CultureInfo.InvariantCulture));

    private static Document? Carried(SmppPdu pdu)
    {
        SmppMessage? message = pdu switch { SmppPdu.SubmitSm s => s.Message, SmppPdu.DeliverSm d => d.Message, SmppPdu.DataSm d => d.Message, _ => null };
        if (message is null) return null;
        byte[] userData = message.ShortMessage.Length > 0 ? message.ShortMessage : message.Tlv(SmppTag.MessagePayload) ?? [];
        if ((message.EsmClass & EsmClass.UserDataHeader) == 0) return ShortMessageDocuments.Payload(userData);
        if (ShortMessageDocuments.WithHeader(userData) is not { IsDone: true, Value: var document }) return null;
        return document with { Part = document.Part is { } part ? part with { Source = message.Source.Digits, Destination = message.Destination.Digits } : null };
    }
}
