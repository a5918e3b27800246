using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using FleetSim.Platform.Settings;
using FleetSim.Protocol.Identity;
using FleetSim.Protocol.SyncMl;
using Microsoft.Extensions.Logging.Abstractions;

namespace FleetSim.Platform.Tests.Support;

/// <summary>The real platform on a port of loopback, and one that talks to it.</summary>
internal sealed class RunningPlatform : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly Imei Imei = new(860206000003972);

    private readonly TemporaryFile _file;
    private readonly PlatformHost _host;

    private RunningPlatform(TemporaryFile file, PlatformHost host)
    {
        (_file, _host) = (file, host);
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Patience, BaseAddress = new Uri(host.BaseUrl) };
    }

    public HttpClient Http { get; }

    public static async Task<RunningPlatform> StartAsync(PlatformOptions options, TimeProvider? time = null)
    {
        TemporaryFile file = new();
        PlatformHost host = await PlatformHost.StartAsync(options with { Books = file.Path }, time ?? TimeProvider.System, NullLoggerFactory.Instance);
        return new RunningPlatform(file, host);
    }

    public object? Query(string sql) => _file.Query(sql);

    /// <summary>Switches a drill on: its name, or the object of the options.</summary>
    public async Task SwitchAsync(string drill)
    {
        using StringContent body = new(drill.StartsWith('{') ? drill : $"\"{drill}\"", Encoding.UTF8, "application/json");
        using HttpResponseMessage reply = await Http.PostAsync("/control/drills", body);
        Assert.Equal(204, (int)reply.StatusCode);
    }

    public async Task<long> StruckAsync(string drill)
    {
        using JsonDocument status = JsonDocument.Parse(await Http.GetStringAsync("/control/status"));
        return status.RootElement.GetProperty("drills").TryGetProperty(drill, out JsonElement count) ? count.GetInt64() : 0;
    }

    /// <summary>Package 1 of a session of the handset's own; with a report or without.</summary>
    public Task<HttpResponseMessage> PostDmAsync(
        bool report = false, SyncMlEncoding encoding = SyncMlEncoding.Xml, Imei? imei = null, CancellationToken cancellation = default)
    {
        ScriptedHandset handset = new(new Bench(), imei ?? Imei) { SessionId = "1" };
        Command[] commands = report ? [handset.Alert(AlertCode.ClientInitiated), handset.Report(200, "c")] : [handset.Alert(AlertCode.ClientInitiated)];
        SyncMlMessage message = SyncMlCodec.Decode(handset.Encode(true, commands), SyncMlEncoding.Xml).Value!;
        ByteArrayContent body = new(SyncMlCodec.Encode(message, encoding));
        body.Headers.ContentType = new MediaTypeHeaderValue(SyncMlMediaType.For(encoding));
        return Http.PostAsync("/dm", body, cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _host.DisposeAsync();
        _file.Dispose();
    }
}
