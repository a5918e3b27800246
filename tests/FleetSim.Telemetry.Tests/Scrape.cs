using System.Diagnostics.Metrics;
using FleetSim.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;

namespace FleetSim.Telemetry.Tests;

/// <summary>Every instrument recorded once, and what Prometheus then reads over HTTP.</summary>
internal static class Scrape
{
    private static readonly Lazy<Task<string>> Once = new(Read);

    public static Task<string> Text => Once.Value;

    /// <summary>Names of the series, such as "fleetsim_dm_session_duration_seconds_bucket".</summary>
    public static async Task<IReadOnlySet<string>> Series() => (await Text).Split('\n')
        .Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => line.Split('{', ' ')[0])
        .ToHashSet();

    private static async Task<string> Read()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddOpenTelemetry().WithMetrics(metrics => metrics.AddMeter(InstrumentNames.Meter).AddPrometheusExporter());
        await using var app = builder.Build();
        app.MapPrometheusScrapingEndpoint();
        await app.StartAsync();
        RecordAll(app.Services.GetRequiredService<IMeterFactory>());
        string address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        using var client = new HttpClient { BaseAddress = new Uri(address), Timeout = TimeSpan.FromSeconds(10) };
        return await client.GetStringAsync(new Uri("/metrics", UriKind.Relative));
    }

    private static void RecordAll(IMeterFactory meters)
    {
        var fleet = new FleetMetrics(meters);
        fleet.DeviceAppeared(DeviceTag.Idle);
        fleet.DeviceMoved(DeviceTag.Idle, DeviceTag.Registered);
        foreach (var result in Enum.GetValues<RegistrationTag>()) fleet.Registered(result);
        fleet.Sms(DirectionTag.Uplink, SmsTag.Delivered);
        fleet.SessionStarted();
        fleet.SessionEnded(TriggerTag.Notification, SessionTag.Completed, TimeSpan.FromMilliseconds(12));
        fleet.DmMessage();
        fleet.Lag(TimeSpan.FromMilliseconds(1));
        fleet.Rates(10, 9);
        fleet.DownloadStarted();
        fleet.Downloading(1);
        fleet.FirmwareFinished(FirmwareTag.Succeeded);
        fleet.OctetsReceived(1000, 1);
        fleet.Resumed(ResumeTag.Signal);
        fleet.Fault(FaultTag.PowerCutInUpdate);
        fleet.Answered(AnswerTag.No);
        fleet.Error(ErrorTag.HttpStatus5xx);
        fleet.Health(HealthTag.Cpu, 0.5);
        var storage = new StorageMetrics(meters);
        storage.Queued(3);
        storage.Committed(2, TimeSpan.FromMilliseconds(1));
        storage.Conflict();
    }
}
