namespace FleetSim.Transport.Http;

/// <summary>
/// HTTP of one node: the shared handler, and the connections of DM sessions. With <see cref="ConnectionPolicy.PerSession"/> a session's
/// first POST opens its own connection, and disposing the <see cref="DmConnection"/> closes it.
/// </summary>
public sealed class DmHttpTransport : IDisposable
{
    public DmHttpTransport(DmHttpOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Options = options;
        Shared = new HttpMessageInvoker(HttpHandlers.Create(options.AllowedTargets, options.MaxConnectionsPerServer));
    }

    internal DmHttpOptions Options { get; }

    internal HttpMessageInvoker Shared { get; }

    public DmConnection OpenSession() => Options.Policy switch
    {
        ConnectionPolicy.Pooled => new DmConnection(Options, Shared, owned: false),

        // A pool of one connection: the stack has no cheaper way to keep a connection to its session.
        _ => new DmConnection(Options, new HttpMessageInvoker(HttpHandlers.Create(Options.AllowedTargets, 1)), owned: true),
    };

    public void Dispose() => Shared.Dispose();
}
