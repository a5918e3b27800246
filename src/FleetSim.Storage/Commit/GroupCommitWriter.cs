using System.Diagnostics;
using FleetSim.Telemetry;

namespace FleetSim.Storage.Commit;

/// <summary>One thread, one database connection, one transaction per batch. Callers are answered after their batch's commit.</summary>
/// <remarks>
/// A lone write is committed at once. After a batch that others shared, the next one waits while requests keep coming, up to the
/// batch window or the row limit: the pause of a single millisecond without a newcomer ends it, so callers that all wait never wait long.
/// </remarks>
internal sealed class GroupCommitWriter : IAsyncDisposable
{
    private const int SharedBatchRows = 8;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    private readonly Lock _gate = new();
    private readonly AutoResetEvent _wake = new(initialState: false);
    private readonly ICommitTarget _target;
    private readonly StateBatch _batch = new();
    private readonly StorageMetrics? _metrics;
    private readonly int _batchRows;
    private readonly TimeSpan _window;
    private readonly Thread _thread;
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private List<PendingWrite> _filling = [];
    private List<PendingWrite> _committing = [];
    private int _fillingRows;
    private bool _writerSleeps;
    private bool _closing;

    /// <param name="target">Belongs to the writer from here on.</param>
    public GroupCommitWriter(ICommitTarget target, CommitOptions options, StorageMetrics? metrics)
    {
        _metrics = metrics;
        _target = target;
        _batchRows = options.BatchRows;
        _window = options.BatchWindow;
        _thread = new Thread(Run) { IsBackground = true, Name = "fleetsim-state-writer" };
        _thread.Start();
    }

    public int QueueLength
    {
        get
        {
            lock (_gate) return _fillingRows;
        }
    }

    public ValueTask<WriteOutcome> Enqueue(PendingWrite request)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closing, typeof(GroupCommitStore));
            _filling.Add(request);
            _fillingRows += request.Rows;
            if (_writerSleeps || _fillingRows >= _batchRows) _wake.Set();
            _writerSleeps = false;
        }
        _metrics?.Queued(request.Rows);
        return request.Promise;
    }

    /// <summary>Commits what was accepted, then stops.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            if (!_closing) _wake.Set();
            _closing = true;
        }
        await _stopped.Task.ConfigureAwait(false);
    }

    private void Run()
    {
        int rows = 0;
        while (WaitForWork())
        {
            if (rows >= SharedBatchRows) Gather();
            rows = Take();
            long start = Stopwatch.GetTimestamp();
            Commit();
            _metrics?.Committed(rows, Stopwatch.GetElapsedTime(start));
        }
        _target.Dispose();
        _wake.Dispose();
        _stopped.SetResult();
    }

    /// <returns>False when the store is closing and the queue is empty.</returns>
    private bool WaitForWork()
    {
        while (true)
        {
            lock (_gate)
            {
                if (_filling.Count > 0) return true;
                if (_closing) return false;
                _writerSleeps = true;
            }
            _wake.WaitOne();
        }
    }

    private void Gather()
    {
        long start = Stopwatch.GetTimestamp();
        int seen = -1;
        while (true)
        {
            lock (_gate)
            {
                if (_closing || _fillingRows >= _batchRows || _fillingRows == seen) return;
                seen = _fillingRows;
            }
            if (Stopwatch.GetElapsedTime(start) >= _window) return;
            _wake.WaitOne(Pause);
        }
    }

    /// <summary>Takes the oldest requests up to the row limit; a single larger one goes alone.</summary>
    private int Take()
    {
        lock (_gate)
        {
            if (_fillingRows <= _batchRows || _filling.Count == 1)
            {
                (_filling, _committing) = (_committing, _filling);
                (int all, _fillingRows) = (_fillingRows, 0);
                return all;
            }
            int rows = 0, count = 0;
            while (count < _filling.Count && (count == 0 || rows + _filling[count].Rows <= _batchRows)) rows += _filling[count++].Rows;
            _committing.AddRange(_filling[..count]);
            _filling.RemoveRange(0, count);
            _fillingRows -= rows;
            return rows;
        }
    }

    private void Commit()
    {
        try
        {
            _batch.Load(_committing);
            _target.Commit(_batch);
            foreach (var request in _committing) Settle(request);
        }
#pragma warning disable CA1031 // the writer must outlive any failed batch; each caller gets the reason
        catch (Exception e)
#pragma warning restore CA1031
        {
            var reason = new StateStoreException($"The state was not committed ({e.Message.TrimEnd('.')}).", e);
            foreach (var request in _committing) request.Fail(reason);
        }
        _committing.Clear();
        _batch.Clear();
    }

    private void Settle(PendingWrite request)
    {
        if (!request.Outcome.Accepted) _metrics?.Conflict();
        request.Settle();
    }
}
