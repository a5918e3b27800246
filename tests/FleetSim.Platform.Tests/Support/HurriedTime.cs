using System.Collections.Concurrent;

namespace FleetSim.Platform.Tests.Support;

/// <summary>The clock of the system on which a wait of half a second or more is over at once, and remembered.</summary>
internal sealed class HurriedTime : TimeProvider
{
    private static readonly TimeSpan Long = TimeSpan.FromMilliseconds(500);

    public ConcurrentQueue<TimeSpan> Waits { get; } = new();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime < Long || period != Timeout.InfiniteTimeSpan) return System.CreateTimer(callback, state, dueTime, period);
        Waits.Enqueue(dueTime);
        return System.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
