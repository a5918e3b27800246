using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using FleetSim.Protocol.Smpp;
using Microsoft.Extensions.Logging;

namespace FleetSim.Transport.Smpp;

/// <summary>
/// One connection at the message centre.
/// <code>
/// state    bind_*                          submit_sm, data_sm       query_sm   other known   unknown
/// OPEN     bound, or 0D 0E 0F and closed   04                       04         03            generic_nack 03
/// TX, TRX  05                              the message's outcome    67         03            generic_nack 03
/// RX       05                              04                       04         03            generic_nack 03
/// </code>
/// </summary>
internal sealed class SmppServerSession : IDisposable
{
    private readonly SmppServerOptions _options;
    private readonly SmppBinds _binds;
    private readonly Func<ShortMessage, CancellationToken, ValueTask<SubmitReply>> _onSubmit;
    private readonly ILogger _log;
    private readonly EndPoint? _peer;
    private readonly SmppLink _link;

    // Null while OPEN.
    private volatile SmppPdu.Bind? _bind;

    public SmppServerSession(
        Socket socket, SmppServerOptions options, SmppBinds binds, Func<ShortMessage, CancellationToken, ValueTask<SubmitReply>> onSubmit, ILogger log)
    {
        (_options, _binds, _onSubmit, _log) = (options, binds, onSubmit, log);
        _peer = socket.RemoteEndPoint;
        SmppLinkSettings settings = new(options.Window, options.ResponseTimeout, options.EnquireLinkInterval, options.MaxPduOctets, options.Time);
        _link = new SmppLink(socket, settings, OnRequestAsync, () => binds.Remove(this), log);
    }

    /// <summary>True when messages may be delivered here.</summary>
    public bool Receives => _bind?.Kind is BindKind.Receiver or BindKind.Transceiver;

    public async Task RunAsync()
    {
        Task run = _link.RunAsync();
        using CancellationTokenSource patience = new();
        Task init = ExpectBindAsync(patience.Token);
        await run;
        _binds.Remove(this);
        if (_bind is { } bind) SmppLog.Unbound(_log, bind.SystemId);
        await patience.CancelAsync();
        await init;
    }

    public async ValueTask<DeliverOutcome> DeliverAsync(ShortMessage message, CancellationToken cancellation)
    {
        SmppPdu.DeliverSm request = new(ShortMessageMapping.ToPdu(message));
        SmppExchange exchange = await _link.RequestAsync(request, windowed: true, cancellation);
        return new DeliverOutcome(exchange.Result, exchange.Status);
    }

    /// <summary>Unbinds and closes.</summary>
    public async Task UnbindAsync()
    {
        _binds.Remove(this);
        if (_bind is not null) await _link.UnbindAsync();
        _link.Abort();
    }

    public void Dispose() => _link.Dispose();

    private async Task ExpectBindAsync(CancellationToken patience)
    {
        await Task.Delay(_options.SessionInitTimeout, _options.Time, patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (patience.IsCancellationRequested || _bind is not null) return;
        SmppLog.NoBindInTime(_log, _peer);
        _link.Abort();
    }

    private async ValueTask<SmppPdu?> OnRequestAsync(SmppPdu request, CancellationToken closing) => request switch
    {
        SmppPdu.Bind bind => Bind(bind),
        SmppPdu.SubmitSm or SmppPdu.DataSm or SmppPdu.QuerySm when _bind is null or { Kind: BindKind.Receiver } => Refuse(request, SmppStatus.IncorrectBindStatus),
        SmppPdu.SubmitSm submit => await SubmitAsync(request, submit.Message, closing),
        SmppPdu.DataSm data => await SubmitAsync(request, data.Message, closing),
        SmppPdu.QuerySm => Refuse(request, SmppStatus.QueryFailed),
        _ => Refuse(request, SmppStatus.InvalidCommandId),
    };

    /// <summary>Posts its answer itself: no deliver_sm may overtake it once the session is in the table.</summary>
    private SmppPdu? Bind(SmppPdu.Bind bind)
    {
        uint status = Judge(bind);
        if (status != SmppStatus.Ok)
        {
            SmppLog.BindRefused(_log, _peer, status);
            _link.Post(new SmppPdu.BindResponse(bind.Kind) { Sequence = bind.Sequence, Status = status });
            if (status != SmppStatus.AlreadyBound) _link.Finish();
            return null;
        }

        _bind = bind;
        SmppTlv[] version = bind.InterfaceVersion >= 0x34 ? [new SmppTlv(SmppTag.InterfaceVersion, [0x34])] : [];
        _link.Post(new SmppPdu.BindResponse(bind.Kind) { Sequence = bind.Sequence, SystemId = _options.OwnSystemId, Tlvs = version });
        _binds.Announce(this);
        SmppLog.Bound(_log, bind.SystemId, bind.Kind.ToString(), _peer);
        return null;
    }

    private uint Judge(SmppPdu.Bind bind)
    {
        if (_bind is not null) return SmppStatus.AlreadyBound;
        if (bind.SystemId != _options.SystemId) return SmppStatus.InvalidSystemId;
        if (!CryptographicOperations.FixedTimeEquals(Encoding.Latin1.GetBytes(bind.Password), Encoding.Latin1.GetBytes(_options.Password)))
            return SmppStatus.InvalidPassword;
        return _binds.Reserve(this) ? SmppStatus.Ok : SmppStatus.BindFailed;
    }

    private async ValueTask<SmppPdu?> SubmitAsync(SmppPdu request, SmppMessage pdu, CancellationToken closing)
    {
        (ShortMessage? message, uint status) = ShortMessageMapping.FromPdu(pdu);
        if (message is null) return Refuse(request, status);
        SubmitReply reply = await _onSubmit(message, closing);
        return new SmppPdu.MessageResponse(request.CommandId) { Status = reply.Status, MessageId = reply.MessageId };
    }

    private static SmppPdu? Refuse(SmppPdu request, uint status) => SmppAnswers.Refusal(request.CommandId, request.Sequence, status);
}
