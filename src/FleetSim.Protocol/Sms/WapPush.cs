namespace FleetSim.Protocol.Sms;

/// <summary>A connectionless WSP push.</summary>
/// <param name="ContentType">Media type without parameters; a code without a known name stands as "0x7F".</param>
/// <param name="ApplicationId">X-Wap-Application-Id as text; null when the header is missing.</param>
/// <param name="Body">What follows the headers.</param>
public sealed record WapPushMessage(string ContentType, string? ApplicationId, byte[] Body)
{
    public byte TransactionId { get; init; }

    /// <summary>Parameters of the content type, in order; SEC and MAC among them in a bootstrap push.</summary>
    public IReadOnlyList<WspParameter> Parameters { get; init; } = [];

    /// <summary>Every header behind the content type, in order, the application id among them.</summary>
    public IReadOnlyList<WspHeader> Headers { get; init; } = [];

    /// <summary>A parameter by name, in any case; null when it is missing.</summary>
    public string? Parameter(string name)
    {
        foreach (WspParameter parameter in Parameters)
        {
            if (parameter.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) return parameter.Value;
        }

        return null;
    }
}

/// <summary>
/// WAP push over a short message. Spec: WAP-230-WSP, 8.2.4.1 and 8.4.
/// <code>
/// tid | 06 | HeadersLen (uintvar) | content type | headers ... | body
/// 01    06   03                     C4             AF 87         digest, trigger        the short form that we send
/// </code>
/// HeadersLen covers content type and headers. Gateways write names as texts and add headers of their own: all forms are read.
/// </summary>
public static class WapPush
{
    public const ushort Port = 2948;

    /// <summary>A longer push is invalid: the 255 parts of a concatenated message and their headers.</summary>
    public const int MaxOctets = 255 * UserData.MaxOctets;

    private const byte PushPdu = 0x06;

    /// <summary>A package #0 in the short form.</summary>
    public static byte[] EncodeNotification(byte transactionId, ReadOnlySpan<byte> package0) =>
        [transactionId, PushPdu, 0x03, 0xC4, 0xAF, 0x87, .. package0];

    public static Decoded<WapPushMessage> Decode(ReadOnlySpan<byte> payload)
    {
        if (payload.Length > MaxOctets) return Decoded.Invalid<WapPushMessage>(MaxOctets, "the push is longer than the limit");
        if (payload.Length < 3 || payload[1] != PushPdu) return Decoded.Invalid<WapPushMessage>(0, "no WSP push");
        WspReader push = new(payload, 2);
        uint length = push.UintVar();
        if (push.Failed || length > (uint)(payload.Length - push.Position)) return Decoded.Invalid<WapPushMessage>(2, "the headers are longer than the push");

        int body = push.Position + (int)length;
        WspReader headers = new(payload[..body], push.Position);
        (string type, IReadOnlyList<WspParameter> parameters) = WspContentType.Read(ref headers);
        List<WspHeader> read = WspHeaders.Read(ref headers);
        if (headers.Failed) return Decoded.Invalid<WapPushMessage>(headers.Position, "a header runs past the headers' end");
        string? application = read.FindLast(header => WspHeaders.IsApplicationId(header.Name)) is { Name: not null } id ? id.Value : null;
        return Decoded.Done(
            new WapPushMessage(type, application, payload[body..].ToArray()) { TransactionId = payload[0], Parameters = parameters, Headers = read },
            payload.Length);
    }
}
