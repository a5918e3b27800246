using System.Buffers;

namespace FleetSim.Transport.Http;

/// <summary>How far a chunked body has been read.</summary>
internal enum ChunkedState
{
    Size,
    Extension,
    Data,
    DataEnd,
    DataLineEnd,
    Trailer,
    Done,
    TooLarge,
    Malformed,
}

/// <summary>
/// Takes a chunked body apart, in whatever pieces it comes. Extensions and trailers are read over; together they may take <see cref="AsideOctets"/>.
/// <code>
/// state     | octet                | next
/// Size      | hexadecimal digit    | Size
/// Size      | ; or blank           | Extension
/// Size      | LF                   | Data, or Trailer when the size is 0
/// Extension | LF                   | Data, or Trailer when the size is 0
/// Data      | the last of the size | DataEnd
/// DataEnd   | CR                   | DataLineEnd
/// DataEnd   | LF                   | Size
/// DataLineEnd | LF                 | Size
/// Trailer   | LF of an empty line  | Done
/// </code>
/// CR is read over before LF. Anything else is Malformed. Spec: RFC 9112, 7.1.
/// </summary>
internal sealed class ChunkedBody(int maxOctets)
{
    /// <summary>Octets of extensions and trailers, at most.</summary>
    public const int AsideOctets = 8 * 1024;

    private const int SizeDigits = 8;

    private readonly ArrayBufferWriter<byte> _body = new();
    private long _size;
    private int _digits;
    private int _aside;
    private bool _lineIsEmpty = true;

    public ChunkedState State { get; private set; } = ChunkedState.Size;

    public bool IsOver => State >= ChunkedState.Done;

    public byte[] ToArray() => _body.WrittenSpan.ToArray();

    /// <summary>Takes octets until the body is over; how many it took.</summary>
    public int Take(ReadOnlySpan<byte> octets)
    {
        int at = 0;
        while (at < octets.Length && !IsOver) at += State == ChunkedState.Data ? TakeData(octets[at..]) : TakeOctet(octets[at]);
        return at;
    }

    private int TakeData(ReadOnlySpan<byte> octets)
    {
        int taken = (int)Math.Min(_size, octets.Length);
        _body.Write(octets[..taken]);
        _size -= taken;
        if (_size == 0) State = ChunkedState.DataEnd;
        return taken;
    }

    private int TakeOctet(byte octet)
    {
        State = (State, (char)octet) switch
        {
            (ChunkedState.Size, '\n') when _digits > 0 => AfterSize(),
            (ChunkedState.Size, '\r') when _digits > 0 => ChunkedState.Extension,
            (ChunkedState.Size, ';' or ' ' or '\t') when _digits > 0 => Aside(ChunkedState.Extension),
            (ChunkedState.Size, var digit) when char.IsAsciiHexDigit(digit) => Digit(digit),
            (ChunkedState.Extension, '\n') => AfterSize(),
            (ChunkedState.Extension, _) => Aside(ChunkedState.Extension),
            (ChunkedState.DataEnd, '\r') => ChunkedState.DataLineEnd,
            (ChunkedState.DataEnd or ChunkedState.DataLineEnd, '\n') => ChunkedState.Size,
            (ChunkedState.Trailer, '\r') => Aside(ChunkedState.Trailer),
            (ChunkedState.Trailer, '\n') => EndOfLine(),
            (ChunkedState.Trailer, _) => InLine(),
            _ => ChunkedState.Malformed,
        };
        return 1;
    }

    private ChunkedState Digit(char digit)
    {
        _size = _size * 16 + (char.IsAsciiDigit(digit) ? digit - '0' : (digit | 0x20) - 'a' + 10);
        return ++_digits > SizeDigits ? ChunkedState.Malformed : ChunkedState.Size;
    }

    private ChunkedState AfterSize()
    {
        _digits = 0;
        if (_size == 0) return ChunkedState.Trailer;
        return _body.WrittenCount + _size > maxOctets ? ChunkedState.TooLarge : ChunkedState.Data;
    }

    private ChunkedState EndOfLine()
    {
        bool isEmpty = _lineIsEmpty;
        _lineIsEmpty = true;
        return isEmpty ? ChunkedState.Done : ChunkedState.Trailer;
    }

    private ChunkedState InLine()
    {
        _lineIsEmpty = false;
        return Aside(ChunkedState.Trailer);
    }

    private ChunkedState Aside(ChunkedState next) => ++_aside > AsideOctets ? ChunkedState.Malformed : next;
}
