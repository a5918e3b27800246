using System.Net;
using System.Net.Sockets;
using System.Text;
using FleetSim.Transport.Http;

namespace FleetSim.Transport.Tests.Http;

/// <summary>DM over HTTP against a server that follows a script.</summary>
public sealed class DmHttpTransportTests
{
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private const string DmXml = "application/vnd.syncml.dm+xml";

    [Fact]
    public async Task A_message_is_posted_and_answered()
    {
        await using ScriptedServer server = ScriptedServer.Answering(
            "HTTP/1.1 200 OK\r\nContent-Type: application/vnd.syncml.dm+wbxml; charset=utf-8\r\nx-syncml-hmac: algorithm=MD5, mac=AA==\r\nContent-Length: 3\r\n\r\nabc");
        DmReply reply = await PostAsync(server.Uri("/dm?x=1"), new DmHttpOptions(), hmac: "algorithm=MD5, username=\"u\", mac=BB==");
        Assert.Equal((null, 200, "application/vnd.syncml.dm+wbxml; charset=utf-8", "algorithm=MD5, mac=AA=="), (reply.Failure, reply.Status, reply.ContentType, reply.Hmac));
        Assert.Equal("abc"u8.ToArray(), reply.Body);

        ScriptedRequest request = Assert.Single(server.Requests);
        Assert.Equal("POST /dm?x=1 HTTP/1.1", request.Line);
        Assert.Equal((DmXml, DmXml, "algorithm=MD5, username=\"u\", mac=BB=="), (request.Header("Content-Type"), request.Header("Accept"), request.Header("x-syncml-hmac")));
        Assert.Equal("body"u8.ToArray(), request.Body);
        Assert.Null(request.Header("traceparent"));
    }

    [Fact]
    public async Task A_chunked_answer_is_read_whole()
    {
        await using ScriptedServer server = ScriptedServer.Answering("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");
        Assert.Equal("abcde"u8.ToArray(), (await PostAsync(server.Uri(), new DmHttpOptions())).Body);
    }

    [Theory]
    [InlineData("HTTP/1.1 503 Busy\r\nRetry-After: 120\r\nContent-Length: 0\r\n\r\n", 503, 120)]
    [InlineData("HTTP/1.1 503 Busy\r\nRetry-After: Wed, 21 Oct 2015 07:28:00 GMT\r\nContent-Length: 0\r\n\r\n", 503, 0)]
    [InlineData("HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n", 404, null)]
    public async Task An_error_is_an_answer_like_any_other(string answer, int status, int? retryAfterSeconds)
    {
        await using ScriptedServer server = ScriptedServer.Answering(answer);
        DmReply reply = await PostAsync(server.Uri(), new DmHttpOptions());
        Assert.Equal((null, status, retryAfterSeconds), (reply.Failure, reply.Status, (int?)reply.RetryAfter?.TotalSeconds));
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using ScriptedServer server = ScriptedServer.Answering("HTTP/1.1 302 Found\r\nLocation: http://192.0.2.1/\r\nContent-Length: 0\r\n\r\n");
        Assert.Equal(302, (await PostAsync(server.Uri(), new DmHttpOptions())).Status);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_session_has_a_connection_of_its_own_and_closes_it()
    {
        await using ScriptedServer server = ScriptedServer.Answering(Ok);
        using DmHttpTransport transport = new(new DmHttpOptions { Policy = ConnectionPolicy.PerSession });
        for (int session = 1; session <= 3; session++)
        {
            using DmConnection connection = transport.OpenSession();
            for (int post = 0; post < 3; post++) Assert.Equal(200, (await PostAsync(connection, server.Uri())).Status);
            Assert.Equal((session, session), (server.Connections, server.Requests.Last().Connection));
        }

        while (server.Open > 0) await Task.Yield();
        Assert.Equal(9, server.Requests.Count);
    }

    [Fact]
    public async Task A_models_header_fields_go_out_as_they_are()
    {
        await using ScriptedServer server = ScriptedServer.Answering(Ok);
        using DmHttpTransport transport = new(new DmHttpOptions());
        using DmConnection connection = transport.OpenSession();
        DmPost post = new(server.Uri(), DmXml, "body"u8.ToArray(), Soon.Limit)
        {
            Fields = [KeyValuePair.Create("User-Agent", "Lotus L1 (DM 1.2)"), KeyValuePair.Create("Accept", "*/*"), KeyValuePair.Create("Cache-Control", "private")], Closes = true,
        };
        Assert.Equal(200, (await connection.PostAsync(post).Within()).Status);

        ScriptedRequest request = Assert.Single(server.Requests);
        Assert.Equal(("Lotus L1 (DM 1.2)", "*/*", "private", "close"), (request.Header("User-Agent"), request.Header("Accept"), request.Header("Cache-Control"), request.Header("Connection")));
    }

    [Fact]
    public async Task Pooled_sessions_share_a_connection()
    {
        await using ScriptedServer server = ScriptedServer.Answering(Ok);
        using DmHttpTransport transport = new(new DmHttpOptions { Policy = ConnectionPolicy.Pooled });
        for (int session = 0; session < 3; session++)
        {
            using DmConnection connection = transport.OpenSession();
            Assert.Equal(200, (await PostAsync(connection, server.Uri())).Status);
        }

        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task Nobody_at_the_port_is_a_refused_connection()
    {
        using TcpListener taken = new(IPAddress.Loopback, 0);
        taken.Start();
        Uri uri = new($"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}/");
        taken.Stop();
        Assert.Equal(HttpFailure.ConnectRefused, (await PostAsync(uri, new DmHttpOptions())).Failure);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Le")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nabc")]
    public async Task A_server_that_dies_anywhere_is_a_lost_connection(string beginning)
    {
        await using ScriptedServer server = new(async (_, stream) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(beginning));
            throw new IOException("dies here");
        });
        Assert.Equal(HttpFailure.ConnectionLost, (await PostAsync(server.Uri(), new DmHttpOptions())).Failure);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc")]
    public async Task A_server_that_falls_silent_times_out(string beginning)
    {
        await using ScriptedServer server = new(async (_, stream) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(beginning));
            await Task.Delay(Timeout.Infinite);
        });
        using DmHttpTransport transport = new(new DmHttpOptions());
        using DmConnection connection = transport.OpenSession();
        DmReply reply = await connection.PostAsync(new DmPost(server.Uri(), DmXml, "x"u8.ToArray(), TimeSpan.FromMilliseconds(50))).Within();
        Assert.Equal(HttpFailure.TimedOut, reply.Failure);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\nabcdefghijk", HttpFailure.TooLarge)]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nb\r\nabcdefghijk\r\n0\r\n\r\n", HttpFailure.TooLarge)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabcdefghij", null)]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\na\r\nabcdefghij\r\n0\r\n\r\n", null)]
    public async Task An_answer_has_a_largest_size(string answer, HttpFailure? failure)
    {
        await using ScriptedServer server = ScriptedServer.Answering(answer);
        Assert.Equal(failure, (await PostAsync(server.Uri(), new DmHttpOptions { MaxReplyOctets = 10 })).Failure);
    }

    [Fact]
    public async Task What_is_no_http_is_another_failure()
    {
        await using ScriptedServer server = ScriptedServer.Answering("220 smtp ready\r\n\r\n");
        Assert.Equal(HttpFailure.Other, (await PostAsync(server.Uri(), new DmHttpOptions())).Failure);
    }

    [Theory]
    [InlineData("http://192.0.2.1/")]
    [InlineData("http://dm.example/")]
    [InlineData("ftp://127.0.0.1/")]
    public async Task A_target_that_is_not_allowed_is_not_contacted(string uri)
    {
        Assert.Equal(HttpFailure.TargetNotAllowed, (await PostAsync(new Uri(uri), new DmHttpOptions())).Failure);
    }

    [Fact]
    public async Task To_be_broken_off_is_the_only_exception()
    {
        DmConnection? connection = null;
        await using ScriptedServer server = new(async (_, _) =>
        {
            connection!.BreakOff();
            await Task.Delay(Timeout.Infinite);
        });
        using DmHttpTransport transport = new(new DmHttpOptions());
        connection = transport.OpenSession();
        DmPost post = new(server.Uri(), DmXml, "x"u8.ToArray(), Soon.Limit);
        Assert.False(connection.IsBrokenOff);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connection.PostAsync(post).Within());
        Assert.True(connection.IsBrokenOff);
        await Assert.ThrowsAsync<InvalidOperationException>(() => connection.PostAsync(post).Within());
    }

    private static async Task<DmReply> PostAsync(Uri uri, DmHttpOptions options, string? hmac = null)
    {
        using DmHttpTransport transport = new(options);
        using DmConnection connection = transport.OpenSession();
        return await PostAsync(connection, uri, hmac);
    }

    private static Task<DmReply> PostAsync(DmConnection connection, Uri uri, string? hmac = null) =>
        connection.PostAsync(new DmPost(uri, DmXml, "body"u8.ToArray(), Soon.Limit) { Hmac = hmac }).Within();
}
