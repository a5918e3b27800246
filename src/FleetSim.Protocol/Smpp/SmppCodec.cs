using System.Buffers;

namespace FleetSim.Protocol.Smpp;

/// <summary>SMPP 3.4 PDUs from and to octets. Interface version 5.0 differs nowhere in what is read here.</summary>
public static class SmppCodec
{
    /// <summary>A larger command_length is invalid unless the caller names another limit.</summary>
    public const int MaxPduOctets = 65_536;

    public static Decoded<SmppPdu> Decode(ReadOnlySpan<byte> octets) => Decode(octets, MaxPduOctets, out _);

    /// <summary>
    /// Reads the PDU at the start of <paramref name="octets"/>, which may hold more of them.
    /// </summary>
    /// <param name="fault">What to answer; meaningful only when the result is Invalid.</param>
    public static Decoded<SmppPdu> Decode(ReadOnlySpan<byte> octets, int maxPduOctets, out SmppFault fault)
    {
        fault = default;
        if (octets.Length >= 4 && Length(octets) is var length && (length < SmppHeader.Octets || length > (uint)maxPduOctets))
        {
            Decoded<SmppHeader> broken = SmppHeader.Decode(octets);
            fault = new SmppFault(SmppStatus.InvalidCommandLength, broken.Value.CommandId, broken.Value.Sequence, 0);
            return Decoded.Invalid<SmppPdu>(0, "command_length is below 16 or above the limit");
        }

        Decoded<SmppHeader> header = SmppHeader.Decode(octets);
        if (!header.IsDone || header.Value.Length > (uint)octets.Length) return Decoded.NeedMore<SmppPdu>();
        return DecodeWhole(octets[..(int)header.Value.Length], header.Value, out fault);
    }

    /// <summary>Writes the PDU. Texts longer than their field, or messages longer than 254 octets, are ArgumentExceptions.</summary>
    public static void Encode(SmppPdu pdu, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(pdu);
        ArgumentNullException.ThrowIfNull(output);
        SmppWriter writer = new(output.GetSpan(SmppWriter.RoomFor(pdu)));
        SmppBody.Write(ref writer, pdu);
        output.Advance(writer.Finish(pdu));
    }

    private static uint Length(ReadOnlySpan<byte> octets) => System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(octets);

    private static Decoded<SmppPdu> DecodeWhole(ReadOnlySpan<byte> pdu, SmppHeader header, out SmppFault fault)
    {
        SmppReader reader = new(pdu, SmppHeader.Octets);
        SmppPdu read = SmppBody.Read(ref reader, header, pdu);
        fault = new SmppFault(reader.Fault, header.CommandId, header.Sequence, pdu.Length);
        return reader.Reason is { } reason
            ? Decoded.Invalid<SmppPdu>(reader.Position, reason)
            : Decoded.Done(read, pdu.Length);
    }
}
