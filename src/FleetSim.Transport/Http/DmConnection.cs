namespace FleetSim.Transport.Http;

/// <summary>
/// The HTTP side of one DM session. One POST at a time. Plain HTTP goes over sockets of its own, TLS over the library's client.
/// A connection that its peer closed while it rested is replaced by a new one, once for each message; nothing is sent twice that was answered in part.
/// </summary>
public sealed class DmConnection : IDisposable
{
    private readonly DmHttpTransport _transport;
    private readonly ConnectionPool? _pool;
    private TimeLimit? _limit;
    private HttpSocket? _own;
    private HttpTarget? _ownTarget;
    private HttpMessageInvoker? _tls;
    private int _state;

    [Flags]
    private enum State
    {
        InUse = 1,
        Disposed = 2,
        BrokenOff = 4,
    }

    /// <param name="transport">The node's HTTP.</param>
    /// <param name="pool">Connections to share; null: the session has one of its own.</param>
    internal DmConnection(DmHttpTransport transport, ConnectionPool? pool) => (_transport, _pool) = (transport, pool);

    /// <summary>True once it was broken off.</summary>
    public bool IsBrokenOff => (Volatile.Read(ref _state) & (int)State.BrokenOff) != 0;

    /// <summary>POSTs a DM message. No failure of the network is thrown.</summary>
    /// <exception cref="OperationCanceledException">It was broken off meanwhile.</exception>
    /// <exception cref="InvalidOperationException">The last POST has not ended, or the session has.</exception>
    public async ValueTask<DmReply> PostAsync(DmPost post)
    {
        ArgumentNullException.ThrowIfNull(post);
        HttpTarget target = _transport.TargetOf(post.Uri);
        if (!target.IsPermitted) return new DmReply { Failure = HttpFailure.TargetNotAllowed };
        if (Interlocked.CompareExchange(ref _state, (int)State.InUse, 0) != 0) throw new InvalidOperationException("A session has one message under way at a time, and none after its end.");
        TimeLimit limit = Begin(post.Timeout);
        bool hasPlace = false;
        HttpSocket? connection = null;
        try
        {
            if (target.IsTls) return await PostTlsAsync(post, limit.Token).ConfigureAwait(false);
            if (_pool is null)
            {
                connection = TakeOwn(target);
            }
            else
            {
                connection = await _pool.TakeAsync(target, limit.Token).ConfigureAwait(false);
                hasPlace = true;
            }

            while (true)
            {
                connection ??= await HttpSocket.ConnectAsync(target, _transport.Options.AllowedTargets, _transport.Buffers, limit.Token).ConfigureAwait(false);
                try
                {
                    return await connection.ExchangeAsync(target, post, _transport.Options, limit.Token).ConfigureAwait(false);
                }
                catch (Exception broken) when (connection is { IsUsed: true, IsAnswered: false } && FailureOf.Exception(broken) == HttpFailure.ConnectionLost)
                {
                    connection.Dispose();
                    connection = null;
                }
            }
        }
        catch (Exception thrown) when (thrown is OperationCanceledException || FailureOf.Exception(thrown) is not null)
        {
            if (IsBrokenOff) throw new OperationCanceledException("The session was broken off.", thrown);
            return new DmReply { Failure = limit.IsCancellationRequested ? HttpFailure.TimedOut : FailureOf.Exception(thrown)!.Value };
        }
        finally
        {
            limit.End();
            GiveBack(target, connection, hasPlace);
            if ((Interlocked.And(ref _state, ~(int)State.InUse) & (int)State.Disposed) != 0) Close();
        }
    }

    /// <summary>Closes the session's own connection, after the exchange that may be under way.</summary>
    public void Dispose()
    {
        if (Interlocked.Or(ref _state, (int)State.Disposed) == 0) Close();
    }

    /// <summary>Ends the exchange that may be under way, and closes the session's own connection. To be called where <see cref="PostAsync"/> is, not beside it.</summary>
    public void BreakOff()
    {
        int before = Interlocked.Or(ref _state, (int)(State.Disposed | State.BrokenOff));
        if ((before & (int)(State.InUse | State.BrokenOff)) == (int)State.InUse) _limit?.Cancel();
        else if (before == 0) Close();
    }

    private void Close()
    {
        _own?.Dispose();
        _tls?.Dispose();
        _limit?.Stop();
    }

    private async ValueTask<DmReply> PostTlsAsync(DmPost post, CancellationToken limit)
    {
        // A pool of one connection: the library has no cheaper way to keep a connection to its session.
        HttpMessageInvoker http = _pool is null ? _tls ??= new HttpMessageInvoker(HttpHandlers.Create(_transport.Options.AllowedTargets, 1)) : _transport.Shared;
        using HttpRequestMessage request = post.ToRequest();
        return await HttpExchange.RunAsync(http, request, _transport.Options, _transport.Options.MaxReplyOctets, Timeout.InfiniteTimeSpan, limit).ConfigureAwait(false);
    }

    private void GiveBack(HttpTarget target, HttpSocket? connection, bool hasPlace)
    {
        if (connection is { KeepsOpen: false })
        {
            connection.Dispose();
            connection = null;
        }

        if (hasPlace) _pool!.Return(target, connection);
        else if (!target.IsTls) (_own, _ownTarget) = (connection, target);
    }

    /// <summary>The session's connection, when it leads where the message goes.</summary>
    private HttpSocket? TakeOwn(HttpTarget target)
    {
        if (_own is null || (target.Host == _ownTarget!.Host && target.Port == _ownTarget.Port)) return _own;
        _own.Dispose();
        return null;
    }

    private TimeLimit Begin(TimeSpan timeout)
    {
        if (_limit is { } known && known.TryBegin(timeout)) return known;
        _limit?.Stop();
        _limit = new TimeLimit(_transport.Options.Time);
        _limit.TryBegin(timeout);
        return _limit;
    }
}
