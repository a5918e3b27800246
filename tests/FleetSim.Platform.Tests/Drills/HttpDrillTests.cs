using FleetSim.Platform.Settings;
using FleetSim.Platform.Tests.Support;
using FleetSim.Protocol.Identity;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Platform.Tests.Drills;

/// <summary>What a POST over a real connection meets while a drill is on.</summary>
public sealed class HttpDrillTests : IAsyncLifetime
{
    private readonly HurriedTime _time = new();
    private RunningPlatform? _platform;

    private RunningPlatform Platform => _platform!;

    public async ValueTask InitializeAsync() => _platform = await RunningPlatform.StartAsync(new PlatformOptions(), _time);

    public async ValueTask DisposeAsync() => await Platform.DisposeAsync();

    [Theory]
    [InlineData("http500", 500)]
    [InlineData("http503", 503)]
    [InlineData("http404", 404)]
    [Trait("row", "EXC-13")]
    public async Task The_message_is_refused_and_not_looked_at(string drill, int status)
    {
        await Platform.SwitchAsync(drill);
        using HttpResponseMessage reply = await Platform.PostDmAsync(report: true);
        Assert.Equal((status, 0L), ((int)reply.StatusCode, Platform.Query("SELECT count(*) FROM firmware")));
        Assert.Equal(1, await Platform.StruckAsync(drill));
    }

    [Theory]
    [InlineData("httpStalled", 0L)]
    [InlineData("reportUnanswered", 1L)]
    [Trait("row", "EXC-03")]
    public async Task The_message_is_taken_and_never_answered(string drill, long booked)
    {
        await Platform.SwitchAsync(drill);
        using CancellationTokenSource hangUp = new(RunningPlatform.Patience);
        Task<HttpResponseMessage> waiting = Platform.PostDmAsync(report: true, cancellation: hangUp.Token);
        while (await Platform.StruckAsync(drill) == 0 || !booked.Equals(Platform.Query("SELECT count(*) FROM firmware"))) Assert.False(waiting.IsCompleted);
        await hangUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal(booked, Platform.Query("SELECT count(*) FROM firmware"));
    }

    [Theory]
    [InlineData(SyncMlEncoding.Xml)]
    [InlineData(SyncMlEncoding.Wbxml)]
    public async Task The_answer_is_of_another_type(SyncMlEncoding encoding)
    {
        await Platform.SwitchAsync("httpOtherType");
        using HttpResponseMessage reply = await Platform.PostDmAsync(encoding: encoding);
        Assert.Equal("text/html", reply.Content.Headers.ContentType!.MediaType);
        Assert.True(SyncMlCodec.Decode(await reply.Content.ReadAsByteArrayAsync(), encoding).IsDone);
    }

    [Fact]
    public async Task The_answer_is_empty()
    {
        await Platform.SwitchAsync("httpEmpty");
        using HttpResponseMessage reply = await Platform.PostDmAsync();
        Assert.Equal((200, 0L), ((int)reply.StatusCode, reply.Content.Headers.ContentLength));
    }

    [Theory]
    [InlineData("httpGarbled", SyncMlEncoding.Xml)]
    [InlineData("httpGarbled", SyncMlEncoding.Wbxml)]
    [InlineData("httpTruncated", SyncMlEncoding.Xml)]
    [InlineData("httpTruncated", SyncMlEncoding.Wbxml)]
    public async Task The_answer_cannot_be_decoded(string drill, SyncMlEncoding encoding)
    {
        await Platform.SwitchAsync(drill);
        using HttpResponseMessage reply = await Platform.PostDmAsync(encoding: encoding);
        byte[] body = await reply.Content.ReadAsByteArrayAsync();
        Assert.NotEmpty(body);
        Assert.False(SyncMlCodec.Decode(body, encoding).IsDone);
    }

    [Theory]
    [InlineData("httpLate", false)]
    [InlineData("reportLate", true)]
    [Trait("row", "EXC-03")]
    public async Task The_answer_waits_for_the_delay_of_the_drill(string drill, bool report)
    {
        await Platform.SwitchAsync($$"""{"drill": "{{drill}}", "delay": "00:01:30"}""");
        using HttpResponseMessage reply = await Platform.PostDmAsync(report);
        Assert.Equal(200, (int)reply.StatusCode);
        Assert.Contains(TimeSpan.FromSeconds(90), _time.Waits);
    }

    [Fact]
    [Trait("row", "COL-10")]
    public async Task The_connection_is_closed_without_an_answer()
    {
        await Platform.SwitchAsync("httpClosed");
        await Assert.ThrowsAsync<HttpRequestException>(() => Platform.PostDmAsync(report: true));
        Assert.Equal(1L, Platform.Query("SELECT reports FROM firmware"));
    }

    [Fact]
    [Trait("row", "COL-10")]
    public async Task The_connection_is_closed_in_the_middle_of_the_answer()
    {
        await Platform.SwitchAsync("httpCut");
        await Assert.ThrowsAsync<HttpRequestException>(() => Platform.PostDmAsync());
        Assert.Equal(1, await Platform.StruckAsync("httpCut"));
    }

    [Theory]
    [InlineData(SyncMlEncoding.Xml)]
    [InlineData(SyncMlEncoding.Wbxml)]
    public async Task A_message_that_is_not_looked_at_is_known_by_its_IMEI(SyncMlEncoding encoding)
    {
        await Platform.SwitchAsync("""{"drill": "http500", "first": 1}""");
        using HttpResponseMessage first = await Platform.PostDmAsync(encoding: encoding);
        using HttpResponseMessage second = await Platform.PostDmAsync(encoding: encoding);
        using HttpResponseMessage another = await Platform.PostDmAsync(encoding: encoding, imei: new Imei(358978002001001));
        Assert.Equal((500, 200, 500), ((int)first.StatusCode, (int)second.StatusCode, (int)another.StatusCode));
    }

    [Fact]
    public async Task Control_lists_the_drills_and_switches_them_off()
    {
        await Platform.SwitchAsync("""{"drill": "http500", "every": 2}""");
        Assert.Contains("\"name\":\"http500\",\"at\":\"dmExchange\"", await Platform.Http.GetStringAsync("/control/drills"), StringComparison.Ordinal);
        using HttpResponseMessage first = await Platform.PostDmAsync();
        using HttpResponseMessage second = await Platform.PostDmAsync();
        Assert.Equal((200, 500), ((int)first.StatusCode, (int)second.StatusCode));
        Assert.Equal(204, (int)(await Platform.Http.DeleteAsync("/control/drills/http500")).StatusCode);
        using HttpResponseMessage third = await Platform.PostDmAsync();
        using HttpResponseMessage fourth = await Platform.PostDmAsync();
        Assert.Equal((200, 200), ((int)third.StatusCode, (int)fourth.StatusCode));
    }

    [Theory]
    [InlineData("\"noSuchDrill\"", "no drill is called 'noSuchDrill'")]
    [InlineData("{\"drill\": \"http500\", \"every\": 0}", "every: at least 1")]
    [InlineData("{\"drill\": \"http500\", \"often\": 0}", "often: unknown key")]
    [InlineData("5", "a drill is its name")]
    public async Task A_drill_that_there_is_not_is_a_sentence(string body, string sentence)
    {
        using StringContent content = new(body);
        using HttpResponseMessage reply = await Platform.Http.PostAsync("/control/drills", content);
        Assert.Equal(400, (int)reply.StatusCode);
        Assert.Contains(sentence, await reply.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
