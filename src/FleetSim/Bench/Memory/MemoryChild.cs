using FleetSim.Bench.Node;
using FleetSim.Grains;
using FleetSim.Telemetry;
using Microsoft.Extensions.DependencyInjection;

namespace FleetSim.Bench.Memory;

/// <summary>
/// One process of the memory bench: a node, a fleet, the states that it goes through. Some handsets come first, so that compiled code, pools
/// and tables are there before the scale is set to zero.
/// </summary>
internal sealed class MemoryChild(int terminals, TextWriter progress)
{
    private const int WarmUp = 512;

    private static readonly TimeSpan Idleness = TimeSpan.FromSeconds(1);

    private static readonly Range First = ..WarmUp;
    private static readonly Range Measured = WarmUp..;

    private readonly SilentServer _server = new();

    /// <summary>The weights of one life, in its order.</summary>
    public async Task<StageWeight[]> WeighAsync(MemoryLife life, CancellationToken stop)
    {
        double homeShare = life == MemoryLife.Registered ? 1 : 0;
        await using BenchFleet fleet = await BenchFleet.StartAsync(BenchFleet.ScenarioOf(WarmUp + terminals, homeShare), "http://127.0.0.1:9/dm", Ports, stop);
        await BringUpAsync(fleet, life, First, stop);
        HeapScale scale = new();
        await BringUpAsync(fleet, life, Measured, stop);
        StageWeight up = Read(scale, life switch { MemoryLife.Bare => "bareActivation", MemoryLife.Idle => "idle", _ => "registered" });
        return life == MemoryLife.Registered ? [up, await HibernateAsync(fleet, scale, stop), await EnterSessionsAsync(fleet, scale, stop)] : [up];
    }

    private void Ports(IServiceCollection services) =>
        services.AddSingleton<IActionRunner>(_server).AddSingleton<ISmsRouter>(new WillingMessageCentre());

    private static Task BringUpAsync(BenchFleet fleet, MemoryLife life, Range handsets, CancellationToken stop) => life == MemoryLife.Bare
        ? fleet.EachAsync(handsets, (_, index) => fleet.Node.Grains.GetGrain<IBareGrain>(index).Touch(), stop)
        : fleet.RegisterAsync(handsets, stop);

    /// <summary>Orleans' own idle collector takes every activation; the wheels stay, because their grains tick.</summary>
    private async Task<StageWeight> HibernateAsync(BenchFleet fleet, HeapScale scale, CancellationToken stop)
    {
        scale.Restart();
        FleetLedger ledger = fleet.Ledger;
        while (ledger.DevicesIn(DeviceTag.Registered) > 0)
        {
            await Task.Delay(Idleness, stop);
            try
            {
                await fleet.Node.Grains.GetGrain<IManagementGrain>(0).ForceActivationCollection(Idleness, stop);
            }
            catch (TimeoutException)
            {
                // A million activations take longer than a call may; the collection goes on, and the ledger says when it is over.
            }
        }

        // The first ones were there when the scale was set to zero.
        await fleet.EachAsync(First, (terminal, _) => terminal.Wake(), stop);
        await fleet.SettleAsync(() => ledger.DevicesIn(DeviceTag.Registered) == WarmUp, stop);
        return Read(scale, "hibernated");
    }

    /// <summary>Package #0 wakes each of them; it sends package 1 and waits.</summary>
    private async Task<StageWeight> EnterSessionsAsync(BenchFleet fleet, HeapScale scale, CancellationToken stop)
    {
        scale.Restart();
        await fleet.EachAsync(Measured, (terminal, index) => terminal.DeliverSms(Messages.Notification(fleet.Fleet, index)), stop);
        await fleet.SettleAsync(() => _server.Waiting == terminals && fleet.Ledger.DevicesIn(DeviceTag.InSession) == terminals, stop);
        return Read(scale, "inSession");
    }

    private StageWeight Read(HeapScale scale, string stage)
    {
        StageWeight weight = scale.Read(stage, terminals);
        progress.WriteLine($"{stage}: {terminals} in {weight.Seconds} s, {weight.HeapBytes} B each");
        return weight;
    }
}

/// <summary>What becomes of the handsets of one process.</summary>
internal enum MemoryLife
{
    /// <summary>No handsets: empty grains.</summary>
    Bare,

    /// <summary>Switched on with a foreign SIM: they never register.</summary>
    Idle,

    /// <summary>Registered, then hibernated, then woken into a session.</summary>
    Registered,
}
