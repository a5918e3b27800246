using System.Buffers.Binary;

namespace FleetSim.Protocol.Sms;

/// <summary>
/// User data header and payload. Spec: 3GPP TS 23.040, 9.2.3.24.
/// <code>
/// UDHL | id len data | id len data ... | payload       UDHL counts the elements, not itself
///        05 04 dddd ssss                               16-bit ports, destination first
///        04 02 dd ss                                   8-bit ports
///        00 03 ref total number                        concatenation
///        08 04 rrrr total number                       concatenation, 16-bit reference
/// </code>
/// </summary>
public static class UserData
{
    /// <summary>8-bit octets that one short message carries, header included.</summary>
    public const int MaxOctets = 140;

    private const byte Concatenation8 = 0x00;
    private const byte Ports8 = 0x04;
    private const byte Ports16 = 0x05;
    private const byte Concatenation16 = 0x08;

    /// <summary>
    /// Takes the header apart. Unknown elements, elements of another length and impossible part numbers are passed over; of a repeated
    /// element the last one counts. Invalid: a header or an element that runs past its end.
    /// </summary>
    /// <param name="hasHeader">UDHI: without it all octets are payload.</param>
    public static Decoded<SmsUserData> Decode(ReadOnlySpan<byte> octets, bool hasHeader)
    {
        if (!hasHeader) return Decoded.Done(new SmsUserData(null, null, octets.ToArray()), octets.Length);
        if (octets.IsEmpty || octets[0] >= octets.Length) return Decoded.Invalid<SmsUserData>(0, "the header is longer than the user data");

        PortAddress? ports = null;
        Concatenation? part = null;
        int end = 1 + octets[0];
        for (int at = 1; at < end;)
        {
            int next = at + 2 <= end ? at + 2 + octets[at + 1] : int.MaxValue;
            if (next > end) return Decoded.Invalid<SmsUserData>(at, "an element is longer than the header");
            ReadOnlySpan<byte> data = octets[(at + 2)..next];
            ports = ReadPorts(octets[at], data) ?? ports;
            part = ReadPart(octets[at], data) ?? part;
            at = next;
        }

        return Decoded.Done(new SmsUserData(ports, part, octets[end..].ToArray()), octets.Length);
    }

    /// <summary>
    /// Header (ports, then concatenation) and payload; the payload alone when both are null. The caller minds <see cref="MaxOctets"/>.
    /// </summary>
    public static byte[] Encode(PortAddress? ports, Concatenation? part, ReadOnlySpan<byte> payload)
    {
        if (part is { } checkedPart) Check(checkedPart);
        int elements = (ports is null ? 0 : 6) + PartLength(part);
        if (elements == 0) return payload.ToArray();

        byte[] octets = new byte[1 + elements + payload.Length];
        octets[0] = (byte)elements;
        int at = 1;
        if (ports is { } address) at = WritePorts(octets, at, address);
        if (part is { } place) at = WritePart(octets, at, place);
        payload.CopyTo(octets.AsSpan(at));
        return octets;
    }

    private static PortAddress? ReadPorts(byte id, ReadOnlySpan<byte> data) => (id, data.Length) switch
    {
        (Ports16, 4) => new PortAddress(BinaryPrimitives.ReadUInt16BigEndian(data), BinaryPrimitives.ReadUInt16BigEndian(data[2..])),
        (Ports8, 2) => new PortAddress(data[0], data[1]),
        _ => null,
    };

    private static Concatenation? ReadPart(byte id, ReadOnlySpan<byte> data)
    {
        Concatenation part = (id, data.Length) switch
        {
            (Concatenation8, 3) => new Concatenation(data[0], data[1], data[2]),
            (Concatenation16, 4) => new Concatenation(BinaryPrimitives.ReadUInt16BigEndian(data), data[2], data[3]),
            _ => default,
        };
        return part.Number >= 1 && part.Number <= part.Total ? part : null;
    }

    private static int PartLength(Concatenation? part) => part switch
    {
        null => 0,
        { Reference: > byte.MaxValue } => 6,
        _ => 5,
    };

    private static int WritePorts(Span<byte> octets, int at, PortAddress ports)
    {
        octets[at] = Ports16;
        octets[at + 1] = 4;
        BinaryPrimitives.WriteUInt16BigEndian(octets[(at + 2)..], ports.Destination);
        BinaryPrimitives.WriteUInt16BigEndian(octets[(at + 4)..], ports.Source);
        return at + 6;
    }

    private static int WritePart(Span<byte> octets, int at, Concatenation part)
    {
        bool wide = part.Reference > byte.MaxValue;
        octets[at++] = wide ? Concatenation16 : Concatenation8;
        octets[at++] = (byte)(wide ? 4 : 3);
        if (wide) octets[at++] = (byte)(part.Reference >> 8);
        octets[at++] = (byte)part.Reference;
        octets[at++] = (byte)part.Total;
        octets[at++] = (byte)part.Number;
        return at;
    }

    private static void Check(Concatenation part)
    {
        if (part.Reference is < 0 or > ushort.MaxValue || part.Total is < 1 or > byte.MaxValue || part.Number < 1 || part.Number > part.Total)
            throw new ArgumentOutOfRangeException(nameof(part), "reference 0 to 65535, total 1 to 255, number 1 to total");
    }
}
