using System.Net.Sockets;
using FleetSim.Protocol.Smpp;
using Microsoft.Extensions.Logging;

namespace FleetSim.Transport.Smpp;

/// <summary>
/// An ESME: binds as a transceiver at a message centre and binds again whenever the session ends. Spec: SMPP 3.4.
/// </summary>
/// <param name="onDeliver">
/// Called for each deliver_sm and data_sm in the order of arrival; calls overlap up to the window. It gives the command_status of the answer:
/// 0 accepted, 64 try again, 65 or 66 drop it. The token ends with the connection.
/// </param>
public sealed class SmppClient(
    SmppClientOptions options, Func<ShortMessage, CancellationToken, ValueTask<uint>> onDeliver, ILogger<SmppClient> log) : IAsyncDisposable
{
    private readonly CancellationTokenSource _disposing = new();
    private readonly Gate _bound = new();
    private Task _running = Task.CompletedTask;
    private volatile SmppLink? _link;

    public bool IsBound => _link is not null;

    /// <summary>The command_status of the last answer to a bind; null before the first one.</summary>
    public uint? BindStatus { get; private set; }

    public Task WaitForBindAsync(CancellationToken cancellation) => _bound.WaitAsync(cancellation);

    /// <summary>Binds, rebinds, and unbinds when cancelled; then it ends without an exception.</summary>
    public Task RunAsync(CancellationToken cancellation)
    {
        _running = RunUntilAsync(cancellation);
        return _running;
    }

    /// <summary>Sends a submit_sm once the window has room and waits for the answer.</summary>
    public async ValueTask<SubmitOutcome> SubmitAsync(ShortMessage message, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (_link is not { } link) return new SubmitOutcome(SmppResult.NoBind, 0, "");
        SmppPdu.SubmitSm request = new(ShortMessageMapping.ToPdu(message));
        SmppExchange exchange = await link.RequestAsync(request, windowed: true, cancellation);
        return new SubmitOutcome(exchange.Result, exchange.Status, (exchange.Response as SmppPdu.MessageResponse)?.MessageId ?? "");
    }

    public async ValueTask DisposeAsync()
    {
        if (_disposing.IsCancellationRequested) return;
        await _disposing.CancelAsync();
        await _running;
        _disposing.Dispose();
    }

    private async Task RunUntilAsync(CancellationToken cancellation)
    {
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _disposing.Token);
        while (!either.IsCancellationRequested)
        {
            try
            {
                await ConnectAsync(either.Token);
            }
            catch (SocketException refused)
            {
                SmppLog.NotBound(log, options.Host, options.Port, refused.Message);
            }
            catch (OperationCanceledException) when (either.IsCancellationRequested)
            {
                return;
            }

            await Task.Delay(options.ReconnectDelay, options.Time, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>One connection from its beginning to its end.</summary>
    private async Task ConnectAsync(CancellationToken stopping)
    {
        using Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(options.Host, options.Port, stopping);
        SmppLinkSettings settings = new(options.Window, options.ResponseTimeout, options.EnquireLinkInterval, options.MaxPduOctets, options.Time);
        using SmppLink link = new(socket, settings, OnRequestAsync, LoseBind, log);
        Task run = link.RunAsync();
        try
        {
            if (await BindAsync(link, stopping)) await StayAsync(link, run, stopping);
        }
        finally
        {
            LoseBind();
            link.Abort();
            await run;
        }
    }

    private async Task<bool> BindAsync(SmppLink link, CancellationToken stopping)
    {
        SmppPdu.Bind bind = new(BindKind.Transceiver)
        {
            SystemId = options.SystemId,
            Password = options.Password,
            SystemType = options.SystemType,
        };
        SmppExchange exchange = await link.RequestAsync(bind, windowed: false, stopping);
        if (exchange.Response is { } answer) BindStatus = answer.Status;
        if (exchange.Result == SmppResult.Accepted) return true;
        SmppLog.NotBound(log, options.Host, options.Port, $"{exchange.Result}, status {exchange.Status:X8}");
        return false;
    }

    private async Task StayAsync(SmppLink link, Task run, CancellationToken stopping)
    {
        _link = link;
        _bound.Open();
        SmppLog.BoundAt(log, options.Host, options.Port, options.SystemId);
        await run.WaitAsync(stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (run.IsCompleted) return;

        LoseBind();
        await link.UnbindAsync();
    }

    private void LoseBind()
    {
        _link = null;
        _bound.Close();
    }

    private async ValueTask<SmppPdu?> OnRequestAsync(SmppPdu request, CancellationToken closing) => request switch
    {
        SmppPdu.DeliverSm deliver => await DeliverAsync(request, deliver.Message, closing),
        SmppPdu.DataSm data => await DeliverAsync(request, data.Message, closing),
        _ => SmppAnswers.Refusal(request.CommandId, request.Sequence, SmppStatus.InvalidCommandId),
    };

    private async ValueTask<SmppPdu?> DeliverAsync(SmppPdu request, SmppMessage pdu, CancellationToken closing)
    {
        (ShortMessage? message, uint status) = ShortMessageMapping.FromPdu(pdu);
        if (message is not null) status = await onDeliver(message, closing);
        return new SmppPdu.MessageResponse(request.CommandId) { Status = status };
    }
}
