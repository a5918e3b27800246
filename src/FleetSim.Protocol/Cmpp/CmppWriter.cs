using System.Buffers.Binary;
using System.Text;

namespace FleetSim.Protocol.Cmpp;

/// <summary>Writes the fields of one message behind room for its header.</summary>
internal sealed class CmppWriter
{
    private readonly List<byte> _pdu = [.. new byte[CmppCodec.HeaderOctets]];

    public void Octet(byte octet) => _pdu.Add(octet);

    public void Octets(ReadOnlySpan<byte> octets) => _pdu.AddRange(octets);

    public void Number(uint number)
    {
        Span<byte> octets = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(octets, number);
        Octets(octets);
    }

    /// <summary>A result: one octet or four.</summary>
    public void Number(uint number, int width)
    {
        if (width == 1) Octet(checked((byte)number));
        else Number(number);
    }

    public void Long(ulong number)
    {
        Span<byte> octets = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(octets, number);
        Octets(octets);
    }

    /// <summary>A text, NUL-padded to its width.</summary>
    public void Text(string text, int width)
    {
        if (text.Length > width) throw new ArgumentException($"a text of {text.Length} characters in a field of {width} octets", nameof(text));
        Span<byte> octets = stackalloc byte[width];
        octets.Clear();
        Encoding.Latin1.GetBytes(text, octets);
        Octets(octets);
    }

    /// <summary>One octet with the length, and the content.</summary>
    public void Content(byte[] content)
    {
        if (content.Length > byte.MaxValue) throw new ArgumentException("a content of more than 255 octets", nameof(content));
        Octet((byte)content.Length);
        Octets(content);
    }

    /// <summary>The whole message, its header filled in.</summary>
    public byte[] Finish(CmppPdu pdu)
    {
        byte[] octets = [.. _pdu];
        BinaryPrimitives.WriteUInt32BigEndian(octets, (uint)octets.Length);
        BinaryPrimitives.WriteUInt32BigEndian(octets.AsSpan(4), pdu.CommandId);
        BinaryPrimitives.WriteUInt32BigEndian(octets.AsSpan(8), pdu.Sequence);
        return octets;
    }
}
