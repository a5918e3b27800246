namespace FleetSim.Transport.Http;

/// <summary>
/// HTTP of one node: the shared handler, and the connections of DM sessions. With <see cref="ConnectionPolicy.PerSession"/> a session's
/// first POST opens its own connection, and disposing the <see cref="DmConnection"/> closes it.
/// </summary>
public sealed class DmHttpTransport : IDisposable
{
    private readonly ConnectionPool? _pool;
    private HttpTarget? _last;

    public DmHttpTransport(DmHttpOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Options = options;
        Shared = new HttpMessageInvoker(HttpHandlers.Create(options.AllowedTargets, options.MaxConnectionsPerServer));
        _pool = options.Policy == ConnectionPolicy.Pooled ? new ConnectionPool(options) : null;
    }

    internal DmHttpOptions Options { get; }

    /// <summary>Everything that is no DM session over plain HTTP.</summary>
    internal HttpMessageInvoker Shared { get; }

    internal ReceiveBuffers Buffers { get; } = new();

    public DmConnection OpenSession() => new(this, _pool);

    public void Dispose()
    {
        _pool?.Dispose();
        Shared.Dispose();
    }

    /// <summary>What an address says; as a rule it is the one of the last message.</summary>
    internal HttpTarget TargetOf(Uri uri)
    {
        HttpTarget? last = _last;
        if (last is not null && (ReferenceEquals(last.Uri, uri) || last.Uri.OriginalString == uri.OriginalString)) return last;
        return _last = new HttpTarget(uri, Options.AllowedTargets);
    }
}
