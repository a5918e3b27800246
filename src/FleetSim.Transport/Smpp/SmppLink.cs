using System.Net.Sockets;
using FleetSim.Protocol;
using FleetSim.Protocol.Smpp;
using Microsoft.Extensions.Logging;

namespace FleetSim.Transport.Smpp;

/// <summary>What a link needs to know of its session's options.</summary>
internal sealed record SmppLinkSettings(int Window, TimeSpan ResponseTimeout, TimeSpan EnquireLinkInterval, int MaxPduOctets, TimeProvider Time);

/// <summary>
/// One TCP connection that speaks SMPP, the same for both roles: framing, requests and answers, enquire_link, unbind.
/// What a request means is the session's business: it gives the answer, or null when it has posted or wants none.
/// </summary>
internal sealed class SmppLink : IDisposable
{
    private const int FirstBufferOctets = 8 * 1024;
    private static readonly TimeSpan UnbindPatience = TimeSpan.FromSeconds(2);

    private readonly Socket _socket;
    private readonly SmppLinkSettings _settings;
    private readonly Func<SmppPdu, CancellationToken, ValueTask<SmppPdu?>> _onRequest;
    private readonly Action _onUnbind;
    private readonly ILogger _log;
    private readonly SmppOutbox _outbox = new();
    private readonly SmppRequests _requests;
    private readonly RequestsInHand _inHand;

    // Never disposed: handlers may hold its token longer than the connection lives, and without a timer it holds nothing.
    private readonly CancellationTokenSource _closing = new();
    private long _heardAt;

    /// <param name="onUnbind">The peer has said unbind: nothing new is to be sent here, although the session is not over yet.</param>
    public SmppLink(
        Socket socket, SmppLinkSettings settings, Func<SmppPdu, CancellationToken, ValueTask<SmppPdu?>> onRequest, Action onUnbind, ILogger log)
    {
        (_socket, _settings, _onRequest, _onUnbind, _log) = (socket, settings, onRequest, onUnbind, log);
        _requests = new SmppRequests(_outbox, settings.Window, settings.ResponseTimeout, settings.Time);
        _inHand = new RequestsInHand(settings.Window);
        _heardAt = settings.Time.GetTimestamp();
    }

    /// <summary>Sends a request and waits for its answer.</summary>
    public ValueTask<SmppExchange> RequestAsync(SmppPdu request, bool windowed, CancellationToken cancellation) =>
        _requests.SendAsync(request, windowed, cancellation);

    /// <summary>Says unbind and waits for the answer, not for long: a peer that is gone cannot answer.</summary>
    public async Task UnbindAsync()
    {
        using CancellationTokenSource patience = new(UnbindPatience, _settings.Time);
        try
        {
            await RequestAsync(new SmppPdu.Unbind(), windowed: false, patience.Token);
        }
        catch (OperationCanceledException)
        {
            // No answer: the connection is closed without it.
        }
    }

    /// <summary>Sends an answer; it is lost when the connection is.</summary>
    public bool Post(SmppPdu answer) => _outbox.Post(answer);

    /// <summary>Closes once everything posted is written.</summary>
    public void Finish() => _outbox.Complete();

    /// <summary>Closes at once.</summary>
    public void Abort() => _closing.Cancel();

    public void Dispose() => _socket.Dispose();

    /// <summary>Runs until either side closes. A broken connection is an end like any other; afterwards all open requests are failed.</summary>
    public async Task RunAsync()
    {
        await using NetworkStream stream = new(_socket, ownsSocket: false);
        Task write = Quietly(_outbox.RunAsync(stream, _closing.Token));
        Task read = Quietly(ReadAsync(stream, _closing.Token));
        Task watch = Quietly(WatchAsync(_closing.Token));
        await Task.WhenAny(write, read, watch);

        _outbox.Complete();
        await Quietly(write.WaitAsync(_settings.ResponseTimeout, _settings.Time));
        await _closing.CancelAsync();
        _requests.Close();
        ShutDown();
        await Task.WhenAll(write, read, watch);
    }

    private async Task ReadAsync(NetworkStream stream, CancellationToken closing)
    {
        byte[] buffer = new byte[FirstBufferOctets];
        int held = 0;
        while (true)
        {
            int read = await stream.ReadAsync(buffer.AsMemory(held), closing);
            if (read == 0) return;
            Volatile.Write(ref _heardAt, _settings.Time.GetTimestamp());
            held += read;
            int consumed = 0;
            while (Next(buffer.AsSpan(consumed, held - consumed), ref consumed, out SmppPdu? pdu))
            {
                if (pdu is not null && !await TakeAsync(pdu, closing)) return;
            }

            if (consumed < 0) return;
            held -= consumed;
            buffer.AsSpan(consumed, held).CopyTo(buffer);
            if (held == buffer.Length) Array.Resize(ref buffer, Math.Min(buffer.Length * 2, _settings.MaxPduOctets));
            await _outbox.RoomAsync(closing);
        }
    }

    /// <summary>
    /// The next PDU, or null for a faulty one that was answered and passed over. False when more octets are needed, or when the
    /// stream cannot be followed any more: then <paramref name="consumed"/> is -1.
    /// </summary>
    private bool Next(ReadOnlySpan<byte> octets, ref int consumed, out SmppPdu? pdu)
    {
        Decoded<SmppPdu> decoded = SmppCodec.Decode(octets, _settings.MaxPduOctets, out SmppFault fault);
        pdu = decoded.Value;
        if (decoded.Status == DecodeStatus.NeedMore) return false;
        if (decoded.IsDone)
        {
            consumed += decoded.Consumed;
            return true;
        }

        SmppLog.Malformed(_log, fault.CommandId, decoded.Offset, decoded.Reason);
        SmppPdu? answer = fault.Octets == 0
            ? SmppAnswers.Nack(fault.Sequence, fault.Status)
            : SmppAnswers.Refusal(fault.CommandId, fault.Sequence, fault.Status);
        if (answer is not null) Post(answer);
        consumed = fault.Octets == 0 ? -1 : consumed + fault.Octets;
        return fault.Octets > 0;
    }

    /// <summary>False when the session is over.</summary>
    private async ValueTask<bool> TakeAsync(SmppPdu pdu, CancellationToken closing)
    {
        switch (pdu)
        {
            case SmppPdu.EnquireLink:
                Post(new SmppPdu.EnquireLinkResponse { Sequence = pdu.Sequence });
                return true;
            case SmppPdu.Unbind:
                _onUnbind();
                await SettleAsync(closing);
                Post(new SmppPdu.UnbindResponse { Sequence = pdu.Sequence });
                return false;
            case { IsResponse: true }:
                if (!_requests.Answer(pdu)) SmppLog.UnexpectedResponse(_log, pdu.CommandId, pdu.Sequence);
                return true;
            default:
                StartAnswer(pdu, closing);
                return true;
        }
    }

    private void StartAnswer(SmppPdu request, CancellationToken closing)
    {
        // The window holds for the peer as well: above it the request is not even looked at.
        if (!_inHand.Enter())
        {
            if (SmppAnswers.Refusal(request.CommandId, request.Sequence, SmppStatus.Throttled) is { } throttled) Post(throttled);
            return;
        }

        _ = AnswerAsync(request, closing); // never throws; counted as in hand
    }

    private async Task AnswerAsync(SmppPdu request, CancellationToken closing)
    {
        try
        {
            if (await _onRequest(request, closing) is { } answer) Post(answer with { Sequence = request.Sequence });
        }
        catch (OperationCanceledException) when (closing.IsCancellationRequested)
        {
            // The connection is gone, and the answer with it.
        }
#pragma warning disable CA1031 // The connection's loop: one request must not end the session, whatever its handler threw.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            SmppLog.HandlerFailed(_log, fault, request.CommandId);
            if (SmppAnswers.Refusal(request.CommandId, request.Sequence, SmppStatus.SystemError) is { } refusal) Post(refusal);
        }
        finally
        {
            _inHand.Leave();
        }
    }

    /// <summary>Before an unbind is answered, the requests in hand are, for as long as an answer may take.</summary>
    private Task SettleAsync(CancellationToken closing) => Quietly(_inHand.IdleAsync().WaitAsync(_settings.ResponseTimeout, _settings.Time, closing));

    /// <summary>Sends enquire_link into silence; ends when it is not answered.</summary>
    private async Task WatchAsync(CancellationToken closing)
    {
        while (true)
        {
            TimeSpan silent = _settings.Time.GetElapsedTime(Volatile.Read(ref _heardAt));
            if (silent < _settings.EnquireLinkInterval)
            {
                await Task.Delay(_settings.EnquireLinkInterval - silent, _settings.Time, closing);
                continue;
            }

            SmppExchange exchange = await RequestAsync(new SmppPdu.EnquireLink(), windowed: false, closing);
            if (exchange.Response is null) return;
        }
    }

    private void ShutDown()
    {
        try
        {
            _socket.Shutdown(SocketShutdown.Both);
        }
        catch (SocketException)
        {
            // The peer was faster.
        }

        _socket.Dispose();
    }

    /// <summary>The ends of a connection are many, and all of them mean the same: it is over.</summary>
    private async Task Quietly(Task loop)
    {
        try
        {
            await loop;
        }
        catch (Exception end) when (end is IOException or SocketException or OperationCanceledException or ObjectDisposedException or TimeoutException)
        {
            SmppLog.LinkEnded(_log, end.GetType().Name);
        }
    }
}
