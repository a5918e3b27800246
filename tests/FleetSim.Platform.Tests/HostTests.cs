using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;
using FleetSim.Platform.Settings;
using FleetSim.Platform.Tests.Support;
using FleetSim.Protocol.SyncMl;
using Microsoft.Extensions.Logging.Abstractions;

namespace FleetSim.Platform.Tests;

/// <summary>The real Kestrel on an ephemeral port of loopback.</summary>
public sealed class HostTests : IAsyncLifetime
{
    private readonly TemporaryFile _file = new();
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(20) };
    private PlatformHost? _host;

    public async ValueTask InitializeAsync()
    {
        _host = await PlatformHost.StartAsync(Bench.WithFirmware() with { Books = _file.Path }, TimeProvider.System, NullLoggerFactory.Instance);
        _http.BaseAddress = new Uri(_host.BaseUrl);
    }

    public async ValueTask DisposeAsync()
    {
        await _host!.DisposeAsync();
        _http.Dispose();
        _file.Dispose();
    }

    [Fact]
    public async Task A_download_cut_in_the_middle_is_resumed_and_whole()
    {
        byte[] whole = await _http.GetByteArrayAsync("/dl/object/p1?imei=860206000003972");
        using HttpRequestMessage request = new(HttpMethod.Get, "/dl/object/p1?imei=860206000003972");
        request.Headers.Range = new RangeHeaderValue(400, null);
        using (HttpResponseMessage first = await _http.GetAsync("/dl/object/p1")) request.Headers.IfRange = new RangeConditionHeaderValue(first.Headers.ETag!);
        using HttpResponseMessage rest = await _http.SendAsync(request);
        Assert.Equal(HttpStatusCode.PartialContent, rest.StatusCode);
        Assert.Equal("bytes 400-999/1000", rest.Content.Headers.ContentRange!.ToString());
        Assert.Equal("bytes", rest.Headers.AcceptRanges.Single());
        Assert.Equal(new DateTimeOffset(2009, 1, 1, 0, 0, 0, TimeSpan.Zero), rest.Content.Headers.LastModified);
        Assert.Equal(whole[400..], await rest.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_range_behind_the_end_is_416()
    {
        using HttpRequestMessage request = new(HttpMethod.Get, "/dl/object/p1");
        request.Headers.Range = new RangeHeaderValue(1000, null);
        using HttpResponseMessage reply = await _http.SendAsync(request);
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, reply.StatusCode);
        Assert.Equal(1000, reply.Content.Headers.ContentRange!.Length);
    }

    [Fact]
    public async Task Head_tells_the_length_and_sends_nothing()
    {
        using HttpRequestMessage request = new(HttpMethod.Head, "/dl/object/p1");
        using HttpResponseMessage reply = await _http.SendAsync(request);
        Assert.Equal(1000, reply.Content.Headers.ContentLength);
        Assert.Empty(await reply.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_DM_message_is_answered_after_its_nonce_is_in_the_file()
    {
        SyncHdr header = new()
        {
            SessionId = "1", MsgId = MsgId.From(1), Target = new Location("http://x/dm"), Source = new Location("IMEI:860206000003972", "mvpdm"),
            Cred = new Cred(
                new Meta { Type = Credentials.Md5, Format = "b64" },
                Credentials.Md5Credential("mvpdm", "mvpdm", Credentials.DecodeNonce("JE48dmgiOyogPzxXPkdUJQ=="))),
        };
        SyncMlMessage message = new(header, [new Command.Alert { CmdId = CmdId.From(1), Code = AlertCode.ClientInitiated }], true);
        using ByteArrayContent body = new(SyncMlCodec.Encode(message, SyncMlEncoding.Wbxml));
        body.Headers.ContentType = new MediaTypeHeaderValue(SyncMlMediaType.Wbxml);
        using HttpResponseMessage reply = await _http.PostAsync("/dm", body);
        Assert.Equal(SyncMlMediaType.Wbxml, reply.Content.Headers.ContentType!.MediaType);
        SyncMlMessage answer = SyncMlCodec.Decode(await reply.Content.ReadAsByteArrayAsync(), SyncMlEncoding.Wbxml).Value!;
        Assert.Equal(ScriptedHandset.HeaderStatusOf(answer).Chal!.NextNonce, _file.Query("SELECT client_nonce FROM account WHERE imei = '860206000003972'"));
    }

    [Fact]
    public async Task Control_tells_state_and_packages_and_starts_waves()
    {
        using JsonDocument status = JsonDocument.Parse(await _http.GetStringAsync("/control/status"));
        Assert.True(status.RootElement.GetProperty("idle").GetBoolean());
        Assert.Equal(0, status.RootElement.GetProperty("jobs").GetProperty("firmware").GetProperty("accepted").GetInt32());
        using JsonDocument packages = JsonDocument.Parse(await _http.GetStringAsync("/control/packages"));
        Assert.Equal(_host!.BaseUrl + "/dl/descriptor/p1", packages.RootElement[0].GetProperty("descriptorUrl").GetString());
        Assert.Equal(HttpStatusCode.NoContent, (await _http.PostAsync("/control/firmware/start", null)).StatusCode);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await _http.GetAsync("/control/firmware/start")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _http.GetAsync("/nothing")).StatusCode);
    }

    [Fact]
    public async Task The_program_says_that_it_is_ready_and_ends_with_its_input()
    {
        using TemporaryFile file = new();
        using StringWriter output = new();
        using StringWriter errors = new();
        using StringReader control = new("");
        int code = await PlatformProgram.RunAsync(new PlatformOptions { Books = file.Path }, control, output, errors, NullLoggerFactory.Instance, TestContext.Current.CancellationToken)
            .WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal((0, ""), (code, errors.ToString()));
        Assert.Matches("^\\{\"ready\":true,\"http\":\"http://127\\.0\\.0\\.1:\\d+\"\\}\\s*$", output.ToString());
    }

    [Fact]
    public async Task A_port_in_use_is_one_sentence_and_exit_code_2()
    {
        using TemporaryFile file = new();
        using TcpListener taken = new(IPAddress.Loopback, 0);
        taken.Start();
        using StringWriter output = new();
        using StringWriter errors = new();
        using StringReader control = new("");
        PlatformOptions options = new() { Books = file.Path, Http = new HttpOptions { Port = ((IPEndPoint)taken.LocalEndpoint).Port } };
        Assert.Equal(2, await PlatformProgram.RunAsync(options, control, output, errors, NullLoggerFactory.Instance, TestContext.Current.CancellationToken));
        Assert.Equal("", output.ToString());
        Assert.StartsWith("The platform cannot listen at 127.0.0.1:", errors.ToString(), StringComparison.Ordinal);
    }
}
