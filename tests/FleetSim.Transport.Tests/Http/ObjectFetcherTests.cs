using System.Globalization;
using System.Text;
using FleetSim.Transport.Http;
using Microsoft.Extensions.Time.Testing;

namespace FleetSim.Transport.Tests.Http;

/// <summary>Downloads: from any octet on, to any octet, and what a server may do about it.</summary>
[Trait("spec", "RFC 9110, 13.1.5 and 14")]
public sealed class ObjectFetcherTests
{
    private const int Chunk = 1024;

    private static readonly byte[] Object = [.. Enumerable.Range(0, 10_000).Select(i => (byte)(i * 31 >> 3))];

    [Fact]
    public async Task A_whole_object_comes_in_aligned_chunks_and_no_range_is_asked_for()
    {
        await using ScriptedServer server = new(RangeServer);
        CollectingSink sink = new();
        FetchEnd end = await FetchAsync(new FetchRequest { Uri = server.Uri("/o"), ChunkOctets = Chunk, IfRange = "\"v1\"" }, sink);
        Assert.Equal(new FetchEnd(FetchEndKind.Complete, null, 10_000), end);
        Assert.Equal([.. Enumerable.Repeat(Chunk, 9), 10_000 - (9 * Chunk)], sink.Chunks);
        Assert.Equal(Object, sink.Octets);
        Assert.Equal(new FetchHead(200, null, 10_000, "\"v1\"", "Mon, 01 Jan 2024 00:00:00 GMT", "application/octet-stream"), Assert.Single(sink.Heads));
        Assert.Equal((null, null), (server.Requests.Single().Header("Range"), server.Requests.Single().Header("If-Range")));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1023)]
    [InlineData(1024)]
    [InlineData(9_999)]
    public async Task The_rest_of_an_object_is_asked_for_by_range(int offset)
    {
        await using ScriptedServer server = new(RangeServer);
        CollectingSink sink = new();
        FetchEnd end = await FetchAsync(new FetchRequest { Uri = server.Uri("/o"), ChunkOctets = Chunk, Offset = offset, IfRange = "\"v1\"" }, sink);
        Assert.Equal(new FetchEnd(FetchEndKind.Complete, null, 10_000), end);
        Assert.Equal(Object[offset..], sink.Octets);
        Assert.Equal(Math.Min(Chunk - (offset % Chunk), 10_000 - offset), sink.Chunks[0]);
        Assert.Equal((206, offset, 10_000L), (sink.Heads[0].Status, sink.Heads[0].ContentRangeStart, sink.Heads[0].TotalLength));
        Assert.Equal(($"bytes={offset}-", "\"v1\""), (server.Requests.Single().Header("Range"), server.Requests.Single().Header("If-Range")));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 1023)]
    [InlineData(0, 1024)]
    [InlineData(0, 1025)]
    [InlineData(500, 501)]
    [InlineData(500, 4_096)]
    [InlineData(500, 9_999)]
    public async Task A_planned_cut_is_exact(int offset, int stopAt)
    {
        await using ScriptedServer server = new(RangeServer);
        CollectingSink sink = new();
        FetchEnd end = await FetchAsync(new FetchRequest { Uri = server.Uri("/o"), ChunkOctets = Chunk, Offset = offset, StopAt = stopAt }, sink);
        Assert.Equal(new FetchEnd(FetchEndKind.StoppedAsPlanned, null, stopAt), end);
        Assert.Equal(Object[offset..stopAt], sink.Octets);
        while (server.Open > 0) await Task.Yield();
    }

    [Theory]
    [InlineData(7, 7)]
    [InlineData(7, 3)]
    public async Task A_cut_before_the_first_octet_asks_for_nothing(int offset, int stopAt)
    {
        await using ScriptedServer server = new(RangeServer);
        FetchEnd end = await FetchAsync(new FetchRequest { Uri = server.Uri("/o"), Offset = offset, StopAt = stopAt }, new CollectingSink());
        Assert.Equal(new FetchEnd(FetchEndKind.StoppedAsPlanned, null, offset), end);
        Assert.Equal(0, server.Connections);
    }

    [Fact]
    public async Task A_download_cut_many_times_is_fetched_once()
    {
        await using ScriptedServer server = new(RangeServer);
        CollectingSink sink = new();
        long offset = 0;
        for (int cut = 1; offset < Object.Length; cut++)
        {
            FetchEnd end = await FetchAsync(new FetchRequest { Uri = server.Uri("/o"), ChunkOctets = Chunk, Offset = offset, StopAt = offset + (cut * 97), IfRange = "\"v1\"" }, sink);
            Assert.Equal(offset + Math.Min(cut * 97, Object.Length - offset), end.NextOffset);
            offset = end.NextOffset;
        }

        Assert.Equal(Object, sink.Octets);
    }

    [Theory]
    [InlineData("HTTP/1.1 206 Partial\r\nContent-Range: bytes 4-9/10\r\nContent-Length: 6\r\n\r\nefghij", 206, 4, 10)]
    [InlineData("HTTP/1.1 206 Partial\r\nContent-Length: 6\r\n\r\nefghij", 206, null, null)]
    [InlineData("HTTP/1.1 416 Range\r\nContent-Range: bytes */10\r\nContent-Length: 0\r\n\r\n", 416, null, 10)]
    [InlineData("HTTP/1.1 412 Changed\r\nContent-Length: 4\r\n\r\nbody", 412, null, null)]
    [InlineData("HTTP/1.1 404 No\r\nContent-Length: 4\r\n\r\nbody", 404, null, null)]
    [InlineData("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n", 503, null, null)]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1/\r\nContent-Length: 0\r\n\r\n", 302, null, null)]
    public async Task Any_other_answer_is_told_and_gives_no_octets(string answer, int status, int? start, int? total)
    {
        await using ScriptedServer server = ScriptedServer.Answering(answer);
        CollectingSink sink = new();
        FetchEnd end = await FetchAsync(new FetchRequest { Uri = server.Uri(), Offset = 5 }, sink);
        Assert.Equal(new FetchEnd(FetchEndKind.Complete, null, 5), end);
        Assert.Equal((status, (long?)start, (long?)total), (sink.Heads[0].Status, sink.Heads[0].ContentRangeStart, sink.Heads[0].TotalLength));
        Assert.Empty(sink.Octets);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_server_that_starts_over_is_read_from_the_first_octet()
    {
        await using ScriptedServer server = new(RangeServer);
        CollectingSink sink = new();
        FetchEnd end = await FetchAsync(new FetchRequest { Uri = server.Uri("/o"), ChunkOctets = Chunk, Offset = 3000, IfRange = "\"old\"", StopAt = 3500 }, sink);
        Assert.Equal(new FetchEnd(FetchEndKind.StoppedAsPlanned, null, 3500), end);
        Assert.Equal(200, sink.Heads[0].Status);
        Assert.Equal(Object[..3500], sink.Octets);
        Assert.Equal([Chunk, Chunk, Chunk, 3500 - (3 * Chunk)], sink.Chunks);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1500)]
    [InlineData(9_999)]
    public async Task A_server_that_dies_in_mid_body_leaves_what_it_sent(int sent)
    {
        await using ScriptedServer server = new(async (_, stream) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 10000\r\n\r\n"));
            await stream.WriteAsync(Object.AsMemory(0, sent));
            throw new IOException("dies here");
        });
        CollectingSink sink = new();
        FetchEnd end = await FetchAsync(new FetchRequest { Uri = server.Uri(), ChunkOctets = Chunk }, sink);
        Assert.Equal(new FetchEnd(FetchEndKind.Failed, HttpFailure.ConnectionLost, sent), end);
        Assert.Equal(Object[..sent], sink.Octets);
    }

    [Fact]
    public async Task A_server_that_falls_silent_in_mid_body_times_out_and_leaves_what_it_sent()
    {
        await using ScriptedServer server = new(async (_, stream) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 10000\r\n\r\n"));
            await stream.WriteAsync(Object.AsMemory(0, 1500));
            await Task.Delay(Timeout.Infinite);
        });
        CollectingSink sink = new();
        FetchEnd end = await FetchAsync(new FetchRequest { Uri = server.Uri(), ChunkOctets = Chunk, Timeout = TimeSpan.FromMilliseconds(200) }, sink);
        Assert.Equal(new FetchEnd(FetchEndKind.Failed, HttpFailure.TimedOut, 1500), end);
        Assert.Equal(Object[..1500], sink.Octets);
    }

    [Fact]
    public async Task A_target_that_is_not_allowed_is_not_contacted()
    {
        CollectingSink sink = new();
        Assert.Equal(new FetchEnd(FetchEndKind.Failed, HttpFailure.TargetNotAllowed, 0), await FetchAsync(new FetchRequest { Uri = new Uri("http://192.0.2.1/o") }, sink));
        Assert.Empty(sink.Heads);
    }

    [Fact]
    public async Task What_a_sink_throws_comes_through()
    {
        await using ScriptedServer server = new(RangeServer);
        await Assert.ThrowsAsync<NotSupportedException>(() => FetchAsync(new FetchRequest { Uri = server.Uri("/o") }, new RefusingSink()));
        while (server.Open > 0) await Task.Yield();
    }

    [Fact]
    public async Task The_air_interface_carries_an_average()
    {
        FakeTimeProvider time = new();
        AirInterface air = new(10_000, time);
        Assert.Equal(2_500, air.PieceOctets);
        Task first = air.PaceAsync(2_500, CancellationToken.None).AsTask();
        time.Advance(TimeSpan.FromMilliseconds(249));
        Assert.False(first.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(1));
        await first.Within();

        time.Advance(TimeSpan.FromMilliseconds(500));
        Assert.True(air.PaceAsync(2_500, CancellationToken.None).AsTask().IsCompletedSuccessfully, "late octets are not paced");
        Assert.True(air.PaceAsync(2_500, CancellationToken.None).AsTask().IsCompletedSuccessfully, "the average has caught up");
        Assert.False(air.PaceAsync(100, CancellationToken.None).AsTask().IsCompleted);
    }

    [Theory]
    [InlineData(null, int.MaxValue)]
    [InlineData(1, 1024)]
    [InlineData(1_000_000, 16_384)]
    public void A_piece_is_a_moment_of_the_air_interface(int? rate, int octets) => Assert.Equal(octets, new AirInterface(rate, TimeProvider.System).PieceOctets);

    [Fact]
    public async Task A_paced_download_arrives_whole()
    {
        await using ScriptedServer server = new(RangeServer);
        CollectingSink sink = new();
        FetchEnd end = await FetchAsync(new FetchRequest { Uri = server.Uri("/o"), ChunkOctets = Chunk, OctetsPerSecond = 100_000 }, sink);
        Assert.Equal(new FetchEnd(FetchEndKind.Complete, null, 10_000), end);
        Assert.Equal(Object, sink.Octets);
    }

    [Fact]
    public async Task A_descriptor_is_got_and_a_notification_is_posted()
    {
        await using ScriptedServer server = ScriptedServer.Answering("HTTP/1.1 200 OK\r\nContent-Type: application/vnd.oma.dd+xml\r\nContent-Length: 4\r\n\r\n<a/>", "HTTP/1.1 204 None\r\n\r\n");
        using DmHttpTransport transport = new(new DmHttpOptions());
        ObjectFetcher fetcher = new(transport);
        DmReply descriptor = await fetcher.GetAsync(server.Uri("/dd"), "application/vnd.oma.dd+xml", 100, Soon.Limit, CancellationToken.None).Within();
        Assert.Equal((200, "application/vnd.oma.dd+xml", "<a/>"), (descriptor.Status, descriptor.ContentType, Encoding.ASCII.GetString(descriptor.Body)));
        DmReply notified = await fetcher.PostAsync(server.Uri("/n"), "text/plain", "900 Success"u8.ToArray(), Soon.Limit, CancellationToken.None).Within();
        Assert.Equal(204, notified.Status);
        Assert.Equal(["GET /dd HTTP/1.1", "POST /n HTTP/1.1"], server.Requests.Select(request => request.Line));
        Assert.Equal(("application/vnd.oma.dd+xml", "text/plain", "900 Success"), (server.Requests.First().Header("Accept"), server.Requests.Last().Header("Content-Type"), Encoding.ASCII.GetString(server.Requests.Last().Body)));
    }

    [Fact]
    public async Task Of_an_answer_that_is_too_large_the_header_is_told()
    {
        await using ScriptedServer server = ScriptedServer.Answering("HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nContent-Length: 101\r\n\r\n");
        using DmHttpTransport transport = new(new DmHttpOptions());
        DmReply reply = await new ObjectFetcher(transport).GetAsync(server.Uri("/package"), "*/*", 100, Soon.Limit, CancellationToken.None).Within();
        Assert.Equal((HttpFailure.TooLarge, 200, "application/octet-stream", 0), (reply.Failure, reply.Status, reply.ContentType, reply.Body.Length));
    }

    [Fact]
    public async Task A_redirect_is_told_and_not_followed()
    {
        const string moved = "HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n";
        await using ScriptedServer server = ScriptedServer.Answering(moved, moved);
        using DmHttpTransport transport = new(new DmHttpOptions());
        ObjectFetcher fetcher = new(transport);
        DmReply reply = await fetcher.GetAsync(server.Uri("/dd"), "*/*", 100, Soon.Limit, CancellationToken.None).Within();
        Assert.Equal((302, "/elsewhere"), (reply.Status, reply.Location));
        CollectingSink sink = new();
        await fetcher.FetchAsync(new FetchRequest { Uri = server.Uri("/o") }, sink, CancellationToken.None).Within();
        Assert.Equal((302, "/elsewhere"), (Assert.Single(sink.Heads).Status, sink.Heads[0].Location));
        Assert.Equal(2, server.Requests.Count);
    }

    private static async Task<FetchEnd> FetchAsync(FetchRequest request, IObjectSink sink)
    {
        using DmHttpTransport transport = new(new DmHttpOptions());
        return await new ObjectFetcher(transport).FetchAsync(request, sink, CancellationToken.None).Within();
    }

    /// <summary>The object with ETag "v1", Range and If-Range.</summary>
    private static async Task RangeServer(ScriptedRequest request, Stream stream)
    {
        bool ranged = request.Header("Range") is not null && request.Header("If-Range") is null or "\"v1\"";
        int from = ranged && request.Header("Range") is { } range ? int.Parse(range["bytes=".Length..^1], CultureInfo.InvariantCulture) : 0;
        string status = request.Header("Range") is not null && ranged ? $"206 Partial Content\r\nContent-Range: bytes {from}-9999/10000" : "200 OK";
        string head = $"HTTP/1.1 {status}\r\nETag: \"v1\"\r\nLast-Modified: Mon, 01 Jan 2024 00:00:00 GMT\r\nContent-Type: application/octet-stream\r\nContent-Length: {10_000 - from}\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head));
        await stream.WriteAsync(Object.AsMemory(from));
    }

    private sealed class RefusingSink : IObjectSink
    {
        public ValueTask HeadAsync(FetchHead head) => ValueTask.CompletedTask;

        public ValueTask OctetsAsync(ReadOnlyMemory<byte> octets) => throw new NotSupportedException();
    }
}
