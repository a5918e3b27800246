using System.Buffers.Binary;

namespace FleetSim.Protocol.Smpp;

/// <summary>The 16 octets before every body.</summary>
/// <param name="Length">command_length: octets of the whole PDU.</param>
public readonly record struct SmppHeader(uint Length, uint CommandId, uint Status, uint Sequence)
{
    public const int Octets = 16;

    public static Decoded<SmppHeader> Decode(ReadOnlySpan<byte> octets)
    {
        if (octets.Length < Octets) return Decoded.NeedMore<SmppHeader>();
        SmppHeader header = new(
            BinaryPrimitives.ReadUInt32BigEndian(octets),
            BinaryPrimitives.ReadUInt32BigEndian(octets[4..]),
            BinaryPrimitives.ReadUInt32BigEndian(octets[8..]),
            BinaryPrimitives.ReadUInt32BigEndian(octets[12..]));
        return Decoded.Done(header, Octets);
    }

    internal void Write(Span<byte> octets)
    {
        BinaryPrimitives.WriteUInt32BigEndian(octets, Length);
        BinaryPrimitives.WriteUInt32BigEndian(octets[4..], CommandId);
        BinaryPrimitives.WriteUInt32BigEndian(octets[8..], Status);
        BinaryPrimitives.WriteUInt32BigEndian(octets[12..], Sequence);
    }
}
