using FleetSim.Commands;
using FleetSim.Silo;
using FleetSim.Silo.Cluster;
using FleetSim.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FleetSim.Run;

/// <summary>The way into a fleet: its grains and its store, of one node in this process or of a cluster that this process joins as a client.</summary>
public sealed class FleetDoor : IAsyncDisposable
{
    /// <summary>How long the first node of a cluster is waited for.</summary>
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan ConnectPause = TimeSpan.FromSeconds(1);

    private readonly Func<ValueTask> _close;

    private FleetDoor(IGrainFactory grains, IStateStore store, FleetNode? node, Func<ValueTask> close) => (Grains, Store, Node, _close) = (grains, store, node, close);

    public IGrainFactory Grains { get; }

    public IStateStore Store { get; }

    /// <summary>The node of this process; null: the fleet is a cluster.</summary>
    public FleetNode? Node { get; }

    public static async Task<FleetDoor> OpenNodeAsync(NodeOptions options, Action<ILoggingBuilder> logging, Action<IServiceCollection>? more, CancellationToken stop)
    {
        FleetNode node = await FleetNode.StartAsync(options, PlannedScenario.Read, logging, more, stop);
        return new FleetDoor(node.Grains, node.Store, node, node.DisposeAsync);
    }

    /// <summary>Joins the cluster of <c>fleetsim serve</c> nodes that share this configuration.</summary>
    /// <exception cref="ConfigurationException">The configuration is of one box, or no node answers.</exception>
    public static async Task<FleetDoor> JoinClusterAsync(string configPath, string stateDirectory, Action<ILoggingBuilder> logging, CancellationToken stop)
    {
        IConfigurationRoot configuration = OrleansConfig.Read(configPath);
        if (!SiloSettings.IsClustered(configuration))
            throw new ConfigurationException($"--cluster: {configPath} describes a cluster of one process; give one with Orleans:Clustering, such as deploy/cluster.config.json: --config FILE");
        StatePlan plan = StatePlan.Read(configuration, stateDirectory);
        plan.Prepare();
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(configuration.AsEnumerable().Concat(plan.Settings).Where(IsForClients));
        builder.Logging.AddFilter("Orleans", LogLevel.Critical).AddFilter("Microsoft", LogLevel.Warning);
        logging(builder.Logging);
        DateTimeOffset limit = DateTimeOffset.UtcNow + ConnectLimit;
        builder.UseOrleansClient(client =>
        {
            client.UseConnectionRetryFilter((_, again) => WaitAsync(limit, again));
            ClusterTls.Apply(client, configuration);
        });
        IHost host = builder.Build();
        try
        {
            await host.StartAsync(stop);
        }
        catch (Exception refused) when (refused is OrleansException or TimeoutException)
        {
            host.Dispose();
            throw new ConfigurationException($"--cluster: no node of the cluster in {configPath} answers ({refused.Message.TrimEnd('.')}). Start some: fleetsim serve --config {configPath}", refused);
        }

        IStateStore store = plan.Open();
        return new FleetDoor(host.Services.GetRequiredService<IClusterClient>(), store, null, () => CloseAsync(host, store));
    }

    public ValueTask DisposeAsync() => _close();

    /// <summary>A client has no grains: what the file says of their storage is for the nodes.</summary>
    private static bool IsForClients(KeyValuePair<string, string?> setting) =>
        !setting.Key.StartsWith("Orleans:GrainStorage", StringComparison.OrdinalIgnoreCase) && !setting.Key.StartsWith("Orleans:Reminders", StringComparison.OrdinalIgnoreCase);

    private static async Task<bool> WaitAsync(DateTimeOffset limit, CancellationToken stop)
    {
        if (DateTimeOffset.UtcNow >= limit) return false;
        await Task.Delay(ConnectPause, stop);
        return true;
    }

    private static async ValueTask CloseAsync(IHost host, IStateStore store)
    {
        await host.StopAsync();
        host.Dispose();
        await store.DisposeAsync();
    }
}
