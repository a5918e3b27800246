using System.Text;
using FleetSim.Protocol.Wbxml;
using FleetSim.Protocol.Xml;

namespace FleetSim.Protocol.SyncMl;

/// <summary>Octets to the value of a document, in both wire forms, whatever kind of document it is.</summary>
internal static class DocumentDecoder
{
    public static Decoded<TValue> Decode<TDocument, TValue>(ReadOnlySpan<byte> octets, SyncMlEncoding encoding, SyncMlLimits? limits, out SyncMlOddities oddities)
        where TDocument : struct, IDocument<TValue>
        where TValue : class
    {
        limits ??= SyncMlLimits.Default;
        oddities = default;
        if (octets.Length > limits.MessageOctets) return Decoded.Invalid<TValue>(0, "the message is longer than the limit allows");
        if (encoding == SyncMlEncoding.Wbxml)
        {
            return Decode<TDocument, TValue, WbxmlTokenSource>(new WbxmlTokenSource(octets, limits, TDocument.Vocabulary), octets, limits, out oddities);
        }

        return XmlProlog.Utf16(octets) is { } utf16
            ? DecodeUtf16<TDocument, TValue>(octets, utf16, limits, out oddities)
            : DecodeXml<TDocument, TValue>(octets, limits, out oddities);
    }

    private static Decoded<TValue> DecodeXml<TDocument, TValue>(ReadOnlySpan<byte> octets, SyncMlLimits limits, out SyncMlOddities oddities)
        where TDocument : struct, IDocument<TValue>
        where TValue : class
    {
        Span<long> open = stackalloc long[limits.Depth];
        return Decode<TDocument, TValue, XmlTokenSource>(new XmlTokenSource(octets, open, TDocument.Vocabulary), octets, limits, out oddities);
    }

    /// <summary>UTF-16 becomes UTF-8 first; positions are given in octets of the original.</summary>
    private static Decoded<TValue> DecodeUtf16<TDocument, TValue>(ReadOnlySpan<byte> octets, Encoding utf16, SyncMlLimits limits, out SyncMlOddities oddities)
        where TDocument : struct, IDocument<TValue>
        where TValue : class
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(utf16.GetString(octets));
        Decoded<TValue> decoded = DecodeXml<TDocument, TValue>(utf8, limits, out oddities);
        return decoded.IsDone
            ? Decoded.Done(decoded.Value, Math.Min(octets.Length, Encoding.UTF8.GetCharCount(utf8, 0, decoded.Consumed) * 2))
            : Decoded.Invalid<TValue>(Math.Min(octets.Length, Encoding.UTF8.GetCharCount(utf8, 0, decoded.Offset) * 2), decoded.Reason!);
    }

    private static Decoded<TValue> Decode<TDocument, TValue, TSource>(TSource source, ReadOnlySpan<byte> octets, SyncMlLimits limits, out SyncMlOddities oddities)
        where TDocument : struct, IDocument<TValue>
        where TValue : class
        where TSource : ITokenSource, allows ref struct
    {
        ElementReader<TSource> reader = new(source, limits);
        TValue? value = TDocument.Read(ref reader);
        int consumed = reader.Position;
        int trailing = value is null ? 0 : octets[consumed..].Trim(" \t\r\n"u8).Length;
        oddities = new SyncMlOddities(reader.UnknownElements, reader.UnsupportedCommands, reader.Repairs, trailing);
        Decoded<TValue> decoded = value is null
            ? Decoded.Invalid<TValue>(reader.FaultOffset, reader.Reason!)
            : Decoded.Done(value, consumed);
        reader.Dispose();
        return decoded;
    }
}
