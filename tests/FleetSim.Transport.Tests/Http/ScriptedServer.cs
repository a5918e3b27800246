using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace FleetSim.Transport.Tests.Http;

/// <summary>A request as it came.</summary>
internal sealed record ScriptedRequest(string Line, IReadOnlyDictionary<string, string> Headers, byte[] Body, int Connection)
{
    public string? Header(string name) => Headers.GetValueOrDefault(name);
}

/// <summary>An HTTP server that answers as the test says, down to the octets of the answer.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<int, TcpClient> _open = new();
    private readonly Func<ScriptedRequest, Stream, Task> _answer;
    private readonly Task _accepting;
    private int _connections;

    /// <param name="answer">Writes the answer; the connection is closed when it throws.</param>
    public ScriptedServer(Func<ScriptedRequest, Stream, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public ConcurrentQueue<ScriptedRequest> Requests { get; } = new();

    /// <summary>Connections accepted so far.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Connections that the client has not closed.</summary>
    public int Open => _open.Count;

    public Uri Uri(string path = "/", string host = "127.0.0.1") => new($"http://{host}:{((IPEndPoint)_listener.LocalEndpoint).Port}{path}");

    /// <summary>Each answer is the next of these, sent whole.</summary>
    public static ScriptedServer Answering(params string[] answers)
    {
        int next = 0;
        return new ScriptedServer((_, stream) => stream.WriteAsync(Encoding.Latin1.GetBytes(answers[Math.Min(next++, answers.Length - 1)])).AsTask());
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        foreach (TcpClient tcp in _open.Values) tcp.Dispose();
        await _accepting;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                TcpClient tcp = await _listener.AcceptTcpClientAsync();
                int number = Interlocked.Increment(ref _connections);
                _open[number] = tcp;
                _ = ServeAsync(tcp, number); // ends with the connection
            }
        }
        catch (Exception end) when (end is InvalidOperationException or SocketException)
        {
            // Disposed: in an accept, or between two ("not listening").
        }
    }

    private async Task ServeAsync(TcpClient tcp, int number)
    {
        try
        {
            tcp.NoDelay = true;
            NetworkStream stream = tcp.GetStream();
            while (await ReadAsync(stream, number) is { } request)
            {
                Requests.Enqueue(request);
                await _answer(request, stream);
            }
        }
        catch (Exception end) when (end is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // One of the two sides has had enough.
        }

        tcp.Dispose();
        _open.TryRemove(number, out _);
    }

    private static async Task<ScriptedRequest?> ReadAsync(NetworkStream stream, int number)
    {
        StringBuilder head = new();
        byte[] octet = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(octet) == 0) return null;
            head.Append((char)octet[0]);
        }

        string[] lines = head.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Dictionary<string, string> headers = lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
        byte[] body = new byte[int.Parse(headers.GetValueOrDefault("Content-Length", "0"), System.Globalization.CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body);
        return new ScriptedRequest(lines[0], headers, body, number);
    }
}
