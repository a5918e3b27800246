using System.Collections.Concurrent;

namespace FleetSim.Transport.Http;

/// <summary>Connections that sessions share, by host and port. The one that rested shortest is taken first; one that rested for <see cref="RestLimit"/> is closed.</summary>
internal sealed class ConnectionPool(DmHttpOptions options) : IDisposable
{
    /// <summary>Below what servers give a connection that is silent.</summary>
    public static readonly TimeSpan RestLimit = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<(string Host, int Port), Server> _servers = new();
    private volatile bool _disposed;

    private sealed class Server(SemaphoreSlim room)
    {
        // Never disposed: sessions that end after the pool give their place back as well.
        public readonly SemaphoreSlim Room = room;

        /// <summary>The one that rested longest first.</summary>
        public readonly List<HttpSocket> Resting = [];
    }

    /// <summary>Waits until the server may have another connection in use; one that rests, or null: the caller must connect.</summary>
    public async ValueTask<HttpSocket?> TakeAsync(HttpTarget target, CancellationToken cancellation)
    {
        Server server = _servers.GetOrAdd((target.Host, target.Port), static (_, most) => new Server(new SemaphoreSlim(most)), options.MaxConnectionsPerServer);
        await server.Room.WaitAsync(cancellation).ConfigureAwait(false);
        lock (server.Resting)
        {
            CloseResting(server.Resting, all: false);
            if (server.Resting.Count == 0) return null;
            HttpSocket taken = server.Resting[^1];
            server.Resting.RemoveAt(server.Resting.Count - 1);
            return taken;
        }
    }

    /// <summary>Gives up the place that <see cref="TakeAsync"/> gave, and a connection that can be used again.</summary>
    public void Return(HttpTarget target, HttpSocket? connection)
    {
        Server server = _servers[(target.Host, target.Port)];
        if (connection is not null) Rest(server.Resting, connection);
        server.Room.Release();
    }

    public void Dispose()
    {
        _disposed = true;
        foreach (Server server in _servers.Values)
        {
            lock (server.Resting) CloseResting(server.Resting, all: true);
        }
    }

    private void Rest(List<HttpSocket> resting, HttpSocket connection)
    {
        connection.RestsSince = options.Time.GetTimestamp();
        lock (resting)
        {
            resting.Add(connection);
            if (_disposed) CloseResting(resting, all: true);
        }
    }

    /// <summary>Under the lock of what rests.</summary>
    private void CloseResting(List<HttpSocket> resting, bool all)
    {
        int old = all ? resting.Count : 0;
        while (old < resting.Count && options.Time.GetElapsedTime(resting[old].RestsSince) > RestLimit) old++;
        for (int i = 0; i < old; i++) resting[i].Dispose();
        if (old > 0) resting.RemoveRange(0, old);
    }
}
