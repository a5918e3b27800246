using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace FleetSim.Transport.Smpp;

/// <summary>
/// The message centre: listens, lets the platform bind, takes its submit_sm and delivers to it. Any receiving bind gets any message;
/// address_range is not looked at. Spec: SMPP 3.4.
/// </summary>
/// <param name="onSubmit">
/// Called for each submit_sm and data_sm in the order of arrival; calls overlap up to the window. Its reply is the answer. The token ends
/// with the connection.
/// </param>
public sealed class SmppServer(
    SmppServerOptions options, Func<ShortMessage, CancellationToken, ValueTask<SubmitReply>> onSubmit, ILogger<SmppServer> log) : IAsyncDisposable
{
    private readonly Socket _listener = new(options.Address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<SmppServerSession, Task> _sessions = new();
    private readonly SmppBinds _binds = new(options.MaxBinds);
    private Task _accepting = Task.CompletedTask;

    /// <summary>Where it listens; the port is known after <see cref="Start"/>.</summary>
    public IPEndPoint EndPoint => (IPEndPoint?)_listener.LocalEndPoint ?? new IPEndPoint(options.Address, options.Port);

    /// <summary>Sessions bound now, of whatever kind.</summary>
    public int Binds => _binds.Count;

    /// <summary>Listens. A port in use is a SocketException.</summary>
    public void Start()
    {
        _listener.Bind(new IPEndPoint(options.Address, options.Port));
        _listener.Listen();
        SmppLog.Listening(log, EndPoint);
        _accepting = AcceptAsync();
    }

    /// <summary>Waits until a session is bound that receives.</summary>
    public Task WaitForBindAsync(CancellationToken cancellation) => _binds.WaitAsync(cancellation);

    /// <summary>Sends a deliver_sm on one of the receiving sessions, once its window has room, and waits for the answer.</summary>
    public ValueTask<DeliverOutcome> DeliverAsync(ShortMessage message, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(message);
        return _binds.Next() is { } session
            ? session.DeliverAsync(message, cancellation)
            : ValueTask.FromResult(new DeliverOutcome(SmppResult.NoBind, 0));
    }

    /// <summary>Stops listening, unbinds every session and waits for their end.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stopping.IsCancellationRequested) return;
        await _stopping.CancelAsync();
        _listener.Dispose();
        await _accepting;
        await Task.WhenAll(_sessions.Keys.Select(session => session.UnbindAsync()));
        await Task.WhenAll(_sessions.Values);
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                Socket socket = await _listener.AcceptAsync(_stopping.Token);
                Open(socket);
            }
            catch (Exception end) when (_stopping.IsCancellationRequested && end is OperationCanceledException or ObjectDisposedException or SocketException)
            {
                return;
            }
            catch (SocketException refused)
            {
                // A connection that ended before it was taken, or no descriptor left: the listener itself goes on.
                SmppLog.AcceptFailed(log, refused.Message);
                await Task.Delay(TimeSpan.FromMilliseconds(10), options.Time, CancellationToken.None);
            }
        }
    }

    private void Open(Socket socket)
    {
        if (_sessions.Count >= options.MaxConnections)
        {
            SmppLog.TooManyConnections(log, socket.RemoteEndPoint, options.MaxConnections);
            socket.Dispose();
            return;
        }

        socket.NoDelay = true;
        SmppServerSession session = new(socket, options, _binds, onSubmit, log);
        TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _sessions[session] = ended.Task;
        _ = RunAsync(session, ended); // ends with the connection; DisposeAsync waits for it through _sessions
    }

    private async Task RunAsync(SmppServerSession session, TaskCompletionSource ended)
    {
        try
        {
            await session.RunAsync();
        }
        finally
        {
            session.Dispose();
            _sessions.TryRemove(session, out _); // the only remover
            ended.SetResult();
        }
    }
}
