using FleetSim.Device;
using FleetSim.Grains;

namespace FleetSim.Bench.Node;

/// <summary>A DM server that takes package 1 and never answers: its handsets stay in their sessions. No connection is behind it.</summary>
internal sealed class SilentServer : IActionRunner
{
    private int _waiting;

    /// <summary>Handsets that wait for an answer.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    public IDmLink OpenLink() => new Link(this);

    public Task<TerminalEvent> GetDescriptorAsync(TerminalAction.GetDescriptor get, CancellationToken breakOff) => throw new InvalidOperationException("nobody ordered a download");

    public Task<TerminalEvent> PostNotifyAsync(TerminalAction.PostNotify post, CancellationToken breakOff) => throw new InvalidOperationException("nobody ordered a download");

    public Task<TerminalEvent?> FetchAsync(TerminalAction.Fetch fetch, Func<TerminalEvent, Task> happened, CancellationToken stopNow, CancellationToken breakOff) =>
        throw new InvalidOperationException("nobody ordered a download");

    private sealed class Link(SilentServer server) : IDmLink
    {
        private readonly TaskCompletionSource<TerminalEvent> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool IsBrokenOff => _answer.Task.IsCanceled;

        public Task<TerminalEvent> PostAsync(TerminalAction.PostDm post)
        {
            Interlocked.Increment(ref server._waiting);
            return _answer.Task;
        }

        public void BreakOff() => _answer.TrySetCanceled();

        public void Dispose()
        {
            // There is no connection.
        }
    }
}
