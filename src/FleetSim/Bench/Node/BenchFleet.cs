using FleetSim.Commands;
using FleetSim.Contracts;
using FleetSim.Grains;
using FleetSim.Models;
using FleetSim.Scenarios;
using FleetSim.Scenarios.Configuration;
using FleetSim.Scenarios.Life;
using FleetSim.Scenarios.Population;
using FleetSim.Silo;
using FleetSim.Transport.Smpp;
using Microsoft.Extensions.DependencyInjection;

namespace FleetSim.Bench.Node;

/// <summary>
/// A real node (silo, grains, cohorts, store) with a fleet to be measured, in a state directory of its own that goes when it goes.
/// What the handsets reach through their ports is the caller's.
/// </summary>
internal sealed class BenchFleet : IAsyncDisposable
{
    /// <summary>Handsets that something is done to at once: enough for full commits, few enough for a quiet ramp.</summary>
    private const int Parallelism = 1024;

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Aftermath = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly string _directory;

    private BenchFleet(FleetNode node, Fleet fleet, string directory) => (Node, Fleet, _directory) = (node, fleet, directory);

    public FleetNode Node { get; }

    public Fleet Fleet { get; }

    public FleetLedger Ledger => Node.Services.GetRequiredService<FleetLedger>();

    /// <param name="scenario">Made by <see cref="ScenarioOf"/>.</param>
    /// <param name="address">Where package 1 goes.</param>
    /// <param name="ports">Registers the ports of the handsets in place of the node's.</param>
    public static async Task<BenchFleet> StartAsync(Scenario scenario, string address, Action<IServiceCollection> ports, CancellationToken stop)
    {
        string directory = Directory.CreateTempSubdirectory("fleetsim-bench-").FullName;
        NodeOptions options = new() { StateDirectory = directory, ConfigPath = RepositoryFiles.Find(RepositoryFiles.OrleansConfig) };
        RunPlan plan = new() { Id = "bench", Scenario = [], Seed = scenario.Seed, Terminals = scenario.Fleet.Terminals, DmAddress = address };
        FleetNode node = await FleetNode.StartAsync(options, _ => scenario, _ => { }, ports, stop);
        await plan.WriteAsync(node.Store);
        return new BenchFleet(node, NodeRun.FleetOf(scenario, plan), directory);
    }

    /// <summary>
    /// Handsets of the ordinary models in equal shares, without troubles. Each has one timer in its cohort's wheel: a reboot in ten days.
    /// </summary>
    /// <param name="homeShare">Part with a SIM of the models' operator: the others never register.</param>
    public static Scenario ScenarioOf(int terminals, double homeShare, ConnectionPolicyChoice policy = ConnectionPolicyChoice.PerSession)
    {
        ModelShare[] models = [.. ModelCatalogue.Ordinary.Select(id => new ModelShare(ShippedModels.Catalogue.Find(id)!, 1))];
        TimeRange inTenDays = new(TimeSpan.FromDays(10), TimeSpan.FromDays(11));
        return new Scenario
        {
            Name = "bench", Seed = 1, PowerOnRate = 1_000, Fleet = new FleetSpec(terminals, homeShare, WrongApnShare: 0, models),
            Users = new UserSpec { RebootShare = 1, RebootAfter = inTenDays, OffTime = inTenDays }, Faults = new FaultSpec(),
            Handset = new HandsetSpec { SessionTimeout = Patience, PromptTimeout = Patience, UpdateBlocks = 1 }, Platform = new PlatformSpec(), Connection = new ConnectionSpec { Policy = policy },
        };
    }

    /// <summary>Opens the message centre for one platform; its port.</summary>
    public int Listen()
    {
        MessageCentre centre = Node.Services.GetRequiredService<MessageCentre>();
        ConnectionSpec connection = Fleet.Scenario.Connection;
        centre.Listen(new SmppServerOptions { SystemId = connection.SystemId, Password = connection.Password }, node: 0);
        centre.Open();
        return centre.Port;
    }

    /// <summary>Does something to handsets, some of them at once.</summary>
    public Task EachAsync(Range handsets, Func<ITerminalGrain, long, Task> work, CancellationToken stop)
    {
        (int first, int count) = handsets.GetOffsetAndLength(Fleet.Identity.Terminals);
        ParallelOptions options = new() { MaxDegreeOfParallelism = Parallelism, CancellationToken = stop };
        return Parallel.ForAsync(first, first + count, options, async (index, _) => await work(Node.Grains.Handset(index), index));
    }

    /// <summary>Switches handsets on and lets them hear the platform's confirmation; those that do not register only the former.</summary>
    public async Task RegisterAsync(Range handsets, CancellationToken stop)
    {
        await EachAsync(handsets, RegisterAsync, stop);
        await SettleAsync(() => true, stop);
    }

    /// <summary>Waits until something is so, and until what is still on its way to the store is there.</summary>
    /// <exception cref="TimeoutException">It did not become so.</exception>
    public async Task SettleAsync(Func<bool> isSo, CancellationToken stop)
    {
        using CancellationTokenSource limit = new(Patience);
        while (!isSo() || Node.Store.QueueLength > 0)
        {
            if (limit.IsCancellationRequested) throw new TimeoutException("The fleet of the bench did not come to where it should.");
            await Task.Delay(Poll, stop);
        }

        await Task.Delay(Aftermath, stop);
    }

    public async ValueTask DisposeAsync()
    {
        await Node.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    private async Task RegisterAsync(ITerminalGrain terminal, long index)
    {
        await terminal.FirstPowerOn();
        if (Fleet.Identity.IsHome(index)) await terminal.DeliverSms(Messages.Confirmation(Fleet, index));
    }
}
