using System.Net;
using System.Net.Sockets;
using FleetSim.Grains;
using FleetSim.Silo.Cluster;
using FleetSim.Storage.Control;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Storage;

namespace FleetSim.Silo;

/// <summary>What orleans.config.json says beyond what Orleans reads of it by itself. Orleans ignores these sections, so they stand in the same file.</summary>
public static class SiloSettings
{
    private static readonly TimeSpan CollectionQuantum = TimeSpan.FromSeconds(5);

    /// <summary>Orleans looks at each activation that was lately called, for calls that hang; every 5 s is dear where hundreds of thousands were, and calls time out after a minute.</summary>
    private static readonly TimeSpan WorkloadAnalysis = TimeSpan.FromSeconds(20);

    /// <summary>True when the nodes find each other by a table, and not only this process is the cluster.</summary>
    public static bool IsClustered(IConfiguration configuration) => configuration["Orleans:Clustering:ProviderType"] is not (null or "Development");

    public static void Apply(ISiloBuilder silo, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(silo);
        ArgumentNullException.ThrowIfNull(configuration);
        ClusterTls.Apply(silo, configuration);
        silo.Configure<EndpointOptions>(endpoints => Listen(endpoints, configuration));
        // A handset may hibernate after less than Orleans' quantum of a minute.
        silo.Services.Configure<GrainCollectionOptions>(collection => collection.CollectionQuantum = CollectionQuantum);
        silo.Services.Configure<GrainCollectionOptions>(configuration.GetSection("Orleans:GrainCollection"));
        silo.Services.Configure<SiloMessagingOptions>(messaging => messaging.GrainWorkloadAnalysisPeriod = WorkloadAnalysis);
        silo.Services.Configure<ClusterMembershipOptions>(configuration.GetSection("Orleans:ClusterMembership"));
        silo.Services.AddKeyedSingleton<IGrainStorageSerializer, OrleansGrainStorageSerializer>("binary");
        silo.Services.AddKeyedSingleton<IGrainStorageSerializer>("snapshot", new SnapshotSerializer<HandsetState>(FleetBatchBuilder.Codec));
    }

    /// <summary>On loopback unless "Orleans:NodeAddress" says otherwise; ports that are not given are free ones: two nodes on one machine must not meet.</summary>
    private static void Listen(EndpointOptions endpoints, IConfiguration configuration)
    {
        endpoints.AdvertisedIPAddress = configuration["Orleans:NodeAddress"] is { Length: > 0 } address ? IPAddress.Parse(address) : IPAddress.Loopback;
        if (configuration["Orleans:Endpoints:SiloPort"] is null) endpoints.SiloPort = FreePort(endpoints.AdvertisedIPAddress);
        if (configuration["Orleans:Endpoints:GatewayPort"] is null) endpoints.GatewayPort = IsClustered(configuration) ? FreePort(endpoints.AdvertisedIPAddress) : 0;
    }

    private static int FreePort(IPAddress address)
    {
        using TcpListener probe = new(address, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
