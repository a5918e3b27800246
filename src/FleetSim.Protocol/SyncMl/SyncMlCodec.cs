using System.Buffers;
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
    public static Decoded<SyncMlMessage> Decode(ReadOnlySpan<byte> octets, SyncMlEncoding encoding, SyncMlLimits? limits, out SyncMlOddities oddities) =>
        DocumentDecoder.Decode<MessageDocument, SyncMlMessage>(octets, encoding, limits, out oddities);

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
