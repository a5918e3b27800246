using System.Collections.Concurrent;
using FleetSim.Protocol.Smpp;

namespace FleetSim.Transport.Smpp;

/// <summary>What became of a request.</summary>
/// <param name="Response">The answer; null when there was none.</param>
internal readonly record struct SmppExchange(SmppResult Result, SmppPdu? Response)
{
    public uint Status => Response?.Status ?? SmppStatus.Ok;
}

#pragma warning disable CA1001 // The window has no handle to free, and callers may leave it after the connection is gone.
/// <summary>Our own requests on one connection: sequence numbers, the window, answers matched by sequence number.</summary>
internal sealed class SmppRequests(SmppOutbox outbox, int window, TimeSpan responseTimeout, TimeProvider time)
#pragma warning restore CA1001
{
    private const uint LastSequence = 0x7FFF_FFFF;

    private readonly ConcurrentDictionary<uint, TaskCompletionSource<SmppPdu?>> _open = new();
    private readonly SemaphoreSlim _window = new(window);
    private uint _sequence;
    private volatile bool _closed;

    /// <summary>Waits for a free place in the window, sends, waits for the answer. The window does not hold for link control.</summary>
    public async ValueTask<SmppExchange> SendAsync(SmppPdu request, bool windowed, CancellationToken cancellation)
    {
        if (!windowed) return await ExchangeAsync(request, cancellation);
        await _window.WaitAsync(cancellation);
        try
        {
            return await ExchangeAsync(request, cancellation);
        }
        finally
        {
            _window.Release();
        }
    }

    /// <summary>False when no request with this number is open: late, repeated or invented.</summary>
    public bool Answer(SmppPdu response) =>
        _open.TryRemove(response.Sequence, out TaskCompletionSource<SmppPdu?>? waiting) && waiting.TrySetResult(response);

    /// <summary>The connection is gone: nothing open will be answered.</summary>
    public void Close()
    {
        _closed = true;
        foreach (KeyValuePair<uint, TaskCompletionSource<SmppPdu?>> waiting in _open) waiting.Value.TrySetResult(null);
    }

    private async ValueTask<SmppExchange> ExchangeAsync(SmppPdu request, CancellationToken cancellation)
    {
        (uint sequence, TaskCompletionSource<SmppPdu?> waiting) = Open();
        try
        {
            // Close() may have run between Open() and here; it has then seen this request or left the mark.
            if (_closed || !outbox.Post(request with { Sequence = sequence })) return new SmppExchange(SmppResult.Disconnected, null);
            SmppPdu? response = await waiting.Task.WaitAsync(responseTimeout, time, cancellation);
            return new SmppExchange(Result(response), response);
        }
        catch (TimeoutException)
        {
            return new SmppExchange(SmppResult.TimedOut, null);
        }
        finally
        {
            _open.TryRemove(sequence, out _); // already gone when it was answered
        }
    }

    private (uint Sequence, TaskCompletionSource<SmppPdu?> Waiting) Open()
    {
        TaskCompletionSource<SmppPdu?> waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
        while (true)
        {
            uint sequence = Interlocked.Increment(ref _sequence) & LastSequence;
            if (sequence != 0 && _open.TryAdd(sequence, waiting)) return (sequence, waiting);
        }
    }

    private static SmppResult Result(SmppPdu? response) => response switch
    {
        null => SmppResult.Disconnected,
        SmppPdu.GenericNack => SmppResult.Refused,
        { Status: SmppStatus.Ok } => SmppResult.Accepted,
        _ => SmppStatus.IsTemporary(response.Status) ? SmppResult.Throttled : SmppResult.Refused,
    };
}
