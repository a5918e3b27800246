using System.Text;

namespace FleetSim.Protocol.Sms;

/// <summary>
/// Reads the primitive forms of WSP headers. Spec: WAP-230-WSP, 8.1.2 and 8.4.2. The first fault sticks: from then on
/// every read gives nothing, and <see cref="Position"/> stays where the faulty form begins.
/// </summary>
internal ref struct WspReader(ReadOnlySpan<byte> octets, int position)
{
    private const byte LengthQuote = 31;
    private const byte TextQuote = 0x7F;

    private readonly ReadOnlySpan<byte> _octets = octets;

    public int Position { get; private set; } = position;

    public bool Failed { get; private set; }

    public readonly bool AtEnd => Failed || Position >= _octets.Length;

    /// <summary>A reader that has failed at this position.</summary>
    public static WspReader Faulty(int position) => new(default, position) { Failed = true };

    /// <summary>The next octet without consuming it; 0 at the end.</summary>
    public readonly byte Peek => AtEnd ? (byte)0 : _octets[Position];

    public byte Octet()
    {
        if (AtEnd) Failed = true;
        return Failed ? (byte)0 : _octets[Position++];
    }

    /// <summary>Seven bits an octet, most significant first, 32 bits at most.</summary>
    public uint UintVar()
    {
        ulong value = 0;
        for (int at = Position; at < _octets.Length && at - Position < 5; at++)
        {
            value = (value << 7) | (uint)(_octets[at] & 0x7F);
            if (_octets[at] >= 0x80) continue;
            if (value > uint.MaxValue) break;
            Position = at + 1;
            return (uint)value;
        }

        Failed = true;
        return 0;
    }

    /// <summary>Text up to its NUL; a leading quote octet is dropped.</summary>
    public string Text()
    {
        if (Failed) return "";
        ReadOnlySpan<byte> rest = _octets[Position..];
        int length = rest.IndexOf((byte)0);
        if (length < 0)
        {
            Failed = true;
            return "";
        }

        Position += length + 1;
        ReadOnlySpan<byte> text = rest[..length];
        if (text is [TextQuote, ..] or [(byte)'"', ..]) text = text[1..];
        return Encoding.Latin1.GetString(text);
    }

    /// <summary>Octets behind a length: 0 to 30 in one octet, or 31 and a uintvar.</summary>
    public ReadOnlySpan<byte> Counted()
    {
        int start = Position;
        uint length = Octet();
        if (length == LengthQuote) length = UintVar();
        if (Failed || length > (uint)(_octets.Length - Position))
        {
            Failed = true;
            Position = start;
            return default;
        }

        Position += (int)length;
        return _octets.Slice(Position - (int)length, (int)length);
    }
}
