using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using FleetSim.Protocol.Cmpp;

namespace FleetSim.Protocol.Tests.Cmpp;

/// <summary>The captured messages of two other CMPP programs, in the order of the wire.</summary>
internal static class CmppLines
{
    /// <summary>Each message with the version in force: that of the last CONNECT.</summary>
    public static IEnumerable<(CmppVersion Version, byte[] Octets)> In(byte[] file)
    {
        CmppVersion version = CmppVersion.V30;
        foreach (string line in Encoding.ASCII.GetString(file).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            for (byte[] segment = Segment(line); segment.Length > 0; segment = segment[(int)BinaryPrimitives.ReadUInt32BigEndian(segment)..])
            {
                byte[] message = segment[..(int)BinaryPrimitives.ReadUInt32BigEndian(segment)];
                if (BinaryPrimitives.ReadUInt32BigEndian(message.AsSpan(4)) == CmppCommand.Connect) version = (CmppVersion)message[34];
                yield return (version, message);
            }
        }
    }

    /// <summary>Either "frame ids port hex", or "RX cmd=.. len=.. seq=.. body=hex" with the header taken apart; anything else is a remark.</summary>
    private static byte[] Segment(string line)
    {
        string[] columns = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (columns[0] == "RX")
        {
            byte[] header = new byte[CmppCodec.HeaderOctets];
            BinaryPrimitives.WriteUInt32BigEndian(header, uint.Parse(columns[2].AsSpan(4), CultureInfo.InvariantCulture));
            BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(4), uint.Parse(columns[1].AsSpan(4), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
            BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(8), uint.Parse(columns[3].AsSpan(4), CultureInfo.InvariantCulture));
            return [.. header, .. Convert.FromHexString(columns[4].AsSpan(5))];
        }

        return int.TryParse(columns[0], CultureInfo.InvariantCulture, out _) ? Convert.FromHexString(columns[^1].Trim()) : [];
    }
}
