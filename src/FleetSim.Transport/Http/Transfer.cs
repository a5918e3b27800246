using System.Buffers;
using System.Net.Http.Headers;

namespace FleetSim.Transport.Http;

/// <summary>One download under way: reads in small pieces, paced, gathers them into aligned chunks and cuts exactly where it is told.</summary>
internal sealed class Transfer : IDisposable
{
    private readonly FetchRequest _request;
    private readonly IObjectSink _sink;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _timer;
    private readonly CancellationTokenSource _either;
    private readonly AirInterface _air;

    // Octets of the object up to here are handed over, and _held more are in the buffer.
    private long _offset;
    private int _held;

    public Transfer(FetchRequest request, IObjectSink sink, TimeProvider time, CancellationToken caller)
    {
        (_request, _sink, _caller) = (request, sink, caller);
        _offset = request.Offset;
        _timer = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_timer.Token, caller, request.StopNow);
        _air = new AirInterface(request.OctetsPerSecond, time);
    }

    private bool IsCut => _request.StopAt <= _offset + _held || _request.StopNow.IsCancellationRequested;

    public void Dispose()
    {
        _either.Dispose();
        _timer.Dispose();
    }

    public async Task<FetchEnd> RunAsync(HttpMessageInvoker http, HttpRequestMessage get)
    {
        HttpResponseMessage? response = null;
        try
        {
            (response, HttpFailure? failure) = await Guarded(() => http.SendAsync(get, _either.Token));
            if (response is null) return End(failure);
            FetchHead head = Head(response);
            await _sink.HeadAsync(head);
            if (head.Status == 200) _offset = 0;
            else if (head.Status != 206 || head.ContentRangeStart != _offset) return End(null);
            return IsCut ? End(null) : await ReadAsync(response.Content);
        }
        finally
        {
            response?.Dispose();
        }
    }

    private async Task<FetchEnd> ReadAsync(HttpContent content)
    {
        await using Stream stream = await content.ReadAsStreamAsync(_either.Token);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(_request.ChunkOctets);
        try
        {
            while (true)
            {
                Memory<byte> room = buffer.AsMemory(_held, Piece());
                (int read, HttpFailure? failure) = await Guarded(() => stream.ReadAsync(room, _either.Token).AsTask());
                _held += read;
                bool over = read == 0 || IsCut;
                if (over || (_offset + _held) % _request.ChunkOctets == 0) await HandOverAsync(buffer);
                if (over) return End(failure);
                await PaceAsync(read);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Waits as the air interface wants, or until the transfer is to stop.</summary>
    private async ValueTask PaceAsync(int read)
    {
        try
        {
            await _air.PaceAsync(read, _either.Token);
        }
        catch (OperationCanceledException) when (!_caller.IsCancellationRequested)
        {
            // The next read sees it, and what is held is handed over.
        }
    }

    /// <summary>How much the next read may bring: not past the chunk's end, the cut, or what the air interface carries in a moment.</summary>
    private int Piece()
    {
        long position = _offset + _held;
        long chunk = _request.ChunkOctets - (position % _request.ChunkOctets);
        long cut = _request.StopAt is { } stop ? stop - position : long.MaxValue;
        return (int)Math.Min(Math.Min(chunk, cut), _air.PieceOctets);
    }

    private async ValueTask HandOverAsync(byte[] buffer)
    {
        if (_held == 0) return;
        await _sink.OctetsAsync(buffer.AsMemory(0, _held));
        _offset += _held;
        _held = 0;
    }

    private FetchEnd End(HttpFailure? failure) => new(
        failure is not null ? FetchEndKind.Failed : IsCut ? FetchEndKind.StoppedAsPlanned : FetchEndKind.Complete, failure, _offset);

    /// <summary>Runs one step of the network under the time-out; its result, or the failure.</summary>
    private async Task<(T? Result, HttpFailure? Failure)> Guarded<T>(Func<Task<T>> step)
    {
        _timer.CancelAfter(_request.Timeout);
        try
        {
            return (await step(), null);
        }
        catch (OperationCanceledException) when (!_caller.IsCancellationRequested)
        {
            return (default, _request.StopNow.IsCancellationRequested ? null : HttpFailure.TimedOut);
        }
        catch (Exception thrown) when (FailureOf.Exception(thrown) is not null)
        {
            _caller.ThrowIfCancellationRequested();
            if (_request.StopNow.IsCancellationRequested) return (default, null);
            return (default, _timer.IsCancellationRequested ? HttpFailure.TimedOut : FailureOf.Exception(thrown));
        }
        finally
        {
            _timer.CancelAfter(Timeout.InfiniteTimeSpan);
        }
    }

    private static FetchHead Head(HttpResponseMessage response)
    {
        ContentRangeHeaderValue? range = response.Content.Headers.ContentRange;
        long? total = range?.Length ?? ((int)response.StatusCode == 200 ? response.Content.Headers.ContentLength : null);
        return new FetchHead(
            (int)response.StatusCode,
            range?.From,
            total,
            Raw(response.Headers, "ETag"),
            Raw(response.Content.Headers, "Last-Modified"),
            Raw(response.Content.Headers, "Content-Type")) { Location = Raw(response.Headers, "Location") };
    }

    private static string? Raw(HttpHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out HeaderStringValues values) ? values.ToString() : null;
}
