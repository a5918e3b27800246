using System.Buffers;
using System.Text;
using FleetSim.Protocol.Wbxml;
using FleetSim.Protocol.Xml;

namespace FleetSim.Protocol.SyncMl;

/// <summary>Octets to messages and back, in both wire forms.</summary>
public static class SyncMlCodec
{
    /// <summary>
    /// Reads one whole message. A broken one, a shortened one too, is Invalid with the octet position of the fault; nothing is thrown.
    /// </summary>
    public static Decoded<SyncMlMessage> Decode(ReadOnlySpan<byte> octets, SyncMlEncoding encoding, SyncMlLimits? limits = null) =>
        Decode(octets, encoding, limits, out _);

    /// <summary>As the shorter form, and tells what was passed over on the way.</summary>
    public static Decoded<SyncMlMessage> Decode(ReadOnlySpan<byte> octets, SyncMlEncoding encoding, SyncMlLimits? limits, out SyncMlOddities oddities)
    {
        limits ??= SyncMlLimits.Default;
        oddities = default;
        if (octets.Length > limits.MessageOctets) return Decoded.Invalid<SyncMlMessage>(0, "the message is longer than the limit allows");
        if (encoding == SyncMlEncoding.Wbxml) return Decode(new WbxmlTokenSource(octets, limits), octets, limits, out oddities);
        return XmlProlog.Utf16(octets) is { } utf16
            ? DecodeUtf16(octets, utf16, limits, out oddities)
            : DecodeXml(octets, limits, out oddities);
    }

    /// <summary>Writes one message.</summary>
    public static void Encode(SyncMlMessage message, SyncMlEncoding encoding, IBufferWriter<byte> output, SyncMlStyle? style = null)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(output);
        OctetWriter writer = Write(message, encoding, new OctetWriter(output), style ?? SyncMlStyle.Default);
        writer.Flush();
    }

    /// <summary>Writes one message into an array of exactly its length.</summary>
    public static byte[] Encode(SyncMlMessage message, SyncMlEncoding encoding, SyncMlStyle? style = null)
    {
        ArgumentNullException.ThrowIfNull(message);
        OctetWriter writer = Write(message, encoding, new OctetWriter(null), style ?? SyncMlStyle.Default);
        byte[] octets = writer.Written.ToArray();
        writer.Dispose();
        return octets;
    }

    private static Decoded<SyncMlMessage> DecodeXml(ReadOnlySpan<byte> octets, SyncMlLimits limits, out SyncMlOddities oddities)
    {
        Span<long> open = stackalloc long[limits.Depth];
        return Decode(new XmlTokenSource(octets, open), octets, limits, out oddities);
    }

    /// <summary>UTF-16 becomes UTF-8 first; positions are given in octets of the original.</summary>
    private static Decoded<SyncMlMessage> DecodeUtf16(ReadOnlySpan<byte> octets, Encoding utf16, SyncMlLimits limits, out SyncMlOddities oddities)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(utf16.GetString(octets));
        Decoded<SyncMlMessage> decoded = DecodeXml(utf8, limits, out oddities);
        return decoded.IsDone
            ? Decoded.Done(decoded.Value, Encoding.UTF8.GetCharCount(utf8, 0, decoded.Consumed) * 2)
            : Decoded.Invalid<SyncMlMessage>(Encoding.UTF8.GetCharCount(utf8, 0, decoded.Offset) * 2, decoded.Reason!);
    }

    private static Decoded<SyncMlMessage> Decode<T>(T source, ReadOnlySpan<byte> octets, SyncMlLimits limits, out SyncMlOddities oddities)
        where T : ITokenSource, allows ref struct
    {
        ElementReader<T> reader = new(source, limits);
        SyncMlMessage? message = MessageReader.Read(ref reader);
        int consumed = reader.Position;
        int trailing = message is null ? 0 : octets[consumed..].Trim(" \t\r\n"u8).Length;
        oddities = new SyncMlOddities(reader.UnknownElements, reader.UnsupportedCommands, reader.Repairs, trailing);
        Decoded<SyncMlMessage> decoded = message is null
            ? Decoded.Invalid<SyncMlMessage>(reader.FaultOffset, reader.Reason!)
            : Decoded.Done(message, consumed);
        reader.Dispose();
        return decoded;
    }

    private static OctetWriter Write(SyncMlMessage message, SyncMlEncoding encoding, OctetWriter output, SyncMlStyle style)
    {
        // The vocabulary follows the message's own version, as a decoder will judge it.
        bool dm11 = message.Header.VerDtd == "1.1";
        if (encoding == SyncMlEncoding.Wbxml)
        {
            WbxmlTokenSink wbxml = new(output, style, StringTable.For(message, style, dm11));
            wbxml.Header(dm11);
            MessageWriter.Write(ref wbxml, message);
            return wbxml.Output;
        }

        XmlTokenSink xml = new(output, style, dm11);
        xml.Declaration();
        MessageWriter.Write(ref xml, message);
        return xml.Output;
    }
}
