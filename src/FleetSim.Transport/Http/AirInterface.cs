namespace FleetSim.Transport.Http;

/// <summary>Paces a transfer to an average rate from its first octet on.</summary>
internal sealed class AirInterface(int? octetsPerSecond, TimeProvider time)
{
    private const int LargestPiece = 16 * 1024;
    private const int SmallestPiece = 1024;

    // Shorter pauses cost more than they shape; they add up to the next one.
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(5);

    private long _startedAt;
    private long _carried;

    /// <summary>What one read may bring: about a quarter of a second's octets.</summary>
    public int PieceOctets { get; } = octetsPerSecond is { } rate ? Math.Clamp(rate / 4, SmallestPiece, LargestPiece) : int.MaxValue;

    /// <summary>Waits until so many octets more may have come.</summary>
    public async ValueTask PaceAsync(int octets, CancellationToken cancellation)
    {
        if (octetsPerSecond is not { } rate) return;
        if (_carried == 0) _startedAt = time.GetTimestamp();
        _carried += octets;
        TimeSpan ahead = TimeSpan.FromSeconds((double)_carried / rate) - time.GetElapsedTime(_startedAt);
        if (ahead >= ShortestPause) await Task.Delay(ahead, time, cancellation);
    }
}
