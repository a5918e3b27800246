using System.Net;
using System.Net.Sockets;
using System.Text;
using FleetSim.Device;
using FleetSim.Silo;
using FleetSim.Transport.Http;

namespace FleetSim.EndToEnd.Tests.Node;

/// <summary>What the network answers, as the events a handset gets: over a real socket.</summary>
public sealed class NetworkActionRunnerTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_package_in_place_of_a_descriptor_is_told_by_its_type_and_not_read()
    {
        TerminalEvent.HttpReplied reply = Assert.IsType<TerminalEvent.HttpReplied>(await GetAsync("200 OK\r\nContent-Type: application/octet-stream\r\nContent-Length: 5000000\r\n\r\n"));
        Assert.Equal((7, 200, "application/octet-stream", 0), (reply.Request, reply.Status, reply.ContentType, reply.Body.Length));
    }

    [Fact]
    public async Task A_descriptor_that_is_too_large_is_a_failure()
    {
        TerminalEvent.HttpFailed failed = Assert.IsType<TerminalEvent.HttpFailed>(await GetAsync("200 OK\r\nContent-Type: application/vnd.oma.dd+xml\r\nContent-Length: 5000000\r\n\r\n"));
        Assert.Equal(NetworkFailure.TooLarge, failed.Failure);
    }

    [Fact]
    public async Task Where_a_redirect_leads_is_the_handsets_to_decide()
    {
        TerminalEvent.HttpReplied reply = Assert.IsType<TerminalEvent.HttpReplied>(await GetAsync("302 Found\r\nLocation: /there\r\nContent-Length: 0\r\n\r\n"));
        Assert.Equal((302, "/there"), (reply.Status, reply.Location));
    }

    [Fact]
    public async Task The_header_of_an_object_comes_with_type_and_Location()
    {
        List<TerminalEvent> events = [];
        await using OneAnswer server = new("307 Moved\r\nLocation: https://cdn.test/o\r\nContent-Type: text/html\r\nContent-Length: 0\r\n\r\n");
        await WithRunnerAsync(runner => runner.FetchAsync(new TerminalAction.Fetch(3, server.Uri, 0, null, Limit), Take, CancellationToken.None, CancellationToken.None));
        TerminalEvent.FetchStarted head = Assert.IsType<TerminalEvent.FetchStarted>(Assert.Single(events));
        Assert.Equal((3, 307, "https://cdn.test/o", "text/html"), (head.Request, head.Status, head.Location, head.ContentType));

        Task Take(TerminalEvent happened)
        {
            events.Add(happened);
            return Task.CompletedTask;
        }
    }

    private static async Task<TerminalEvent> GetAsync(string answer)
    {
        await using OneAnswer server = new(answer);
        return await WithRunnerAsync(runner => runner.GetDescriptorAsync(new TerminalAction.GetDescriptor(7, server.Uri, Limit), CancellationToken.None));
    }

    private static async Task<T> WithRunnerAsync<T>(Func<NetworkActionRunner, Task<T>> ask)
    {
        using DmHttpTransport transport = new(new DmHttpOptions());
        return await ask(new NetworkActionRunner(transport, new ObjectFetcher(transport), 0, TimeProvider.System)).WaitAsync(Limit);
    }

    /// <summary>Answers the first request on loopback and closes.</summary>
    private sealed class OneAnswer : IAsyncDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly Task _served;

        public OneAnswer(string answer)
        {
            _listener.Start();
            _served = ServeAsync(Encoding.ASCII.GetBytes("HTTP/1.1 " + answer));
        }

        public string Uri => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/";

        public async ValueTask DisposeAsync()
        {
            await _served;
            _listener.Dispose();
        }

        private async Task ServeAsync(byte[] answer)
        {
            using TcpClient client = await _listener.AcceptTcpClientAsync();
            await using NetworkStream stream = client.GetStream();
            using StreamReader reader = new(stream, leaveOpen: true);
            while (await reader.ReadLineAsync() is { Length: > 0 })
            {
            }

            await stream.WriteAsync(answer);
        }
    }
}
