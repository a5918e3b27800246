namespace FleetSim.Transport.Smpp;

/// <summary>Counts the peer's requests that are not answered yet, up to a limit.</summary>
internal sealed class RequestsInHand(int limit)
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _idle;
    private int _count;

    /// <summary>False when the limit is reached.</summary>
    public bool Enter()
    {
        lock (_lock)
        {
            if (_count >= limit) return false;
            _count++;
            return true;
        }
    }

    public void Leave()
    {
        lock (_lock)
        {
            if (--_count == 0) _idle?.TrySetResult();
        }
    }

    /// <summary>Completes when all that came are answered. For the end of a session: nothing comes any more.</summary>
    public Task IdleAsync()
    {
        lock (_lock)
        {
            if (_count == 0) return Task.CompletedTask;
            _idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _idle.Task;
        }
    }
}
