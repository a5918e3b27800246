using System.Buffers.Binary;

namespace FleetSim.Transport.Tests.Smpp;

/// <summary>
/// Segments of one TCP connection as a capture file (pcap 2.4, link type 101: raw IPv4), without anybody having to capture:
/// addresses 127.0.0.1, no handshake, check sums 0.
/// </summary>
internal static class PcapFile
{
    private const int IpHeader = 20;
    private const int TcpHeader = 20;
    private const ushort ClientPort = 50_000;

    public static byte[] Of(IEnumerable<Segment> segments, int serverPort)
    {
        using MemoryStream file = new();
        Span<byte> header = stackalloc byte[24];
        BinaryPrimitives.WriteUInt32LittleEndian(header, 0xA1B2C3D4);
        BinaryPrimitives.WriteUInt16LittleEndian(header[4..], 2);
        BinaryPrimitives.WriteUInt16LittleEndian(header[6..], 4);
        BinaryPrimitives.WriteUInt32LittleEndian(header[16..], 65_535);
        BinaryPrimitives.WriteUInt32LittleEndian(header[20..], 101);
        file.Write(header);

        uint fromClient = 1;
        uint fromServer = 1;
        uint second = 0;
        foreach (Segment segment in segments)
        {
            byte[] packet = segment.FromClient
                ? Packet(segment.Octets, ClientPort, (ushort)serverPort, fromClient, fromServer)
                : Packet(segment.Octets, (ushort)serverPort, ClientPort, fromServer, fromClient);
            Write(file, packet, second++);
            if (segment.FromClient) fromClient += (uint)segment.Octets.Length;
            else fromServer += (uint)segment.Octets.Length;
        }

        return file.ToArray();
    }

    private static void Write(Stream file, byte[] packet, uint second)
    {
        Span<byte> record = stackalloc byte[16];
        BinaryPrimitives.WriteUInt32LittleEndian(record, second);
        BinaryPrimitives.WriteUInt32LittleEndian(record[8..], (uint)packet.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(record[12..], (uint)packet.Length);
        file.Write(record);
        file.Write(packet);
    }

    private static byte[] Packet(byte[] octets, ushort from, ushort to, uint sequence, uint acknowledged)
    {
        byte[] packet = new byte[IpHeader + TcpHeader + octets.Length];
        Span<byte> ip = packet;
        ip[0] = 0x45;
        BinaryPrimitives.WriteUInt16BigEndian(ip[2..], (ushort)packet.Length);
        ip[8] = 64; // time to live
        ip[9] = 6; // TCP
        (ip[12], ip[15], ip[16], ip[19]) = (127, 1, 127, 1);

        Span<byte> tcp = ip[IpHeader..];
        BinaryPrimitives.WriteUInt16BigEndian(tcp, from);
        BinaryPrimitives.WriteUInt16BigEndian(tcp[2..], to);
        BinaryPrimitives.WriteUInt32BigEndian(tcp[4..], sequence);
        BinaryPrimitives.WriteUInt32BigEndian(tcp[8..], acknowledged);
        tcp[12] = 0x50; // five words of header
        tcp[13] = 0x18; // PSH, ACK
        BinaryPrimitives.WriteUInt16BigEndian(tcp[14..], 65_535);
        octets.CopyTo(tcp[TcpHeader..]);
        return packet;
    }
}
