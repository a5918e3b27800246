namespace FleetSim.Transport.Smpp;

/// <summary>Opens and closes, and lets waiters through while it is open.</summary>
internal sealed class Gate
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _opened = New();

    public void Open()
    {
        lock (_lock) _opened.TrySetResult(); // open already: nothing to do
    }

    public void Close()
    {
        lock (_lock)
        {
            if (_opened.Task.IsCompleted) _opened = New();
        }
    }

    public Task WaitAsync(CancellationToken cancellation)
    {
        lock (_lock) return _opened.Task.WaitAsync(cancellation);
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
