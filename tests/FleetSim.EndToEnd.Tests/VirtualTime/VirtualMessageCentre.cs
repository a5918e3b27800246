using FleetSim.Platform.Engine;
using FleetSim.Scenarios.Population;

namespace FleetSim.EndToEnd.Tests.VirtualTime;

/// <summary>The operator's message centre as <c>FleetSim.Silo.MessageCentre</c> is one: delivers, or stores until the SIM can be reached.</summary>
public sealed class VirtualMessageCentre(FleetIdentity identity, VirtualPlatform platform, Agenda agenda, WorldOptions options)
{
    private const uint TemporaryError = 0x64;

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly Dictionary<long, Queue<Downlink>> _stored = [];

    /// <summary>Hands a message to the handset that ought to have this SIM; false: it cannot be reached.</summary>
    public Func<long, Downlink, bool> Deliver { get; set; } = (_, _) => false;

    /// <summary>Messages that had to wait for their SIM.</summary>
    public int StoredEver { get; private set; }

    /// <summary>SIMs for which messages wait.</summary>
    public IReadOnlyCollection<long> Waiting => _stored.Keys;

    /// <summary>A submit_sm of the platform; false for a number of nobody.</summary>
    public bool Submit(Downlink message)
    {
        if (identity.SimOf(message.Destination) is not { } sim) return false;
        if (!Deliver(sim, message)) Store(sim, message);
        return true;
    }

    /// <summary>A message of a handset for the platform.</summary>
    public void Uplink(long sim, string destination, byte[] userData, Action<bool> accepted) =>
        agenda.After(options.SmsLatency, () => HandOver(sim, destination, userData, accepted));

    /// <summary>The SIM came into the network: what was stored for it is delivered.</summary>
    public void Reachable(long sim)
    {
        if (_stored.ContainsKey(sim)) agenda.After(options.SmsLatency, () => DeliverStored(sim));
    }

    /// <summary>A temporary error of the platform: the message is handed over again; a permanent one is the handset's to know.</summary>
    private void HandOver(long sim, string destination, byte[] userData, Action<bool> accepted)
    {
        uint status = platform.Receive(identity.MsisdnOf(sim).ToString(), destination, userData);
        if (status == TemporaryError) agenda.After(RetryAfter, () => HandOver(sim, destination, userData, accepted));
        else agenda.After(options.SmsLatency, () => accepted(status == 0));
    }

    private void Store(long sim, Downlink message)
    {
        StoredEver++;
        if (!_stored.TryGetValue(sim, out Queue<Downlink>? queue)) _stored.Add(sim, queue = new Queue<Downlink>());
        queue.Enqueue(message);
    }

    private void DeliverStored(long sim)
    {
        if (!_stored.TryGetValue(sim, out Queue<Downlink>? queue)) return;
        while (queue.TryPeek(out Downlink? message) && Deliver(sim, message)) queue.Dequeue();
        if (queue.Count == 0) _stored.Remove(sim);
    }
}
