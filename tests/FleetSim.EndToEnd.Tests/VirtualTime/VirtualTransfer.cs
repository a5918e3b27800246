using System.Net.Http.Headers;
using FleetSim.Device;
using FleetSim.Platform.Http;

namespace FleetSim.EndToEnd.Tests.VirtualTime;

/// <summary>
/// One Fetch under way, as <c>FleetSim.Transport.Http.Transfer</c> does it: small pieces as the air interface lets them through, gathered
/// into chunks that end at multiples of 64 KiB, cut exactly at StopAt or where Stop finds it. Ends by one of the two callbacks.
/// </summary>
public sealed class VirtualTransfer(TerminalAction.Fetch fetch, int octetsPerSecond, Agenda agenda)
{
    private const int ChunkOctets = 65_536, SmallestPiece = 1024, LargestPiece = 16_384;

    private readonly int _airPiece = octetsPerSecond > 0 ? Math.Clamp(octetsPerSecond / 4, SmallestPiece, LargestPiece) : int.MaxValue;

    // Octets of the object up to _offset are handed over, _held more have arrived; the body is _read octets further than its begin.
    private ReadOnlyMemory<byte> _body;
    private long _offset = fetch.Offset;
    private int _held, _read, _reading;
    private DateTimeOffset _firstOctet;
    private bool _stopped, _over, _breaks;

    /// <summary>Takes FetchStarted and FetchOctets.</summary>
    public required Action<TerminalEvent> Happened { get; init; }

    /// <summary>Told the end: FetchEnded, or null when it was cut as planned.</summary>
    public required Action<TerminalEvent?> Ended { get; init; }

    private bool IsCut => _stopped || fetch.StopAt <= _offset + _held;

    public void Answered(WebReply? reply)
    {
        if (_over) return;
        if (reply is null)
        {
            End(NetworkFailure.TimedOut);
            return;
        }

        ContentRangeHeaderValue? range = reply.ContentRange is { } text ? ContentRangeHeaderValue.Parse(text) : null;
        string? validator = reply.ETag ?? reply.LastModified?.ToString("r", System.Globalization.CultureInfo.InvariantCulture);
        Happened(new TerminalEvent.FetchStarted(agenda.Now, fetch.Request, reply.Status, range?.From, range?.Length ?? (reply.Status == 200 ? reply.Body.Length : null), validator)
        {
            ContentType = reply.ContentType, Location = reply.Location,
        });
        if (_over) return;
        if (reply.Status == 200) _offset = 0;
        bool hasOctets = reply.Status == 200 || (reply.Status == 206 && range?.From == _offset);
        _body = reply.Body;
        _breaks = reply.CutAfter is { } after && after < reply.Body.Length;
        if (_breaks) _body = reply.Body[..reply.CutAfter!.Value];
        if (!hasOctets || IsCut) End(null);
        else Read(_reading);
    }

    /// <summary>The environment is about to cut it: what has arrived is handed over, and it ends.</summary>
    public void Stop()
    {
        _stopped = true;
        int reading = ++_reading;
        agenda.At(agenda.Now, () => Read(reading));
    }

    /// <summary>The handset broke it off: nothing more comes of it.</summary>
    public void BreakOff() => _over = true;

    private void Read(int reading)
    {
        if (_over || reading != _reading) return;
        int piece = _stopped ? 0 : Piece();
        if (_read == 0) _firstOctet = agenda.Now;
        _read += piece;
        _held += piece;
        bool last = piece == 0 || IsCut;
        if (last || (_offset + _held) % ChunkOctets == 0) HandOver();
        if (_over) return;
        if (last) End(_breaks && !IsCut ? NetworkFailure.ConnectionLost : null);
        else agenda.At(octetsPerSecond > 0 ? _firstOctet + TimeSpan.FromSeconds((double)_read / octetsPerSecond) : agenda.Now, () => Read(reading));
    }

    /// <summary>What the next read brings: not past the chunk's end, the cut, the body's end, or what the air carries in a moment.</summary>
    private int Piece()
    {
        long position = _offset + _held;
        long chunk = ChunkOctets - (position % ChunkOctets);
        long cut = (fetch.StopAt ?? long.MaxValue) - position;
        return (int)Math.Min(Math.Min(chunk, cut), Math.Min(_airPiece, _body.Length - _read));
    }

    private void HandOver()
    {
        if (_held == 0) return;
        ReadOnlyMemory<byte> octets = _body.Slice(_read - _held, _held);
        _offset += _held;
        _held = 0;
        Happened(new TerminalEvent.FetchOctets(agenda.Now, fetch.Request, octets));
    }

    private void End(NetworkFailure? failure)
    {
        _over = true;
        Ended(failure is null && IsCut ? null : new TerminalEvent.FetchEnded(agenda.Now, fetch.Request, failure));
    }
}
