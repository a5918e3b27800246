using System.Net;
using System.Net.Sockets;
using System.Runtime;
using FleetSim.Grains;
using FleetSim.Scenarios;
using FleetSim.Scenarios.Life;
using FleetSim.Scenarios.Load;
using FleetSim.Scenarios.Population;
using FleetSim.Storage;
using FleetSim.Storage.Control;
using FleetSim.Telemetry;
using FleetSim.Transport.Http;
using FleetSim.Transport.Smpp;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Storage;

namespace FleetSim.Silo;

/// <summary>One node of the fleet: an Orleans silo with its message centre, its network and its store.</summary>
public sealed class FleetNode : IAsyncDisposable
{
    private readonly IHost _host;

    private FleetNode(IHost host) => _host = host;

    public IServiceProvider Services => _host.Services;

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    public FleetLedger Ledger => Services.GetRequiredService<FleetLedger>();

    public MessageCentre MessageCentre => Services.GetRequiredService<MessageCentre>();

    public IStateStore Store => Services.GetRequiredService<IStateStore>();

    /// <summary>Starts the silo. The fleet's settings are asked for late, because the platform's address is known only after the message centre listens.</summary>
    /// <exception cref="StateStoreException">The state files cannot be used.</exception>
    public static async Task<FleetNode> StartAsync(NodeOptions options, Scenario scenario, Func<Fleet> fleet, Action<ILoggingBuilder> logging, Action<IServiceCollection>? more, CancellationToken stop)
    {
        // Without this a growing fleet is now and then compacted in one pause of seconds, and every arrival of that time is late.
        GCSettings.LatencyMode = GCLatencyMode.SustainedLowLatency;
        Directory.CreateDirectory(options.StateDirectory);
        ControlSchema.Apply(options.ControlPath);
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddJsonFile(Path.GetFullPath(options.ConfigPath), optional: false);
        builder.Configuration.AddInMemoryCollection([new("ConnectionStrings:control", ControlSchema.ConnectionString(options.ControlPath))]);
        builder.Logging.AddFilter("Orleans", LogLevel.Error).AddFilter("Microsoft", LogLevel.Warning);
        logging(builder.Logging);
        builder.Services.AddMetrics();
        builder.Services.AddSingleton<IStateStore>(s => SqliteStateStore.Open(new StateStoreOptions { Path = options.StatePath }, s.GetRequiredService<StorageMetrics>()));
        AddFleet(builder.Services, options, scenario, fleet);
        more?.Invoke(builder.Services);
        builder.UseOrleans(silo => ConfigureSilo(silo, builder.Configuration));
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(60));
        IHost host = builder.Build();
        _ = host.Services.GetRequiredService<IStateStore>(); // a file that cannot be used is said here, before anything starts
        await host.StartAsync(stop);
        return new FleetNode(host);
    }

    public async ValueTask DisposeAsync()
    {
        Services.GetRequiredService<ActionDispatch>().Stop();
        await MessageCentre.DisposeAsync();
        await _host.StopAsync();
        await Store.DisposeAsync();
        _host.Dispose();
    }

    private static void ConfigureSilo(ISiloBuilder silo, ConfigurationManager configuration)
    {
        silo.Configure<EndpointOptions>(o =>
        {
            o.AdvertisedIPAddress = IPAddress.Loopback;
            if (configuration["Orleans:Endpoints:SiloPort"] is null) (o.SiloPort, o.GatewayPort) = (FreePort(), 0);
        });
        silo.Services.Configure<GrainCollectionOptions>(configuration.GetSection("Orleans:GrainCollection"));
        silo.Services.AddKeyedSingleton<IGrainStorageSerializer, OrleansGrainStorageSerializer>("binary");
    }

    private static void AddFleet(IServiceCollection services, NodeOptions options, Scenario scenario, Func<Fleet> fleet)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<FleetMetrics>();
        services.AddSingleton<StorageMetrics>();
        services.AddSingleton<FleetLedger>();
        services.AddSingleton<ActionDispatch>();
        services.AddSingleton<HandsetShell>();
        services.AddSingleton<IHandsetTraces>(new HandsetTraceFiles(options.Traces));
        services.AddSingleton(new FleetIdentity(scenario));
        services.AddSingleton(_ => fleet());
        services.AddSingleton(s => new ArrivalSchedule(scenario.Seed, scenario.PowerOnRate, scenario.Fleet.Terminals));
        services.AddSingleton<ArrivalPacer>();
        services.AddSingleton(_ => new DmHttpTransport(new DmHttpOptions
        {
            Policy = scenario.Connection.Policy == ConnectionPolicyChoice.Pooled ? ConnectionPolicy.Pooled : ConnectionPolicy.PerSession,
            AllowedTargets = options.Targets,
        }));
        services.AddSingleton(s => new ObjectFetcher(s.GetRequiredService<DmHttpTransport>()));
        services.AddSingleton<IActionRunner>(s => new NetworkActionRunner(
            s.GetRequiredService<DmHttpTransport>(), s.GetRequiredService<ObjectFetcher>(), scenario.Handset.OctetsPerSecond, TimeProvider.System));
        services.AddSingleton(s => new MessageCentre(
            new SmppServerOptions { Port = options.SmppPort, SystemId = scenario.Connection.SystemId, Password = scenario.Connection.Password },
            s.GetRequiredService<IGrainFactory>(), s.GetRequiredService<FleetIdentity>(), s.GetRequiredService<IStateStore>(),
            s.GetRequiredService<FleetLedger>(), s.GetRequiredService<FleetMetrics>(), TimeProvider.System, s.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton<ISmsRouter>(s => s.GetRequiredService<MessageCentre>());
    }

    /// <summary>A free loopback port for the silo of a one-box run: two runs on one machine must not meet.</summary>
    private static int FreePort()
    {
        using TcpListener probe = new(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
