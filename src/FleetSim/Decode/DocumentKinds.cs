using System.Buffers.Binary;
using System.Text;
using FleetSim.Protocol;
using FleetSim.Protocol.Smpp;

namespace FleetSim.Decode;

/// <summary>Reads one document from the start of the octets.</summary>
public delegate Decoded<Document> DocumentReader(ReadOnlySpan<byte> octets);

/// <summary>True when the octets look like a document of that kind: decides which decoder's error is worth showing.</summary>
public delegate bool DocumentSignature(ReadOnlySpan<byte> octets);

/// <summary>One kind of document.</summary>
/// <param name="Name">As given to --kind.</param>
/// <param name="Streams">True when several follow each other in one input.</param>
public sealed record DocumentKind(string Name, string What, DocumentSignature Looks, DocumentReader Read, bool Streams = false);

/// <summary>Every kind that <c>fleetsim decode</c> knows, in the order in which an input is looked at.</summary>
public static class DocumentKinds
{
    /// <summary>The kind of user data with a header: parts of one message may follow each other.</summary>
    public const string UserData = "userdata";

    private const int LooksAt = 4096;

    public static IReadOnlyList<DocumentKind> All { get; } =
    [
        new("smpp", "SMPP 3.4 PDUs, one or several", LooksLikeSmpp, SmppDocuments.Pdu, Streams: true),
        new("cmpp20", "CMPP 2.0 messages, one or several; only when named", _ => false, CmppDocuments.V20, Streams: true),
        new("cmpp30", "CMPP 3.0 messages, one or several; only when named", _ => false, CmppDocuments.V30, Streams: true),
        new("registration", "self-registration text or its confirmation", octets => octets.StartsWith("IMEI:"u8), ShortMessageDocuments.Registration),
        .. MoreDocuments.Kinds,
        new("download", "OMA download descriptor", octets => Root(octets) == "media", MarkupDocuments.Descriptor),
        new("syncml-xml", "SyncML DM message in XML", octets => Root(octets) is not null, MarkupDocuments.SyncMlXml),
        new(UserData, "user data of a short message with its header", octets => octets is [> 3 and < 40, 0 or 4 or 5 or 8, ..], ShortMessageDocuments.WithHeader),
        new("push", "WSP push", octets => octets is [_, 6, ..] && WapPushHeaderFits(octets), ShortMessageDocuments.Push),
        new("syncml-wbxml", "SyncML DM message in WBXML", octets => octets is [1 or 2 or 3 or 4, 0 or 1 or 0x9F or 0xA4, ..] or [0, 0x9F or 0xA4, ..], MarkupDocuments.SyncMlWbxml),
        new("package0", "bare notification (package #0)", LooksLikeNotification, ShortMessageDocuments.Bare),
    ];

    /// <summary>Null when there is none of that name.</summary>
    public static DocumentKind? Find(string name) => All.FirstOrDefault(k => k.Name == name);

    /// <summary>The first kind that it looks like; null when it looks like none.</summary>
    public static DocumentKind? Detect(ReadOnlySpan<byte> octets)
    {
        foreach (DocumentKind kind in All)
        {
            if (kind.Looks(octets)) return kind;
        }

        return null;
    }

    /// <summary>The body of a push with that content type, shown as octets when no kind reads it.</summary>
    internal static Decoded<Document> OfPushBody(string contentType, ReadOnlySpan<byte> body) =>
        MoreDocuments.ForContentType(contentType) is { } read
            ? read(body)
            : Decoded.Done(new Document("octets", "binary", 0, body.Length, [Field.Octets("octets", body)]), body.Length);

    /// <summary>The local name of the root element of something that begins like XML; "" when no element is found, null when it is no XML.</summary>
    internal static string? Root(ReadOnlySpan<byte> octets)
    {
        ReadOnlySpan<byte> start = octets[..Math.Min(octets.Length, LooksAt)];
        string text = start is [0xFF, 0xFE, ..] or [(byte)'<', 0, ..] ? Encoding.Unicode.GetString(start)
            : start is [0xFE, 0xFF, ..] or [0, (byte)'<', ..] ? Encoding.BigEndianUnicode.GetString(start)
            : Encoding.UTF8.GetString(start);
        text = text.TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        if (!text.StartsWith('<')) return null;
        for (int at = 0; at >= 0 && at + 1 < text.Length; at = text.IndexOf('<', at + 1))
        {
            if (text[at + 1] is '?' or '!') continue;
            int end = text.IndexOfAny([' ', '>', '/', '\t', '\r', '\n'], at + 1);
            string name = end < 0 ? "" : text[(at + 1)..end];
            return name[(name.IndexOf(':') + 1)..];
        }

        return "";
    }

    private static bool LooksLikeSmpp(ReadOnlySpan<byte> octets) =>
        octets.Length >= 8 && octets[0] == 0 && octets[1] == 0
        && BinaryPrimitives.ReadUInt32BigEndian(octets) is >= SmppHeader.Octets and <= SmppCodec.MaxPduOctets
        && SmppCommand.IsKnown(BinaryPrimitives.ReadUInt32BigEndian(octets[4..]));

    /// <summary>Behind a digest a version of 1.0 to 1.2: 02 80 to 03 3F. Any other octets, texts too, could be a notification of no version anybody uses.</summary>
    private static bool LooksLikeNotification(ReadOnlySpan<byte> octets) =>
        octets.Length >= 24 && (octets[16..] is [2, >= 0x80, ..] or [3, < 0x40, ..]);

    private static bool WapPushHeaderFits(ReadOnlySpan<byte> octets) => octets.Length > 3 && octets[2] is > 0 and < 0x80;
}
