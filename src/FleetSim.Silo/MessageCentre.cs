using System.Collections.Concurrent;
using System.Globalization;
using FleetSim.Contracts;
using FleetSim.Grains;
using FleetSim.Protocol;
using FleetSim.Protocol.Identity;
using FleetSim.Protocol.Sms;
using FleetSim.Protocol.Smpp;
using FleetSim.Scenarios.Population;
using FleetSim.Silo.Cluster;
using FleetSim.Storage;
using FleetSim.Telemetry;
using FleetSim.Transport.Smpp;
using Microsoft.Extensions.Logging;

namespace FleetSim.Silo;

/// <summary>
/// The operator's message centre: routes between the platform's SMPP bind and the handsets. A submit_sm is answered when the
/// message is delivered, or stored durably for a handset that cannot be reached. An uplink is handed over until it is acknowledged, over a bind
/// of another node when this one has none.
/// </summary>
/// <remarks>
/// Number of a message: <c>ms since 1970 when the centre opened, then counting | 10 bits of node number</c>, so that nodes which share a store never
/// give the same.
/// </remarks>
public sealed partial class MessageCentre : ISmsRouter, IAsyncDisposable
{
    /// <summary>Pause before an uplink that nobody took is tried again.</summary>
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(500);

    /// <summary>Calls to a handset before its message is stored.</summary>
    private const int Attempts = 3;

    private static readonly TimeSpan Validity = TimeSpan.FromDays(1);

    private const int NodeBits = 10;

    /// <summary>Nodes of one run.</summary>
    public const int NodeLimit = 1 << NodeBits;

    private readonly IGrainFactory _grains;
    private readonly NodeRun _run;
    private readonly UplinkForwarder _forwarder;
    private readonly IStateStore _store;
    private readonly FleetLedger _ledger;
    private readonly FleetMetrics _metrics;
    private readonly TimeProvider _clock;
    private readonly ILogger<MessageCentre> _logger;
    private readonly ConcurrentDictionary<long, byte> _waiting = new();
    private readonly ConcurrentQueue<long> _untold = new();
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ILoggerFactory _loggers;
    private SmppServer? _server;
    private long _lastId;

    public MessageCentre(
        NodeRun run, IGrainFactory grains, UplinkForwarder forwarder, IStateStore store, FleetLedger ledger, FleetMetrics metrics, TimeProvider clock, ILoggerFactory loggers)
    {
        (_run, _grains, _forwarder, _store, _ledger, _metrics, _clock, _loggers) = (run, grains, forwarder, store, ledger, metrics, clock, loggers);
        _logger = loggers.CreateLogger<MessageCentre>();
    }

    /// <summary>The SMPP port in use; 0 before it listens.</summary>
    public int Port => _server?.EndPoint.Port ?? 0;

    public int Binds => _server?.Binds ?? 0;

    private FleetIdentity Identity => _run.Fleet.Identity;

    /// <summary>Messages stored for handsets that could not be reached.</summary>
    public int Stored { get; private set; }

    /// <summary>Begins to listen; a second call changes nothing.</summary>
    /// <param name="options">Where, and what a bind must say.</param>
    /// <param name="node">The node's number in its run, below <see cref="NodeLimit"/>.</param>
    public void Listen(SmppServerOptions options, int node)
    {
        if (_server is not null) return;
        _lastId = (_clock.GetUtcNow().ToUnixTimeMilliseconds() << (2 * NodeBits)) | (uint)node;
        SmppServer server = new(options, SubmittedAsync, _loggers.CreateLogger<SmppServer>());
        server.Start();
        _server = server;
    }

    /// <summary>From here on messages go to handsets; before, a platform may bind and its messages wait.</summary>
    public void Open() => _open.TrySetResult();

    public async Task<bool> SubmitAsync(long simIndex, string destination, byte[] userData, CancellationToken stop)
    {
        UplinkSms message = new(Identity.MsisdnOf(simIndex).ToString(), destination, userData);
        while (true)
        {
            bool? taken = await HandOverAsync(message, stop);
            taken ??= await _forwarder.SubmitAsync(message, stop);
            if (taken is { } accepted)
            {
                _metrics.Sms(DirectionTag.Uplink, accepted ? SmsTag.Delivered : SmsTag.Rejected);
                if (!accepted) _ledger.Failed(ErrorTag.SmsRefused);
                return accepted;
            }

            await Task.Delay(RetryPause, _clock, stop);
        }
    }

    /// <summary>Hands an uplink to the platform over a bind of this node: true when it took it, false when it refused it for good, null when there is no bind or no answer.</summary>
    public async Task<bool?> HandOverAsync(UplinkSms uplink, CancellationToken stop)
    {
        if (_server is not { } server) return null;
        DeliverOutcome outcome = await server.DeliverAsync(
            new ShortMessage { Source = uplink.Source, Destination = uplink.Destination, UserData = uplink.UserData, HasHeader = true }, stop);
        return outcome.Delivered ? true : outcome.Result == SmppResult.Refused ? false : null;
    }

    public void Waits(long simIndex) => _waiting[simIndex] = 0;

    public void Reachable(long simIndex)
    {
        if (_waiting.TryRemove(simIndex, out _)) _ = DeliverStoredAsync(simIndex);
    }

    /// <summary>Tells the handsets of cohorts, which this node has just taken up, what is stored for them.</summary>
    public async Task RecallAsync(IReadOnlySet<long> cohorts)
    {
        foreach (long sim in await Task.Run(() => _store.Reader.Messages().Select(m => m.Destination).Distinct().ToArray()))
        {
            if (cohorts.Contains(Cohorts.Of(Identity.OwnerOf(sim)))) await TellAsync(sim);
        }
    }

    /// <summary>Tells those handsets again that could not be told.</summary>
    public async Task RetryAsync()
    {
        for (int waiting = _untold.Count; waiting > 0 && _untold.TryDequeue(out long sim); waiting--) await TellAsync(sim);
    }

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>A submit_sm of the platform.</summary>
    private async ValueTask<SubmitReply> SubmittedAsync(ShortMessage message, CancellationToken stop)
    {
        await _open.Task.WaitAsync(stop);
        if (Msisdn.Parse(message.Destination) is not { } number || Identity.SimOf(number) is not { } sim)
        {
            _ledger.Failed(ErrorTag.SmsRefused);
            return new SubmitReply(SmppStatus.InvalidDestination, "");
        }

        long id = Interlocked.Add(ref _lastId, NodeLimit);
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
                return await OwnerOf(message.SimIndex).DeliverSms(message);
            }
            catch (Exception rejected) when (rejected is OrleansException or TimeoutException)
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
        Stored++;
        _metrics.Sms(DirectionTag.Downlink, SmsTag.Accepted);
        await TellAsync(message.SimIndex);
    }

    /// <summary>The handset's own node is the one that must know: it may have become reachable meanwhile, and later it hears of it first.</summary>
    private async Task TellAsync(long sim)
    {
        try
        {
            await OwnerOf(sim).MessageWaits(sim);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            _untold.Enqueue(sim);
            RouterFailed(failure);
        }
    }

    private ITerminalGrain OwnerOf(long sim) => _grains.Handset(Identity.OwnerOf(sim));

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
