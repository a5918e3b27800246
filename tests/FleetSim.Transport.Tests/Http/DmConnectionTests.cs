using System.Net;
using System.Net.Sockets;
using System.Text;
using FleetSim.Transport.Http;
using Microsoft.Extensions.Time.Testing;

namespace FleetSim.Transport.Tests.Http;

/// <summary>How a session uses its connection: again, anew, never twice for what was answered.</summary>
public sealed class DmConnectionTests
{
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    [Theory]
    [InlineData(ConnectionPolicy.PerSession)]
    [InlineData(ConnectionPolicy.Pooled)]
    public async Task A_connection_that_was_closed_at_rest_is_replaced(ConnectionPolicy policy)
    {
        await using ScriptedServer server = new(async (request, stream) =>
        {
            await Write(stream, Ok);
            if (request.Connection == 1) throw new IOException("closes at rest");
        });
        using DmHttpTransport transport = new(new DmHttpOptions { Policy = policy });
        using DmConnection session = transport.OpenSession();
        Assert.Equal(200, (await PostAsync(session, server.Uri())).Status);
        while (server.Open > 0) await Task.Yield();
        Assert.Equal(200, (await PostAsync(session, server.Uri())).Status);
        Assert.Equal((2, 2), (server.Connections, server.Requests.Count));
    }

    [Fact]
    public async Task What_was_answered_in_part_is_not_sent_again()
    {
        int requests = 0;
        await using ScriptedServer server = new(async (_, stream) =>
        {
            await Write(stream, ++requests == 1 ? Ok : "HTTP/1.1 2");
            if (requests > 1) throw new IOException("dies in its answer");
        });
        using DmHttpTransport transport = new(new DmHttpOptions());
        using DmConnection session = transport.OpenSession();
        Assert.Equal(200, (await PostAsync(session, server.Uri())).Status);
        Assert.Equal(HttpFailure.ConnectionLost, (await PostAsync(session, server.Uri())).Failure);
        Assert.Equal((1, 2), (server.Connections, requests));
    }

    /// <summary>A server may say no before it has read a message that is too large for it, and reset: it has acted on the message all the same.</summary>
    [Fact]
    public async Task What_was_answered_before_all_of_it_was_sent_is_not_sent_again()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        DmPost small = Post(new Uri($"http://{listener.LocalEndpoint}/dm")), large = small with { Body = new byte[64 << 20] };
        using DmHttpTransport transport = new(new DmHttpOptions());
        using DmConnection session = transport.OpenSession();
        Task<DmReply> first = session.PostAsync(small).AsTask();
        using Socket server = await listener.AcceptSocketAsync();
        Assert.True(await server.ReceiveAsync(new byte[4096]) > 0);
        await server.SendAsync(Encoding.ASCII.GetBytes(Ok));
        Assert.Equal(200, (await first.Within()).Status);

        Task<DmReply> second = session.PostAsync(large).AsTask();
        Assert.True(await server.ReceiveAsync(new byte[4096]) > 0);
        await server.SendAsync(Encoding.ASCII.GetBytes("HTTP/1.1 413 Too large\r\nContent-Length: 0\r\n\r\n"));
        // What has not been taken yet would be lost with the connection.
        while (!IsTaken(server)) await Task.Yield();
        server.LingerState = new LingerOption(true, 0);
        server.Close();
        Assert.Equal(HttpFailure.ConnectionLost, (await second.Within()).Failure);
        Assert.False(listener.Pending());
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok")]
    [InlineData("HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok and what nobody asked for")]
    [InlineData("HTTP/1.1 204 None\r\n\r\nno body was announced")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 99\r\n\r\n2\r\nok\r\n0\r\n\r\n")]
    public async Task A_connection_that_cannot_be_trusted_is_not_used_again(string answer)
    {
        await using ScriptedServer server = ScriptedServer.Answering(answer);
        using DmHttpTransport transport = new(new DmHttpOptions());
        using DmConnection session = transport.OpenSession();
        for (int post = 1; post <= 2; post++)
        {
            Assert.Null((await PostAsync(session, server.Uri())).Failure);
            Assert.Equal(post, server.Connections);
        }
    }

    /// <summary>What comes between two messages is nobody's answer.</summary>
    [Theory]
    [InlineData(ConnectionPolicy.PerSession)]
    [InlineData(ConnectionPolicy.Pooled)]
    public async Task Octets_that_come_while_a_connection_rests_are_not_the_next_answer(ConnectionPolicy policy)
    {
        TaskCompletionSource late = new(), came = new();
        await using ScriptedServer server = new(async (request, stream) =>
        {
            await Write(stream, Ok);
            if (request.Connection > 1) return;
            await late.Task;
            await Write(stream, "HTTP/1.1 408 Too late\r\nContent-Length: 0\r\n\r\n");
            came.SetResult();
        });
        using DmHttpTransport transport = new(new DmHttpOptions { Policy = policy });
        using DmConnection session = transport.OpenSession();
        Assert.Equal(200, (await PostAsync(session, server.Uri())).Status);
        late.SetResult();
        await came.Task.Within();
        Assert.Equal((200, 2), ((await PostAsync(session, server.Uri())).Status, server.Connections));
    }

    [Fact]
    public async Task Messages_that_close_have_a_connection_each()
    {
        await using ScriptedServer server = ScriptedServer.Answering(Ok);
        using DmHttpTransport transport = new(new DmHttpOptions());
        using DmConnection session = transport.OpenSession();
        for (int post = 1; post <= 3; post++) Assert.Equal(200, (await session.PostAsync(Post(server.Uri()) with { Closes = true }).Within()).Status);
        Assert.Equal(3, server.Connections);
    }

    [Fact]
    public async Task Interim_answers_are_passed_over_up_to_a_limit()
    {
        const string interim = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early\r\nLink: x\r\n\r\n";
        string many = string.Concat(Enumerable.Repeat("HTTP/1.1 100 Continue\r\n\r\n", HttpSocket.InterimAnswers + 1));
        await using ScriptedServer server = ScriptedServer.Answering(interim + Ok, many + Ok, "HTTP/1.1 101 Switching\r\n\r\n");
        using DmHttpTransport transport = new(new DmHttpOptions());
        using DmConnection session = transport.OpenSession();
        Assert.Equal("ok"u8.ToArray(), (await PostAsync(session, server.Uri())).Body);
        Assert.Equal(HttpFailure.Other, (await PostAsync(session, server.Uri())).Failure);
        Assert.Equal(HttpFailure.Other, (await PostAsync(session, server.Uri())).Failure);
    }

    [Theory]
    [InlineData(HttpSocket.HeadOctets - 200, null)]
    [InlineData(HttpSocket.HeadOctets, HttpFailure.TooLarge)]
    public async Task A_head_may_be_long_but_not_endless(int octets, HttpFailure? failure)
    {
        await using ScriptedServer server = ScriptedServer.Answering($"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX: {new string('x', octets)}\r\n\r\nok");
        using DmHttpTransport transport = new(new DmHttpOptions());
        using DmConnection session = transport.OpenSession();
        Assert.Equal(failure, (await PostAsync(session, server.Uri())).Failure);
    }

    [Fact]
    public async Task A_body_without_a_length_ends_with_the_connection()
    {
        string body = new('b', 3 * ReceiveBuffers.Octets);
        await using ScriptedServer server = new(async (_, stream) =>
        {
            await Write(stream, "HTTP/1.1 200 OK\r\n\r\n" + body);
            throw new IOException("that was all");
        });
        using DmHttpTransport transport = new(new DmHttpOptions { MaxReplyOctets = body.Length });
        using DmConnection session = transport.OpenSession();
        Assert.Equal(body, Encoding.ASCII.GetString((await PostAsync(session, server.Uri())).Body));
        using DmHttpTransport small = new(new DmHttpOptions { MaxReplyOctets = body.Length - 1 });
        using DmConnection other = small.OpenSession();
        Assert.Equal(HttpFailure.TooLarge, (await PostAsync(other, server.Uri())).Failure);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 30000\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7530\r\n")]
    public async Task A_long_body_comes_in_many_pieces(string head)
    {
        string body = new('b', 30_000);
        await using ScriptedServer server = new(async (_, stream) =>
        {
            await Write(stream, head);
            for (int at = 0; at < body.Length; at += 1_000)
            {
                await Task.Yield();
                await Write(stream, body[at..(at + 1_000)]);
            }

            if (head.Contains("chunked", StringComparison.Ordinal)) await Write(stream, "\r\n0\r\n\r\n");
        });
        using DmHttpTransport transport = new(new DmHttpOptions());
        using DmConnection session = transport.OpenSession();
        for (int post = 0; post < 3; post++) Assert.Equal(body, Encoding.ASCII.GetString((await PostAsync(session, server.Uri())).Body));
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task A_session_that_is_sent_elsewhere_goes_there()
    {
        await using ScriptedServer first = ScriptedServer.Answering(Ok);
        await using ScriptedServer second = ScriptedServer.Answering(Ok);
        using DmHttpTransport transport = new(new DmHttpOptions());
        using DmConnection session = transport.OpenSession();
        foreach (ScriptedServer server in new[] { first, first, second, first }) Assert.Equal(200, (await PostAsync(session, server.Uri(host: "localhost"))).Status);
        Assert.Equal((2, 3, 1, 1), (first.Connections, first.Requests.Count, second.Connections, second.Requests.Count));
    }

    [Fact]
    public async Task The_end_of_a_session_lets_its_last_message_end()
    {
        TaskCompletionSource asked = new(), answer = new();
        await using ScriptedServer server = new(async (_, stream) =>
        {
            asked.SetResult();
            await answer.Task;
            await Write(stream, Ok);
        });
        using DmHttpTransport transport = new(new DmHttpOptions());
        DmConnection session = transport.OpenSession();
        Task<DmReply> reply = PostAsync(session, server.Uri());
        await asked.Task.Within();
        await Assert.ThrowsAsync<InvalidOperationException>(() => PostAsync(session, server.Uri()));
        session.Dispose();
        answer.SetResult();
        Assert.Equal(200, (await reply).Status);
        while (server.Open > 0) await Task.Yield();
        await Assert.ThrowsAsync<InvalidOperationException>(() => PostAsync(session, server.Uri()));
    }

    [Fact]
    public async Task Pooled_sessions_wait_for_a_place()
    {
        await using ScriptedServer server = ScriptedServer.Answering(Ok);
        using DmHttpTransport transport = new(new DmHttpOptions { Policy = ConnectionPolicy.Pooled, MaxConnectionsPerServer = 2 });
        await Task.WhenAll(Enumerable.Range(0, 50).Select(async _ =>
        {
            using DmConnection session = transport.OpenSession();
            Assert.Equal(200, (await PostAsync(session, server.Uri())).Status);
        }));
        Assert.InRange(server.Connections, 1, 2);
        Assert.Equal(50, server.Requests.Count);
    }

    [Fact]
    public async Task A_pooled_connection_that_rested_too_long_is_closed()
    {
        await using ScriptedServer server = ScriptedServer.Answering(Ok);
        FakeTimeProvider time = new();
        using DmHttpTransport transport = new(new DmHttpOptions { Policy = ConnectionPolicy.Pooled, Time = time });
        using DmConnection first = transport.OpenSession(), second = transport.OpenSession();
        await Task.WhenAll(PostAsync(first, server.Uri()), PostAsync(second, server.Uri()));
        int connections = server.Connections;
        time.Advance(ConnectionPool.RestLimit + TimeSpan.FromSeconds(1));
        Assert.Equal(200, (await PostAsync(first, server.Uri())).Status);
        Assert.Equal(connections + 1, server.Connections);
        while (server.Open > 1) await Task.Yield();
    }

    /// <summary>A server that takes the connection and never says anything, not even of TLS.</summary>
    [Theory]
    [InlineData("http", false)]
    [InlineData("http", true)]
    [InlineData("https", false)]
    [InlineData("https", true)]
    public async Task A_silent_server_is_left_when_the_time_is_up_or_the_session_is_broken_off(string scheme, bool breaksOff)
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        FakeTimeProvider time = new();
        using DmHttpTransport transport = new(new DmHttpOptions { Time = time });
        using DmConnection session = transport.OpenSession();
        Task<DmReply> reply = session.PostAsync(Post(new Uri($"{scheme}://{listener.LocalEndpoint}/dm"))).AsTask();
        using Socket server = await listener.AcceptSocketAsync();
        Assert.True(await server.ReceiveAsync(new byte[4096]) > 0);
        if (breaksOff) session.BreakOff();
        else time.Advance(Soon.Limit);
        if (breaksOff) await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reply.Within());
        else Assert.Equal(HttpFailure.TimedOut, (await reply.Within()).Failure);
        // The library's client ends a handshake for which nobody waits any more only after five seconds.
        while (scheme == "http" && await IsOpenAsync(server)) await Task.Yield();
    }

    /// <summary>What the session was told to end ends, also when it was told to close first.</summary>
    [Fact]
    public async Task A_session_that_is_closing_can_still_be_broken_off()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        using DmHttpTransport transport = new(new DmHttpOptions());
        DmConnection session = transport.OpenSession();
        Task<DmReply> reply = session.PostAsync(Post(new Uri($"http://{listener.LocalEndpoint}/dm"))).AsTask();
        session.Dispose();
        session.BreakOff();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reply.Within());
    }

    private static async Task<bool> IsOpenAsync(Socket server)
    {
        try
        {
            return await server.ReceiveAsync(new byte[4096]) > 0;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>True when nothing waits in the peer's receive queue. The kernel's table: addresses and ports in hexadecimal, then state, then "sending:receiving".</summary>
    private static bool IsTaken(Socket server)
    {
        string peer = $":{((IPEndPoint)server.RemoteEndPoint!).Port:X4}", self = $":{((IPEndPoint)server.LocalEndPoint!).Port:X4}";
        string[] line = File.ReadLines("/proc/net/tcp").Select(row => row.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Single(row => row[1].EndsWith(peer, StringComparison.Ordinal) && row[2].EndsWith(self, StringComparison.Ordinal));
        return line[4].EndsWith(":00000000", StringComparison.Ordinal);
    }

    private static Task Write(Stream stream, string text) => stream.WriteAsync(Encoding.Latin1.GetBytes(text)).AsTask();

    private static DmPost Post(Uri uri) => new(uri, "application/vnd.syncml.dm+xml", "body"u8.ToArray(), Soon.Limit);

    private static Task<DmReply> PostAsync(DmConnection session, Uri uri) => session.PostAsync(Post(uri)).Within();
}
