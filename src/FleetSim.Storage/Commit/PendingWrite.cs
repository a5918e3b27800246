using System.Threading.Tasks.Sources;

namespace FleetSim.Storage.Commit;

/// <summary>One request in the writer's queue, and the promise its caller awaits. It is settled once, after the commit (or its failure).</summary>
internal abstract class PendingWrite : IValueTaskSource<WriteOutcome>
{
    // Continuations never run on the writer thread: a grain's turn would hold up everybody's commit.
    private ManualResetValueTaskSourceCore<WriteOutcome> _promise = new() { RunContinuationsAsynchronously = true };

    /// <summary>Known inside the transaction, told to the caller after it.</summary>
    public WriteOutcome Outcome { get; set; }

    /// <summary>How much of a batch's row limit it takes.</summary>
    public virtual int Rows => 1;

    public ValueTask<WriteOutcome> Promise => new(this, _promise.Version);

    public void Settle() => _promise.SetResult(Outcome);

    public void Fail(Exception reason) => _promise.SetException(reason);

    WriteOutcome IValueTaskSource<WriteOutcome>.GetResult(short token) => _promise.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<WriteOutcome>.GetStatus(short token) => _promise.GetStatus(token);

    void IValueTaskSource<WriteOutcome>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _promise.OnCompleted(continuation, state, token, flags);
}

/// <summary>A handset's new snapshot, or its removal, on condition that the stored version is the expected one.</summary>
internal sealed class PendingState(long key, long expectedVersion, ReadOnlyMemory<byte> payload, long? dueUnixMs, bool delete) : PendingWrite
{
    public long Key => key;

    public long ExpectedVersion => expectedVersion;

    public ReadOnlyMemory<byte> Payload => payload;

    public long? DueUnixMs => dueUnixMs;

    public bool Delete => delete;

    /// <summary>Arrival order inside a batch.</summary>
    public int Order { get; set; }

    /// <summary>The version that the row has once this write is accepted.</summary>
    public long NextVersion => delete ? 0 : expectedVersion + 1;
}

/// <summary>Anything that carries no version: short messages and notes, applied in arrival order.</summary>
internal sealed class PendingChange(StateChange change) : PendingWrite
{
    public override int Rows => change.Rows;

    public StateChange Change => change;
}
