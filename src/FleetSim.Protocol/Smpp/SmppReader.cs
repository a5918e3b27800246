using System.Buffers.Binary;
using System.Text;

namespace FleetSim.Protocol.Smpp;

/// <summary>
/// Reads the fields of one PDU's body. The first fault sticks: from then on every read gives an empty value, and
/// <see cref="Fault"/>, <see cref="Reason"/> and <see cref="Position"/> tell what and where it is.
/// </summary>
internal ref struct SmppReader(ReadOnlySpan<byte> pdu, int position)
{
    private const int TimeCharacters = 16;
    private const int TlvHeader = 4;

    private readonly ReadOnlySpan<byte> _pdu = pdu;

    public int Position { get; private set; } = position;

    /// <summary>The command_status that tells the peer; Ok while all is well.</summary>
    public uint Fault { get; private set; }

    public string? Reason { get; private set; }

    public readonly bool AtEnd => Position >= _pdu.Length;

    public byte Octet()
    {
        if (Fault == SmppStatus.Ok && AtEnd) Fail(SmppStatus.InvalidCommandLength, "the PDU ends before its mandatory fields");
        return Fault == SmppStatus.Ok ? _pdu[Position++] : (byte)0;
    }

    /// <summary>A C-octet string of at most <paramref name="octets"/>, NUL included; longer ones fail with <paramref name="tooLong"/>.</summary>
    public string Text(int octets, uint tooLong)
    {
        if (Fault != SmppStatus.Ok) return "";
        int length = _pdu[Position..].IndexOf((byte)0);
        if (length < 0) Fail(SmppStatus.InvalidCommandLength, "a text has no NUL inside the PDU");
        else if (length >= octets) Fail(tooLong, "a text is longer than its field");
        if (Fault != SmppStatus.Ok || length == 0)
        {
            if (Fault == SmppStatus.Ok) Position++;
            return "";
        }

        string text = Encoding.Latin1.GetString(_pdu.Slice(Position, length));
        Position += length + 1;
        return text;
    }

    /// <summary>Empty or exactly 16 characters.</summary>
    public string Time(uint wrong)
    {
        int start = Position;
        string time = Text(TimeCharacters + 1, wrong);
        if (time.Length is 0 or TimeCharacters) return time;
        Position = start;
        Fail(wrong, "a time has neither 0 nor 16 characters");
        return "";
    }

    public SmppAddress Address(int octets, uint tooLong)
    {
        byte ton = Octet();
        byte npi = Octet();
        return new SmppAddress(ton, npi, Text(octets, tooLong));
    }

    public byte[] Octets(int count)
    {
        if (Fault == SmppStatus.Ok && count > _pdu.Length - Position) Fail(SmppStatus.InvalidMessageLength, "the short message runs past the PDU");
        if (Fault != SmppStatus.Ok || count == 0) return [];
        Position += count;
        return _pdu.Slice(Position - count, count).ToArray();
    }

    /// <summary>Optional parameters to the end of the PDU.</summary>
    public IReadOnlyList<SmppTlv> Tlvs()
    {
        if (Fault != SmppStatus.Ok || AtEnd) return [];
        List<SmppTlv> tlvs = [];
        while (!AtEnd)
        {
            ReadOnlySpan<byte> rest = _pdu[Position..];
            int length = rest.Length < TlvHeader ? int.MaxValue : BinaryPrimitives.ReadUInt16BigEndian(rest[2..]);
            if (length > rest.Length - TlvHeader)
            {
                Fail(SmppStatus.InvalidTlvStream, "an optional parameter runs past the PDU");
                return [];
            }

            tlvs.Add(new SmppTlv(BinaryPrimitives.ReadUInt16BigEndian(rest), rest.Slice(TlvHeader, length).ToArray()));
            Position += TlvHeader + length;
        }

        return tlvs;
    }

    public void Fail(uint status, string reason)
    {
        if (Fault != SmppStatus.Ok) return;
        Fault = status;
        Reason = reason;
    }
}
