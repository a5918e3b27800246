using System.Diagnostics;

namespace FleetSim.Storage.Postgres;

/// <summary>How one request waits for the database: short pauses that become longer, up to a limit.</summary>
internal sealed class Patience(TimeSpan limit)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private readonly long _start = Stopwatch.GetTimestamp();
    private TimeSpan _pause = FirstPause;

    /// <summary>The pause before the next attempt.</summary>
    /// <exception cref="StateStoreException">The limit has passed.</exception>
    public TimeSpan Next(Exception failure)
    {
        if (Stopwatch.GetElapsedTime(_start) >= limit)
            throw new StateStoreException($"The database has not answered for {limit.TotalSeconds:0} s ({PostgresFailure.Text(failure)}).", failure);
        var pause = _pause;
        _pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        return pause;
    }
}
