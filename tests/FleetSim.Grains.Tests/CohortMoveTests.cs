using FleetSim.Contracts;
using FleetSim.Grains.Placement;
using FleetSim.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime.Placement;
using Orleans.TestingHost;

namespace FleetSim.Grains.Tests;

/// <summary>Two silos in this process, and a home that is now the one and now the other.</summary>
public sealed class CohortMoveTests
{
    private const long Cohort = 3;

    private const int Askings = 50;

    /// <summary>
    /// Its new home has the address at which the cohort was in a cache: as long as it asks there, and finds nobody, one is made there.
    /// </summary>
    [Fact]
    public async Task A_cohort_in_a_fleet_at_rest_moves_to_its_new_home()
    {
        Home home = new();
        InProcessTestClusterBuilder builder = new(2);
        builder.ConfigureSilo((_, silo) => silo.Services
            .AddSingleton(TimeProvider.System).AddSingleton<FleetMetrics>().AddSingleton<FleetLedger>().AddSingleton<WakeRamp>()
            .AddSingleton<IWakeTable, NobodyWaits>().AddSingleton(home).AddSingleton<IHomes, Homes>().AddPlacementDirector<CohortPlacement, Director>());
        await using InProcessTestCluster cluster = builder.Build();
        await cluster.DeployAsync();
        (InProcessSiloHandle before, InProcessSiloHandle after) = (cluster.Silos[0], cluster.Silos[1]);
        ICohortGrain cohort = after.ServiceProvider.GetRequiredService<IGrainFactory>().GetGrain<ICohortGrain>(Cohort);
        home.Silo = before.SiloAddress;
        Assert.Equal(before.SiloAddress, await cohort.Keep());
        home.Silo = after.SiloAddress;
        int askings = 1;
        while (!after.SiloAddress.Equals(await cohort.Keep()))
        {
            Assert.True(askings++ < Askings, $"it was asked {Askings} times to move");
            await Task.Delay(200, TestContext.Current.CancellationToken);
        }
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

    private sealed class NobodyWaits : IWakeTable
    {
        public Task<IReadOnlyList<(long Terminal, DateTimeOffset Due)>> ReadAsync(long from, long to) => Task.FromResult<IReadOnlyList<(long, DateTimeOffset)>>([]);
    }
}
