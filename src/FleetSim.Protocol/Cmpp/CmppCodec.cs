using System.Buffers.Binary;

namespace FleetSim.Protocol.Cmpp;

/// <summary>
/// CMPP 2.0 and 3.0 from and to octets. Spec: CMPP 3.0, message definitions.
/// <code>Total_Length 4 | Command_Id 4 | Sequence_Id 4 | body          big endian</code>
/// </summary>
public static class CmppCodec
{
    public const int HeaderOctets = 12;

    /// <summary>A larger Total_Length is invalid: a SUBMIT of 3.0 to 99 numbers has 3,586 octets.</summary>
    public const int MaxPduOctets = 4096;

    /// <summary>Reads the message at the start of <paramref name="octets"/>, which may hold more of them.</summary>
    /// <param name="version">That of the connection's CONNECT: it decides the layout, which the octets themselves do not tell.</param>
    public static Decoded<CmppPdu> Decode(ReadOnlySpan<byte> octets, CmppVersion version)
    {
        if (octets.Length < 4) return Decoded.NeedMore<CmppPdu>();
        uint length = BinaryPrimitives.ReadUInt32BigEndian(octets);
        if (length is < HeaderOctets or > MaxPduOctets) return Decoded.Invalid<CmppPdu>(0, "Total_Length is below 12 or above the limit");
        if (length > (uint)octets.Length) return Decoded.NeedMore<CmppPdu>();
        ReadOnlySpan<byte> pdu = octets[..(int)length];
        CmppReader reader = new(pdu, HeaderOctets);
        CmppPdu read = CmppBody.Read(ref reader, BinaryPrimitives.ReadUInt32BigEndian(pdu[4..]), version);
        return reader.Failed
            ? Decoded.Invalid<CmppPdu>(reader.Position, "the message ends before its fields")
            : Decoded.Done(read with { Sequence = BinaryPrimitives.ReadUInt32BigEndian(pdu[8..]) }, pdu.Length);
    }

    /// <summary>Reads the content of a DELIVER with RegisteredDelivery 1. Some gateways write 3.0 reports in the layout of 2.0: the length tells.</summary>
    public static Decoded<CmppReport> DecodeReport(ReadOnlySpan<byte> content)
    {
        const int Fixed = 8 + 7 + 10 + 10 + 4;
        CmppReader reader = new(content, 0);
        CmppReport report = CmppMessageBody.ReadReport(ref reader, content.Length >= Fixed + CmppWidths.Terminal(CmppVersion.V30) ? CmppVersion.V30 : CmppVersion.V20);
        return reader.Failed ? Decoded.Invalid<CmppReport>(reader.Position, "the report ends before its fields") : Decoded.Done(report, reader.Position);
    }

    /// <summary>Writes the message. Texts longer than their field, and contents over 255 octets, are ArgumentExceptions.</summary>
    public static byte[] Encode(CmppPdu pdu, CmppVersion version)
    {
        ArgumentNullException.ThrowIfNull(pdu);
        CmppWriter writer = new();
        CmppBody.Write(writer, pdu, version);
        return writer.Finish(pdu);
    }
}
