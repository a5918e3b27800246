using FleetSim.Bench.Node;
using FleetSim.Contracts;
using FleetSim.Device;
using FleetSim.Grains;

namespace FleetSim.Bench.Session;

/// <summary>CPU and garbage of one DM session, and its share of the collector's pauses.</summary>
internal readonly record struct SessionCost(double CpuUs, long AllocatedBytes, double PauseUs);

/// <summary>
/// Sessions of real handsets, one round after the other. Each session is the first of a handset's life, so that package #0 is the same for all of a model
/// and costs the bench nothing.
/// </summary>
internal sealed class SessionRounds(BenchFleet fleet, WatchedNetwork network, int sessions) : IDisposable
{
    private const int MostLooks = 100;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    private readonly SemaphoreSlim _room = new(SessionBench.AtOnce);
    private readonly Dictionary<HandsetModel, byte[]> _texts = new(ReferenceEqualityComparer.Instance);
    private int _next;

    /// <summary>Wakes the next handsets by package #0, so many at once, and waits until the last session has ended.</summary>
    /// <exception cref="InvalidOperationException">Not every session was completed.</exception>
    public async Task<SessionCost> RunAsync(CancellationToken stop)
    {
        long completed = fleet.Ledger.Sessions(SessionOutcome.Completed);
        (TimeSpan cpu, long allocated, TimeSpan paused) = (Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes(), GC.GetTotalPauseDuration());
        network.Ended = () => _room.Release();
        for (int end = _next + sessions; _next < end; _next++)
        {
            await _room.WaitAsync(stop);
            _ = fleet.Node.Grains.Handset(_next).DeliverSms(Notification(_next)); // a failure shows as a session that is missing
        }

        await DrainAsync(stop);
        SessionCost cost = new(
            (Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / sessions, (GC.GetTotalAllocatedBytes() - allocated) / sessions,
            (GC.GetTotalPauseDuration() - paused).TotalMicroseconds / sessions);
        // A link is closed just before its session is counted.
        for (int looks = 0; looks < MostLooks && fleet.Ledger.Sessions(SessionOutcome.Completed) < completed + sessions; looks++) await Task.Delay(Look, stop);
        if (fleet.Ledger.Sessions(SessionOutcome.Completed) != completed + sessions) throw new InvalidOperationException("Not every session of the bench was completed.");
        return cost;
    }

    public void Dispose() => _room.Dispose();

    /// <summary>The octets are those of its model: the heap of a fleet is not to carry what the bench has prepared.</summary>
    private InboundSms Notification(long index)
    {
        HandsetModel model = fleet.Fleet.Identity.ModelOf(index);
        if (!_texts.TryGetValue(model, out byte[]? text)) _texts.Add(model, text = Messages.NotificationText(fleet.Fleet.Settings.Account, model));
        return Messages.Notification(fleet.Fleet, index, text);
    }

    private async Task DrainAsync(CancellationToken stop)
    {
        for (int i = 0; i < SessionBench.AtOnce; i++) await _room.WaitAsync(TimeSpan.FromMinutes(1), stop);
        _room.Release(SessionBench.AtOnce);
    }
}
