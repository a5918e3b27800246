using System.Globalization;
using FleetSim.Protocol;
using FleetSim.Protocol.Cmpp;

namespace FleetSim.Decode;

/// <summary>One CMPP message, the short message in it taken apart. The layout depends on a version that the octets do not tell, so the kind is always named.</summary>
internal static class CmppDocuments
{
    public static Decoded<Document> V20(ReadOnlySpan<byte> octets) => Message(octets, CmppVersion.V20);

    public static Decoded<Document> V30(ReadOnlySpan<byte> octets) => Message(octets, CmppVersion.V30);

    private static Decoded<Document> Message(ReadOnlySpan<byte> octets, CmppVersion version)
    {
        Decoded<CmppPdu> decoded = CmppCodec.Decode(octets, version);
        if (!decoded.IsDone) return MarkupDocuments.Passed<CmppPdu, Document>(decoded);
        CmppPdu pdu = decoded.Value;
        Document? carried = Carried(pdu);
        List<Field> fields = [new("command", pdu.GetType().Name), new("commandId", $"0x{pdu.CommandId:X8}"), Field.Number("sequence", pdu.Sequence), .. Body(pdu)];
        if (carried is not null) fields.Add(new Field("carries", null, [new Field(carried.Kind, null, carried.Fields)]));
        return Decoded.Done(
            new Document("cmpp", "binary", 0, decoded.Consumed, fields) { Notification = carried?.Notification, Message = carried?.Message, Bootstrap = carried?.Bootstrap, Part = carried?.Part },
            decoded.Consumed);
    }

    private static IEnumerable<Field> Body(CmppPdu pdu) => pdu switch
    {
        CmppPdu.Connect connect => [new("sourceAddress", connect.SourceAddress), Field.Octets("authenticator", connect.Authenticator), Version(connect.Version), new("timestamp", connect.Timestamp.ToString("D10", CultureInfo.InvariantCulture))],
        CmppPdu.ConnectResponse response => [Field.Number("status", response.Status), Field.Octets("authenticator", response.Authenticator), Version(response.Version)],
        CmppPdu.Submit { Message: var submit } =>
        [
            Id(submit.MessageId), Field.Number("parts", submit.Parts), Field.Number("part", submit.Part), Field.Number("registeredDelivery", submit.RegisteredDelivery), new("serviceId", submit.ServiceId),
            Field.Number("headerIndicator", submit.HeaderIndicator), Field.Number("format", submit.Format), new("source", submit.Source), new("sourceId", submit.SourceId),
            new("destinations", null, [.. submit.Destinations.Select(number => new Field("number", number))]), Field.Octets("content", submit.Content),
        ],
        CmppPdu.SubmitResponse response => [Id(response.MessageId), Field.Number("result", response.Result)],
        CmppPdu.Deliver { Message: var deliver } =>
        [
            Id(deliver.MessageId), new("destination", deliver.Destination), new("serviceId", deliver.ServiceId), Field.Number("headerIndicator", deliver.HeaderIndicator), Field.Number("format", deliver.Format),
            new("source", deliver.Source), Field.Number("registeredDelivery", deliver.RegisteredDelivery), Field.Octets("content", deliver.Content), .. Report(deliver),
        ],
        CmppPdu.DeliverResponse response => [Id(response.MessageId), Field.Number("result", response.Result)],
        CmppPdu.ActiveTestResponse response => [Field.Number("reserved", response.Reserved)],
        CmppPdu.Other other => [Field.Octets("body", other.Body)],
        _ => [],
    };

    private static IEnumerable<Field> Report(CmppDeliver deliver) => deliver.RegisteredDelivery == 1 && CmppCodec.DecodeReport(deliver.Content) is { IsDone: true, Value: var report }
        ? [new("report", null, [Id(report.MessageId), new("state", report.State), new("submitTime", report.SubmitTime), new("doneTime", report.DoneTime), new("destination", report.Destination), Field.Number("centreSequence", report.CentreSequence)])]
        : [];

    private static Field Id(ulong id) => new("messageId", id.ToString("X16", CultureInfo.InvariantCulture));

    private static Field Version(CmppVersion version) => new("version", ((byte)version).ToString("X2", CultureInfo.InvariantCulture));

    private static Document? Carried(CmppPdu pdu)
    {
        (byte indicator, byte[] content, string source, string destination) = pdu switch
        {
            CmppPdu.Submit { Message: var submit } => (submit.HeaderIndicator, submit.Content, submit.SourceId, submit.Destinations is [var first, ..] ? first : ""),
            CmppPdu.Deliver { Message: { RegisteredDelivery: 0 } deliver } => (deliver.HeaderIndicator, deliver.Content, deliver.Source, deliver.Destination),
            _ => ((byte)0, [], "", ""),
        };
        if (indicator == 0) return ShortMessageDocuments.Payload(content);
        if (ShortMessageDocuments.WithHeader(content) is not { IsDone: true, Value: var document }) return null;
        return document with { Part = document.Part is { } part ? part with { Source = source, Destination = destination } : null };
    }
}
