using System.Buffers.Binary;
using System.Text;

namespace FleetSim.Protocol.Cmpp;

/// <summary>Reads fixed fields. The first fault sticks: every later read gives an empty value.</summary>
internal ref struct CmppReader(ReadOnlySpan<byte> pdu, int position)
{
    private readonly ReadOnlySpan<byte> _pdu = pdu;

    public int Position { get; private set; } = position;

    public bool Failed { get; private set; }

    public readonly int Left => _pdu.Length - Position;

    public byte Octet() => Octets(1) is [var octet] ? octet : (byte)0;

    public uint Number() => Octets(4) is { Length: 4 } octets ? BinaryPrimitives.ReadUInt32BigEndian(octets) : 0;

    /// <summary>A result: one octet or four.</summary>
    public uint Number(int width) => width == 1 ? Octet() : Number();

    public ulong Long() => Octets(8) is { Length: 8 } octets ? BinaryPrimitives.ReadUInt64BigEndian(octets) : 0;

    /// <summary>A text, NUL-padded to its width; what follows the first NUL is dropped.</summary>
    public string Text(int width)
    {
        ReadOnlySpan<byte> octets = Octets(width);
        int end = octets.IndexOf((byte)0);
        return Encoding.Latin1.GetString(end < 0 ? octets : octets[..end]);
    }

    public ReadOnlySpan<byte> Octets(int count)
    {
        if (Failed || count > Left)
        {
            Failed = true;
            return default;
        }

        ReadOnlySpan<byte> octets = _pdu.Slice(Position, count);
        Position += count;
        return octets;
    }
}
