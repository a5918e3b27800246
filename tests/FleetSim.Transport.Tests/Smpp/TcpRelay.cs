using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace FleetSim.Transport.Tests.Smpp;

/// <summary>Octets that went one way in one piece.</summary>
internal sealed record Segment(bool FromClient, byte[] Octets);

/// <summary>Stands between a client and a server, keeps what both say, and cuts their connections on demand.</summary>
internal sealed class TcpRelay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentBag<TcpClient> _open = [];
    private readonly IPEndPoint _server;
    private readonly Task _accepting;
    private int _connections;

    public TcpRelay(IPEndPoint server)
    {
        _server = server;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Everything that passed, in order.</summary>
    public ConcurrentQueue<Segment> Segments { get; } = new();

    /// <summary>Both ends see a closed connection.</summary>
    public void CutAll()
    {
        while (_open.TryTake(out TcpClient? tcp)) tcp.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        CutAll();
        await _accepting;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync();
                TcpClient server = new() { NoDelay = true };
                await server.ConnectAsync(_server);
                _open.Add(client);
                _open.Add(server);
                Interlocked.Increment(ref _connections);
                _ = CopyAsync(client, server, fromClient: true); // ends with the connection
                _ = CopyAsync(server, client, fromClient: false);
            }
        }
        catch (Exception end) when (end is ObjectDisposedException or SocketException)
        {
            // Disposed.
        }
    }

    private async Task CopyAsync(TcpClient from, TcpClient to, bool fromClient)
    {
        byte[] buffer = new byte[65_536];
        try
        {
            NetworkStream source = from.GetStream();
            NetworkStream target = to.GetStream();
            for (int read; (read = await source.ReadAsync(buffer)) > 0;)
            {
                Segments.Enqueue(new Segment(fromClient, buffer[..read]));
                await target.WriteAsync(buffer.AsMemory(0, read));
            }
        }
        catch (Exception end) when (end is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The connection was cut.
        }

        from.Dispose();
        to.Dispose();
    }
}
