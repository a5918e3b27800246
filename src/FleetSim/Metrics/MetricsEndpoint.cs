using System.Net;
using System.Net.Sockets;
using FleetSim.Commands;
using FleetSim.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;

namespace FleetSim.Metrics;

/// <summary><c>/metrics</c> for Prometheus, on loopback only: FleetSim's own meter and Orleans'.</summary>
public sealed class MetricsEndpoint : IAsyncDisposable
{
    private readonly WebApplication _web;

    private MetricsEndpoint(WebApplication web) => _web = web;

    public string Address => _web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/metrics";

    /// <summary>Null when no port is wanted.</summary>
    /// <exception cref="ConfigurationException">The port is in use.</exception>
    public static async Task<MetricsEndpoint?> StartAsync(int? port, CancellationToken stop)
    {
        if (port is not { } wanted) return null;
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(k => k.Listen(IPAddress.Loopback, wanted));
        builder.Services.AddRoutingCore();
        builder.Services.AddOpenTelemetry().WithMetrics(m => m.AddMeter(InstrumentNames.Meter, "Microsoft.Orleans").AddPrometheusExporter());
        WebApplication web = builder.Build();
        web.UseOpenTelemetryPrometheusScrapingEndpoint();
        try
        {
            await web.StartAsync(stop);
        }
        catch (Exception taken) when (taken is IOException or SocketException)
        {
            throw new ConfigurationException($"--metrics-port {wanted}: {taken.Message}", taken);
        }

        return new MetricsEndpoint(web);
    }

    public ValueTask DisposeAsync() => _web.DisposeAsync();
}
