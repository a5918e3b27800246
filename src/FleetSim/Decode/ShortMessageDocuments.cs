using System.Text;
using System.Text.Unicode;
using FleetSim.Protocol;
using FleetSim.Protocol.Bootstrap;
using FleetSim.Protocol.Notification;
using FleetSim.Protocol.Sms;

namespace FleetSim.Decode;

/// <summary>What a short message carries: registration texts, and package #0 bare, inside a push, or inside a push behind a user data header.</summary>
internal static class ShortMessageDocuments
{
    public static Decoded<Document> Registration(ReadOnlySpan<byte> octets)
    {
        if (RegistrationText.DecodeConfirmation(octets) is { IsDone: true, Value: var confirmation })
            return Text(octets, [new("imei", confirmation.Imei.ToString()), new("registered", confirmation.Registered ? "true" : "false")]);
        Decoded<RegistrationUplink> decoded = RegistrationText.DecodeUplink(octets);
        if (!decoded.IsDone) return MarkupDocuments.Passed<RegistrationUplink, Document>(decoded);
        RegistrationUplink up = decoded.Value;
        return Text(octets, [new("imei", up.Imei.ToString()), new("manufacturer", up.Manufacturer), new("model", up.Model), new("softwareVersion", up.SoftwareVersion)]);
    }

    public static Decoded<Document> Bare(ReadOnlySpan<byte> octets)
    {
        Decoded<SignedPackage0> decoded = Package0Codec.Decode(octets);
        if (!decoded.IsDone) return MarkupDocuments.Passed<SignedPackage0, Document>(decoded);
        return Decoded.Done(new Document("package0", "binary", 0, octets.Length, Fields(decoded.Value)) { Notification = decoded.Value }, octets.Length);
    }

    public static Decoded<Document> Push(ReadOnlySpan<byte> octets)
    {
        Decoded<WapPushMessage> push = WapPush.Decode(octets);
        if (!push.IsDone) return MarkupDocuments.Passed<WapPushMessage, Document>(push);
        int bodyAt = octets.Length - push.Value.Body.Length;
        Decoded<Document> body = Body(push.Value);
        if (!body.IsDone) return body.Status == DecodeStatus.NeedMore ? body : Decoded.Invalid<Document>(bodyAt + body.Offset, body.Reason!);
        BootstrapPush? bootstrap = BootstrapPush.Read(push.Value) is { IsDone: true } read ? read.Value : null;
        Field[] fields = [Field.Number("transactionId", octets[0]), new("contentType", push.Value.ContentType), .. Parameters(push.Value, bootstrap), new("applicationId", push.Value.ApplicationId), new(body.Value.Kind, body.Value.Fields.Count == 0 ? "" : null, body.Value.Fields)];
        return Decoded.Done(body.Value with { Kind = "push", Form = "binary", Octets = octets.Length, Fields = fields, Rewrite = null, Xml = null, Bootstrap = bootstrap }, octets.Length);
    }

    /// <summary>User data with its header, and what it carries.</summary>
    public static Decoded<Document> WithHeader(ReadOnlySpan<byte> octets)
    {
        Decoded<SmsUserData> decoded = UserData.Decode(octets, hasHeader: true);
        if (!decoded.IsDone) return MarkupDocuments.Passed<SmsUserData, Document>(decoded);
        SmsUserData data = decoded.Value;
        Document? inner = data.Part is { Total: > 1 } ? null : Payload(data.Payload);
        List<Field> fields = [];
        if (data.Ports is { } ports) fields.Add(new Field("ports", null, [Field.Number("destination", ports.Destination), Field.Number("source", ports.Source)]));
        if (data.Part is { } part) fields.Add(new Field("part", null, [Field.Number("reference", part.Reference), Field.Number("total", part.Total), Field.Number("number", part.Number)]));
        fields.Add(inner is null ? Field.Octets("payload", data.Payload) : new Field(inner.Kind, null, inner.Fields));
        CarriedPart? carried = data.Part is { Total: > 1 } ? new CarriedPart("", "", data) : null;
        Document document = (inner ?? new Document("userdata", "binary", 0, 0, [])) with { Kind = DocumentKinds.UserData, Form = "binary", Octets = octets.Length, Fields = fields, Rewrite = null, Xml = null, Part = carried };
        return Decoded.Done(document, octets.Length);
    }

    /// <summary>A message put together from its parts.</summary>
    internal static Document Joined(SmsUserData whole, int parts)
    {
        Document document = WithHeader(UserData.Encode(whole.Ports, null, whole.Payload)) is { IsDone: true } decoded && whole.Ports is not null
            ? decoded.Value
            : new Document("joined", "binary", 0, 0, [Field.Octets("payload", whole.Payload)]);
        return document with { Kind = "joined", Octets = whole.Payload.Length, Fields = [Field.Number("parts", parts), .. document.Fields] };
    }

    /// <summary>The document that a payload turns out to be; null when it is of no kind that a short message carries.</summary>
    internal static Document? Payload(ReadOnlySpan<byte> payload)
    {
        if (payload.StartsWith("IMEI:"u8) && Registration(payload) is { IsDone: true } text) return text.Value;
        return payload.Length > 2 && payload[1] == 6 && Push(payload) is { IsDone: true } push ? push.Value : null;
    }

    /// <summary>What the content type says the body is.</summary>
    private static Decoded<Document> Body(WapPushMessage push) => push.ContentType switch
    {
        "application/vnd.syncml.notification" => Bare(push.Body),
        "application/vnd.syncml.dm+wbxml" => MarkupDocuments.SyncMlWbxml(push.Body),
        "application/vnd.syncml.dm+xml" => MarkupDocuments.SyncMlXml(push.Body),
        _ => DocumentKinds.OfPushBody(push.ContentType, push.Body),
    };

    /// <summary>The parameters of the content type as they came; of a bootstrap also what they mean.</summary>
    private static IEnumerable<Field> Parameters(WapPushMessage push, BootstrapPush? bootstrap)
    {
        if (push.Parameters.Count > 0) yield return new Field("parameters", null, [.. push.Parameters.Select(parameter => new Field(parameter.Name, parameter.Value))]);
        if (bootstrap is not null) yield return new Field("bootstrap", null, [new("kind", bootstrap.Kind.ToString()), new("security", bootstrap.Method?.ToString() ?? "none"), .. bootstrap.Mac is { } mac ? (Field[])[new("mac", mac)] : []]);
    }

    private static Field[] Fields(SignedPackage0 signed)
    {
        Package0 content = signed.Content;
        int known = 8 + Encoding.UTF8.GetByteCount(content.ServerId);
        Field[] fields =
        [
            Field.Octets("digest", signed.Digest),
            new("version", $"{content.Version / 10}.{content.Version % 10}"),
            new("uiMode", content.UiMode.ToString()),
            new("initiator", content.Initiator.ToString()),
            new("sessionId", content.SessionId.ToString("X", System.Globalization.CultureInfo.InvariantCulture)),
            new("serverId", content.ServerId),
        ];
        return signed.Trigger.Length > known ? [.. fields, Field.Octets("vendorOctets", signed.Trigger.AsSpan(known))] : fields;
    }

    private static Decoded<Document> Text(ReadOnlySpan<byte> octets, Field[] fields)
    {
        Field text = Utf8.IsValid(octets) ? new Field("text", Encoding.UTF8.GetString(octets)) : Field.Octets("text", octets);
        return Decoded.Done(new Document("registration", "text", 0, octets.Length, [text, .. fields]), octets.Length);
    }
}
