using System.Collections.Concurrent;
using System.Globalization;
using FleetSim.Contracts;
using FleetSim.Grains;
using FleetSim.Protocol;
using FleetSim.Protocol.Identity;
using FleetSim.Protocol.Sms;
using FleetSim.Protocol.Smpp;
using FleetSim.Scenarios.Population;
using FleetSim.Storage;
using FleetSim.Telemetry;
using FleetSim.Transport.Smpp;
using Microsoft.Extensions.Logging;

namespace FleetSim.Silo;

/// <summary>
/// The operator's message centre: routes between the platform's SMPP bind and the handsets. A submit_sm is answered when the
/// message is delivered, or stored durably for a handset that cannot be reached. An uplink is handed over until it is acknowledged.
/// </summary>
public sealed partial class MessageCentre : ISmsRouter, IAsyncDisposable
{
    /// <summary>Pause before an uplink that nobody took is tried again.</summary>
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(500);

    /// <summary>Calls to a handset before its message is stored.</summary>
    private const int Attempts = 3;

    private static readonly TimeSpan Validity = TimeSpan.FromDays(1);

    private readonly IGrainFactory _grains;
    private readonly FleetIdentity _identity;
    private readonly IStateStore _store;
    private readonly FleetLedger _ledger;
    private readonly FleetMetrics _metrics;
    private readonly TimeProvider _clock;
    private readonly ILogger<MessageCentre> _logger;
    private readonly ConcurrentDictionary<long, byte> _waiting = new();
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SmppServer _server;
    private long _lastId;

    public MessageCentre(
        SmppServerOptions options, IGrainFactory grains, FleetIdentity identity, IStateStore store, FleetLedger ledger, FleetMetrics metrics, TimeProvider clock, ILoggerFactory loggers)
    {
        (_grains, _identity, _store, _ledger, _metrics, _clock) = (grains, identity, store, ledger, metrics, clock);
        _logger = loggers.CreateLogger<MessageCentre>();
        _server = new SmppServer(options, SubmittedAsync, loggers.CreateLogger<SmppServer>());
    }

    /// <summary>The SMPP port in use.</summary>
    public int Port => _server.EndPoint.Port;

    public int Binds => _server.Binds;

    /// <summary>Messages stored for handsets that could not be reached.</summary>
    public int Stored { get; private set; }

    /// <summary>Begins to listen; what was stored before the last stop is known again.</summary>
    public void Start()
    {
        foreach (StoredMessage message in _store.Reader.Messages())
        {
            _waiting[message.Destination] = 0;
            _lastId = Math.Max(_lastId, message.Id);
        }

        _lastId = Math.Max(_lastId, _clock.GetUtcNow().ToUnixTimeMilliseconds() << 10);
        _server.Start();
    }

    /// <summary>From here on messages go to handsets; before, a platform may bind and its messages wait.</summary>
    public void Open() => _open.TrySetResult();

    public Task WaitForBindAsync(CancellationToken stop) => _server.WaitForBindAsync(stop);

    public async Task<bool> SubmitAsync(long simIndex, string destination, byte[] userData, CancellationToken stop)
    {
        ShortMessage message = new() { Source = _identity.MsisdnOf(simIndex).ToString(), Destination = destination, UserData = userData, HasHeader = true };
        while (true)
        {
            DeliverOutcome outcome = await _server.DeliverAsync(message, stop);
            if (outcome.Delivered)
            {
                _metrics.Sms(DirectionTag.Uplink, SmsTag.Delivered);
                return true;
            }

            if (outcome.Result == SmppResult.Refused)
            {
                _metrics.Sms(DirectionTag.Uplink, SmsTag.Rejected);
                _ledger.Failed(ErrorTag.SmsRefused);
                return false;
            }

            await Task.Delay(RetryPause, _clock, stop);
        }
    }

    public void Reachable(long simIndex)
    {
        if (_waiting.TryRemove(simIndex, out _)) _ = DeliverStoredAsync(simIndex);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    /// <summary>A submit_sm of the platform.</summary>
    private async ValueTask<SubmitReply> SubmittedAsync(ShortMessage message, CancellationToken stop)
    {
        await _open.Task.WaitAsync(stop);
        if (Msisdn.Parse(message.Destination) is not { } number || _identity.SimOf(number) is not { } sim)
        {
            _ledger.Failed(ErrorTag.SmsRefused);
            return new SubmitReply(SmppStatus.InvalidDestination, "");
        }

        long id = Interlocked.Increment(ref _lastId);
        InboundSms inbound = new(sim, message.Source, message.UserData, message.HasHeader, IsConfirmation(message));
        if (await DeliverAsync(inbound) == SmsDelivery.Delivered) _metrics.Sms(DirectionTag.Downlink, SmsTag.Delivered);
        else await StoreAsync(id, inbound, stop);
        return new SubmitReply(SmppStatus.Ok, id.ToString("X", CultureInfo.InvariantCulture));
    }

    /// <summary>A call that the silo rejects (an activation on its way out) is made again; after that the message is stored.</summary>
    private async Task<SmsDelivery> DeliverAsync(InboundSms message)
    {
        for (int attempt = 1; attempt <= Attempts; attempt++)
        {
            try
            {
                return await _grains.Handset(_identity.OwnerOf(message.SimIndex)).DeliverSms(message);
            }
            catch (OrleansException rejected)
            {
                RouterFailed(rejected);
            }
        }

        return SmsDelivery.Unreachable;
    }

    private async Task StoreAsync(long id, InboundSms message, CancellationToken stop)
    {
        long validUntil = (_clock.GetUtcNow() + Validity).ToUnixTimeMilliseconds();
        await _store.PutMessageAsync(new StoredMessage(id, message.SimIndex, validUntil, StoredSms.Encode(message)), stop);
        _waiting[message.SimIndex] = 0;
        Stored++;
        _metrics.Sms(DirectionTag.Downlink, SmsTag.Accepted);

        // It may have become reachable while the message was being stored.
        Reachable(message.SimIndex);
    }

    private async Task DeliverStoredAsync(long simIndex)
    {
        try
        {
            foreach (StoredMessage stored in _store.Reader.PendingFor(simIndex))
            {
                if (stored.ValidUntilUnixMs < _clock.GetUtcNow().ToUnixTimeMilliseconds())
                {
                    _metrics.Sms(DirectionTag.Downlink, SmsTag.Expired);
                }
                else if (await DeliverAsync(StoredSms.Decode(simIndex, stored.Payload)) != SmsDelivery.Delivered)
                {
                    _waiting[simIndex] = 0;
                    return;
                }

                await _store.RemoveMessageAsync(stored.Id);
            }
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // Nothing is lost: the message is stored and is tried again when the SIM is reachable the next time.
            _waiting[simIndex] = 0;
            RouterFailed(failure);
        }
    }

    private static bool IsConfirmation(ShortMessage message)
    {
        Decoded<SmsUserData> data = UserData.Decode(message.UserData, message.HasHeader);
        return data.IsDone && data.Value.Ports is { Destination: RegistrationText.Port };
    }

    [LoggerMessage(EventIds.RouterFailed, LogLevel.Warning, "A stored short message could not be delivered; it stays stored.")]
    private partial void RouterFailed(Exception failure);
}
