using System.Runtime;
using FleetSim.Grains;
using FleetSim.Grains.Placement;
using FleetSim.Scenarios;
using FleetSim.Silo.Cluster;
using FleetSim.Storage;
using FleetSim.Storage.Control;
using FleetSim.Telemetry;
using FleetSim.Transport.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace FleetSim.Silo;

/// <summary>One node of the fleet: an Orleans silo with its message centre, its network and its store.</summary>
public sealed class FleetNode : IAsyncDisposable
{
    private readonly IHost _host;

    private FleetNode(IHost host) => _host = host;

    public IServiceProvider Services => _host.Services;

    /// <summary>The silo's address in its cluster.</summary>
    public SiloAddress Address => Services.GetRequiredService<ClusterHomes>().Here;

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    public IStateStore Store => Services.GetRequiredService<IStateStore>();

    /// <summary>Completes when whoever drives the run says that it is over.</summary>
    public Task Concluded => Services.GetRequiredService<NodeControl>().Concluded;

    /// <summary>Starts the silo. Which run it takes part in is asked for late: the platform's address is known only after the message centre listens.</summary>
    /// <param name="options">What this node needs to know.</param>
    /// <param name="read">Reads the scenario of a plan.</param>
    /// <param name="logging">Where it writes what went wrong.</param>
    /// <param name="more">Services beside or in place of the node's own; null: none.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="StateStoreException">The state files cannot be used.</exception>
    public static async Task<FleetNode> StartAsync(NodeOptions options, Func<RunPlan, Scenario> read, Action<ILoggingBuilder> logging, Action<IServiceCollection>? more, CancellationToken stop)
    {
        // Without this a growing fleet is now and then compacted in one pause of seconds, and every arrival of that time is late.
        GCSettings.LatencyMode = GCLatencyMode.SustainedLowLatency;
        Directory.CreateDirectory(options.StateDirectory);
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddConfiguration(OrleansConfig.Read(options.ConfigPath));
        StatePlan plan = StatePlan.Read(builder.Configuration, options.StateDirectory);
        plan.Prepare();
        builder.Configuration.AddInMemoryCollection(plan.Settings);
        builder.Logging.AddFilter("Orleans", LogLevel.Error).AddFilter("Microsoft", LogLevel.Warning).AddFilter("Polly", LogLevel.Critical);
        logging(builder.Logging);
        builder.Services.AddMetrics();
        builder.Services.AddSingleton(s => plan.Open(s.GetRequiredService<StorageMetrics>()));
        builder.Services.AddKeyedSingleton(HandsetShell.Snapshots, (s, _) => Snapshots(s.GetRequiredKeyedService<IGrainStorage>(TerminalGrain.Store), plan));
        AddFleet(builder.Services, options, read);
        more?.Invoke(builder.Services);
        builder.UseOrleans(silo => SiloSettings.Apply(silo, builder.Configuration));
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(60));
        IHost host = builder.Build();
        _ = host.Services.GetRequiredService<IStateStore>(); // a file that cannot be used is said here, before anything starts
        await host.StartAsync(stop);
        return new FleetNode(host);
    }

    /// <summary>In this order: arrivals and cohorts, what waits for a platform, the message centre, the silo with its handsets, the store.</summary>
    public async ValueTask DisposeAsync()
    {
        await Services.GetRequiredService<NodeControl>().StopAsync();
        if (Services.GetRequiredService<NodeRun>().IsTaken) Services.GetRequiredService<ActionDispatch>().Stop();
        await Services.GetRequiredService<MessageCentre>().DisposeAsync();
        await _host.StopAsync();
        await Store.DisposeAsync();
        _host.Dispose();
    }

    private static IGrainStorage Snapshots(IGrainStorage provider, StatePlan plan) => plan.OneAtATime ? new OneAtATimeStorage(provider) : provider;

    private static void AddFleet(IServiceCollection services, NodeOptions options, Func<RunPlan, Scenario> read)
    {
        services.AddSingleton(TimeProvider.System);
        if (options.BeginsAnew) services.AddSingleton<IFatalErrorHandler, NodeFatality>();
        services.AddSingleton(options);
        services.AddSingleton(s => new NodeRun(s.GetRequiredService<IStateStore>(), read));
        services.AddSingleton(s => s.GetRequiredService<NodeRun>().Fleet);
        services.AddSingleton<FleetMetrics>().AddSingleton<StorageMetrics>().AddSingleton<FleetLedger>().AddSingleton<NodeHealth>();
        services.AddSingleton<ActionDispatch>().AddSingleton<HandsetShell>().AddSingleton<WakeRamp>().AddSingleton<Revival>().AddSingleton<IWakeTable, WakeTable>();
        services.AddSingleton<IHandsetTraces>(new HandsetTraceFiles(options.Traces));
        services.AddSingleton<ClusterHomes>().AddSingleton<IHomes>(s => s.GetRequiredService<ClusterHomes>());
        services.AddPlacementDirector<CohortPlacement, HomeDirector>();
        services.AddPlacementDirector<HandsetPlacement, HomeDirector>();
        services.AddPlacementDirector<NodePlacement, HomeDirector>();
        services.AddSingleton<CohortKeeper>().AddSingleton<ArrivalPacer>().AddSingleton<UplinkForwarder>();
        services.AddSingleton<NodeControl>().AddSingleton<INode>(s => s.GetRequiredService<NodeControl>());
        services.AddSingleton(s => new DmHttpTransport(new DmHttpOptions
        {
            Policy = s.GetRequiredService<NodeRun>().Scenario.Connection.Policy == ConnectionPolicyChoice.Pooled ? ConnectionPolicy.Pooled : ConnectionPolicy.PerSession,
            AllowedTargets = options.Targets,
        }));
        services.AddSingleton<ObjectFetcher>();
        services.AddSingleton<IActionRunner>(s => new NetworkActionRunner(
            s.GetRequiredService<DmHttpTransport>(), s.GetRequiredService<ObjectFetcher>(), s.GetRequiredService<NodeRun>().Scenario.Handset.OctetsPerSecond, TimeProvider.System));
        services.AddSingleton<MessageCentre>().AddSingleton<ISmsRouter>(s => s.GetRequiredService<MessageCentre>());
    }
}
