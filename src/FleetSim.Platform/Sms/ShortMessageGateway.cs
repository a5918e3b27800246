using System.Threading.Channels;
using FleetSim.Platform.Books;
using FleetSim.Platform.Engine;
using FleetSim.Platform.Settings;
using FleetSim.Transport.Smpp;
using Microsoft.Extensions.Logging;

namespace FleetSim.Platform.Sms;

/// <summary>
/// The binds at the message centres: uplinks go to the engine and are acknowledged once the books are committed; downlinks are submitted within
/// the window. A confirmation that is not accepted is submitted again, a notification is left to its own timer.
/// </summary>
internal sealed class ShortMessageGateway : IDisposable
{
    private static readonly TimeSpan ResubmitAfter = TimeSpan.FromSeconds(1);

    private readonly PlatformEngine _engine;
    private readonly BooksWriter _books;
    private readonly TimeProvider _time;
    private readonly BindSet _binds;
    private readonly int _windowSize;
    private readonly int _backlog;
    private readonly SemaphoreSlim _window;
    private readonly Channel<Downlink> _outbox = Channel.CreateUnbounded<Downlink>(new UnboundedChannelOptions { SingleReader = true });
    private readonly CancellationTokenSource _closing = new();
    private int _waiting;
    private int _heldBack;

    public ShortMessageGateway(PlatformOptions options, PlatformEngine engine, BooksWriter books, TimeProvider time, ILoggerFactory loggers)
    {
        _engine = engine;
        _books = books;
        _time = time;
        _windowSize = options.Smpp.Window;
        _window = new SemaphoreSlim(options.Smpp.Window);
        _backlog = 4 * options.Smpp.Window;
        _binds = new BindSet((host, port) => new SmppClient(
            new SmppClientOptions
            {
                Host = host,
                Port = port,
                SystemId = options.Smpp.SystemId,
                Password = options.Smpp.Password,
                Window = options.Smpp.Window,
                Time = time,
            },
            OnDeliverAsync,
            loggers.CreateLogger<SmppClient>()));
        Bind([(options.Smpp.Host, options.Smpp.Port), .. options.Smpp.Centres.Select(MessageCentreAddress.Parse).OfType<(string, int)>()]);
    }

    public bool IsBound => _binds.IsBound;

    /// <summary>Downlinks not yet accepted by the message centre.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>
    /// How many notifications may be made now: none without a bind, few when the message centre is slow. What waits for its time, such as a confirmation
    /// that was refused, takes nobody's room.
    /// </summary>
    public int Room => IsBound ? Math.Max(0, _backlog - (Waiting - Volatile.Read(ref _heldBack))) : 0;

    /// <summary>Binds to these message centres, and to no others.</summary>
    public void Bind(IEnumerable<(string Host, int Port)> centres) => _binds.Set(centres);

    public void Send(IEnumerable<Downlink> downlinks)
    {
        foreach (Downlink downlink in downlinks)
        {
            Interlocked.Increment(ref _waiting);
            if (downlink.Delay > TimeSpan.Zero) _ = WriteLaterAsync(downlink, downlink.Delay, _closing.Token); // comes back through the outbox
            else _outbox.Writer.TryWrite(downlink); // unbounded and never closed: always taken
        }
    }

    public void Dispose()
    {
        _closing.Cancel();
        _closing.Dispose();
        _binds.Dispose();
        _window.Dispose();
    }

    /// <summary>Keeps the outbox moving until told to stop, then ends the binds.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        await QuietlyAsync(PumpAsync(stopping), stopping);
        await _binds.StopAsync();
        for (int slot = 0; slot < _windowSize; slot++) await _window.WaitAsync(CancellationToken.None); // the last submissions are over
    }

    private async Task PumpAsync(CancellationToken stopping)
    {
        await foreach (Downlink downlink in _outbox.Reader.ReadAllAsync(stopping))
        {
            SmppClient client = await _binds.NextAsync(stopping);
            await _window.WaitAsync(stopping);
            _ = SubmitAsync(client, downlink, stopping); // its outcome comes back through the outbox and the engine
        }
    }

    private async Task SubmitAsync(SmppClient client, Downlink downlink, CancellationToken stopping)
    {
        bool accepted = false;
        try
        {
            SubmitOutcome outcome = await client.SubmitAsync(Message(downlink), stopping);
            accepted = outcome.IsAccepted;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return;
        }
        finally
        {
            _window.Release();
        }

        if (accepted) _engine.OnSent(downlink);
        else _engine.OnSubmitFailed();
        if (!accepted && downlink.MustArrive) await WriteLaterAsync(downlink, ResubmitAfter, stopping);
        else Interlocked.Decrement(ref _waiting);
    }

    private async Task WriteLaterAsync(Downlink downlink, TimeSpan delay, CancellationToken stopping)
    {
        Interlocked.Increment(ref _heldBack);
        await Task.Delay(delay, _time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Interlocked.Decrement(ref _heldBack);
        _outbox.Writer.TryWrite(downlink);
    }

    private async ValueTask<uint> OnDeliverAsync(ShortMessage message, CancellationToken stopping)
    {
        UplinkReply reply = _engine.OnShortMessage(
            message.Source, message.Destination, message.UserData, message.HasHeader, _time.GetUtcNow());
        await _books.CommittedAsync();
        Send(reply.Downlinks);
        return reply.Status;
    }

    private static ShortMessage Message(Downlink downlink) => new()
    {
        Source = downlink.Source,
        Destination = downlink.Destination.ToString(),
        UserData = downlink.UserData,
        HasHeader = downlink.HasHeader,
    };

    private static async Task QuietlyAsync(Task work, CancellationToken stopping)
    {
        try
        {
            await work;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The end of the program.
        }
    }
}
