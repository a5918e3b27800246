using FleetSim.Contracts;
using FleetSim.Grains.Placement;
using FleetSim.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Runtime.Placement;
using Orleans.TestingHost;

namespace FleetSim.Grains.Tests;

/// <summary>A cohort on real silos in this process, with a home and a store as the test wants them.</summary>
public sealed class CohortGrainTests
{
    private const long Cohort = 3;

    private const int Askings = 50;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2), Pause = TimeSpan.FromMilliseconds(200), Limit = TimeSpan.FromMinutes(1);

    /// <summary>Its new home has the address where the cohort was in a cache: asked for there, a cohort that merely went away is made there again.</summary>
    [Fact]
    public async Task A_cohort_in_a_fleet_at_rest_moves_to_its_new_home()
    {
        Home home = new();
        await using InProcessTestCluster cluster = await DeployAsync(2, home, new Store());
        (InProcessSiloHandle before, InProcessSiloHandle after) = (cluster.Silos[0], cluster.Silos[1]);
        home.Silo = before.SiloAddress;
        Assert.Equal(before.SiloAddress, await CohortOf(after).Keep());
        home.Silo = after.SiloAddress;
        for (int asking = 1; !after.SiloAddress.Equals(await CohortOf(after).Keep()); asking++)
        {
            Assert.True(asking < Askings, $"asked {Askings} times in vain");
            await Task.Delay(Pause, TestContext.Current.CancellationToken); // as its keeper asks: at once would not find it gone
        }
    }

    /// <summary>The store is away while it begins: Orleans gives it up and makes another, and both hear from the store in the end.</summary>
    [Fact]
    public async Task Timers_of_a_cohort_that_took_too_long_to_begin_are_counted_once()
    {
        Store store = new() { Rows = [(Cohorts.Slice(Cohort).From, DateTimeOffset.UtcNow.AddDays(1))] };
        Home home = new();
        await using InProcessTestCluster cluster = await DeployAsync(1, home, store);
        InProcessSiloHandle silo = cluster.Silos[0];
        home.Silo = silo.SiloAddress;
        FleetLedger ledger = silo.ServiceProvider.GetRequiredService<FleetLedger>();
        await Assert.ThrowsAnyAsync<Exception>(() => CohortOf(silo).Keep());
        Task<SiloAddress> next = CohortOf(silo).Keep();
        await store.AskedTwice.WaitAsync(Limit, TestContext.Current.CancellationToken);
        store.Answers.SetResult();
        Assert.Equal(silo.SiloAddress, await next);
        Assert.Equal(1, ledger.TimersWaiting);
    }

    private static ICohortGrain CohortOf(InProcessSiloHandle silo) => silo.ServiceProvider.GetRequiredService<IGrainFactory>().GetGrain<ICohortGrain>(Cohort);

    private static async Task<InProcessTestCluster> DeployAsync(short silos, Home home, Store store)
    {
        InProcessTestClusterBuilder builder = new(silos);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton(TimeProvider.System).AddSingleton<FleetMetrics>().AddSingleton<FleetLedger>().AddSingleton<WakeRamp>()
                .AddSingleton<IWakeTable>(store).AddSingleton(home).AddSingleton<IHomes, Homes>()
                .Configure<GrainCollectionOptions>(o => o.ActivationTimeout = Patience).AddPlacementDirector<CohortPlacement, Director>();
        });
        InProcessTestCluster cluster = builder.Build();
        await cluster.DeployAsync();
        return cluster;
    }

    private sealed class Home
    {
        public SiloAddress? Silo { get; set; }
    }

    private sealed class Homes(Home home, ILocalSiloDetails silo) : IHomes
    {
        public SiloAddress Here => silo.SiloAddress;

        public bool HasOthers => true;

        public bool IsHere(long cohort) => Here.Equals(home.Silo);
    }

    private sealed class Director(Home home) : IPlacementDirector
    {
        public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context) => Task.FromResult(home.Silo!);
    }

    /// <summary>A store that keeps everybody waiting until it answers, if it has something to say.</summary>
    private sealed class Store : IWakeTable
    {
        private readonly TaskCompletionSource _askedTwice = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _asked;

        public IReadOnlyList<(long Terminal, DateTimeOffset Due)> Rows { get; init; } = [];

        public TaskCompletionSource Answers { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task AskedTwice => _askedTwice.Task;

        public async Task<IReadOnlyList<(long Terminal, DateTimeOffset Due)>> ReadAsync(long from, long to)
        {
            if (Interlocked.Increment(ref _asked) == 2) _askedTwice.SetResult();
            if (Rows.Count > 0) await Answers.Task;
            return Rows;
        }
    }
}
