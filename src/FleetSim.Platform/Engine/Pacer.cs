namespace FleetSim.Platform.Engine;

/// <summary>
/// Lets through so many a second, evenly: a bucket that fills at the rate and holds a tenth of a second's worth (at least one), so that
/// a pause is never made up for by a burst.
/// </summary>
internal sealed class Pacer(double ratePerSecond)
{
    private readonly double _capacity = Math.Max(1, ratePerSecond / 10);
    private double _tokens = 1;
    private DateTimeOffset? _filledAt;

    /// <summary>True when one may go now; it is gone only with <see cref="Take"/>.</summary>
    public bool MayGo(DateTimeOffset now)
    {
        double seconds = Math.Max(0, (now - (_filledAt ?? now)).TotalSeconds);
        _tokens = Math.Min(_capacity, _tokens + (seconds * ratePerSecond));
        _filledAt = now;
        return _tokens >= 1;
    }

    public void Take() => _tokens--;
}
