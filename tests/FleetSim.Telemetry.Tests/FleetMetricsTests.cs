using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace FleetSim.Telemetry.Tests;

public sealed class FleetMetricsTests
{
    [Theory]
    [InlineData("fleetsim_devices{otel_scope_name=\"FleetSim\",state=\"registered\"} 1")]
    [InlineData("fleetsim_devices{otel_scope_name=\"FleetSim\",state=\"idle\"} 0")]
    [InlineData("fleetsim_device_transitions_total{otel_scope_name=\"FleetSim\",from=\"idle\",to=\"registered\"} 1")]
    [InlineData("fleetsim_registrations_total{otel_scope_name=\"FleetSim\",result=\"redelivered\"} 1")]
    [InlineData("fleetsim_dm_sessions_total{otel_scope_name=\"FleetSim\",result=\"completed\",trigger=\"notification\"} 1")]
    [InlineData("fleetsim_dm_inflight{otel_scope_name=\"FleetSim\"} 0")]
    [InlineData("fleetsim_fumo_octets_bytes_total{otel_scope_name=\"FleetSim\"} 1000")]
    [InlineData("fleetsim_errors_total{otel_scope_name=\"FleetSim\",kind=\"http_status_5xx\"} 1")]
    [InlineData("fleetsim_generator_health{otel_scope_name=\"FleetSim\",signal=\"cpu\"} 0.5")]
    [InlineData("fleetsim_storage_queue{otel_scope_name=\"FleetSim\"} 1")]
    public async Task Prometheus_reads_what_was_recorded(string line) =>
        Assert.Contains((await Scrape.Text).Split('\n'), read => read == line || read.StartsWith(line + " ", StringComparison.Ordinal));

    [Fact]
    public void Recording_allocates_nothing()
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var metrics = new FleetMetrics(services.GetRequiredService<IMeterFactory>());
        Record(metrics);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++) Record(metrics);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Words_are_the_names_in_snake_case()
    {
        Assert.Equal("http_status_4xx", ErrorTag.HttpStatus4xx.Word());
        Assert.Equal("power_cut_in_update", FaultTag.PowerCutInUpdate.Word());
        Assert.Equal(["yes", "no", "none"], TagWords.All<AnswerTag>());
    }

    private static void Record(FleetMetrics metrics)
    {
        metrics.DeviceMoved(DeviceTag.Registered, DeviceTag.InSession);
        metrics.Registered(RegistrationTag.Confirmed);
        metrics.Sms(DirectionTag.Uplink, SmsTag.Delivered);
        metrics.SessionStarted();
        metrics.SessionEnded(TriggerTag.Report, SessionTag.Completed, TimeSpan.FromMilliseconds(3));
        metrics.OctetsReceived(4096, 0);
        metrics.Error(ErrorTag.TimedOut);
    }
}
