namespace FleetSim.Transport.Http;

/// <summary>
/// The time that each message of a session may take, as the source of the token that ends it. A message sets no timer of its own: the one that runs looks, when it
/// fires, whether a message is overdue, and waits on for the rest of its time. Nearly all are answered long before. Messages of one session have the same
/// time: one that has less than the one before may be ended late when it begins as the timer fires.
/// </summary>
internal sealed class TimeLimit(TimeProvider time) : CancellationTokenSource
{
    private const long Idle = 0;
    private const long Spent = -1;

    private ITimer? _timer;

    /// <summary>When the message under way is overdue, in the provider's timestamps; or one of the above.</summary>
    private long _due;

    /// <summary>When the timer fires; <see cref="Idle"/>: it waits for nothing.</summary>
    private long _fires;

    /// <summary>A message begins. False: its time was up once, or it was cancelled; it is of no more use.</summary>
    public bool TryBegin(TimeSpan timeout)
    {
        long due = time.GetTimestamp() + Math.Max(1, (long)(timeout.TotalSeconds * time.TimestampFrequency));
        if (IsCancellationRequested || Interlocked.CompareExchange(ref _due, due, Idle) != Idle) return false;
        long fires = Volatile.Read(ref _fires);
        if (fires == Idle || fires > due) Wait(due, timeout);
        return true;
    }

    /// <summary>The message has ended, in whatever way.</summary>
    public void End()
    {
        if (Volatile.Read(ref _due) is var due && due != Spent) Interlocked.CompareExchange(ref _due, Idle, due);
    }

    /// <summary>No message follows. Unlike a disposed source it may still be cancelled by somebody who does not know.</summary>
    public void Stop() => _timer?.Dispose();

    private void Wait(long until, TimeSpan span)
    {
        Volatile.Write(ref _fires, until);
        _timer ??= time.CreateTimer(static limit => ((TimeLimit)limit!).Fired(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        // Timers cut to whole milliseconds: they would fire before the message is overdue, again and again.
        _timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(span.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
    }

    private void Fired()
    {
        // Whoever begins from here on sets the timer himself; one that has begun is seen below.
        Interlocked.Exchange(ref _fires, Idle);
        while (Volatile.Read(ref _due) is var due && due is not (Idle or Spent))
        {
            TimeSpan left = time.GetElapsedTime(time.GetTimestamp(), due);
            if (left > TimeSpan.Zero)
            {
                Wait(due, left);
                return;
            }

            if (Interlocked.CompareExchange(ref _due, Spent, due) != due) continue;
            Cancel();
            return;
        }
    }
}
