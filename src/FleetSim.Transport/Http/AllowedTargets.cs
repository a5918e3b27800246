using System.Net;

namespace FleetSim.Transport.Http;

/// <summary>
/// Where HTTP may go: loopback always, further hosts only by name. Held against every URI before the request, and against the addresses
/// a name resolves to when the socket connects. Redirects are never followed.
/// </summary>
public sealed record AllowedTargets
{
    private readonly HashSet<string> _hosts;

    /// <param name="hosts">Host names or addresses without port, as they stand in URIs.</param>
    public AllowedTargets(params IEnumerable<string> hosts)
    {
        ArgumentNullException.ThrowIfNull(hosts);
        _hosts = new HashSet<string>(hosts.Select(Bare), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Nothing but loopback.</summary>
    public static AllowedTargets Loopback { get; } = new();

    public IReadOnlyCollection<string> Hosts => _hosts;

    /// <summary>True for an absolute http or https URI whose host may be contacted.</summary>
    public bool Permits(Uri uri)
    {
        ArgumentNullException.ThrowIfNull(uri);
        return uri.IsAbsoluteUri && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps) && PermitsHost(uri.Host);
    }

    /// <summary>The addresses of a host that may be connected to; none when it may not be contacted or has none.</summary>
    internal async ValueTask<IPAddress[]> ResolveAsync(string host, CancellationToken cancellation)
    {
        if (!PermitsHost(host)) return [];
        IPAddress[] addresses = IPAddress.TryParse(Bare(host), out IPAddress? literal)
            ? [literal]
            : await Dns.GetHostAddressesAsync(host, cancellation).ConfigureAwait(false);

        // "localhost" is a name like any other to a resolver: what it says must be loopback.
        return _hosts.Contains(Bare(host)) ? addresses : [.. addresses.Where(IPAddress.IsLoopback)];
    }

    private bool PermitsHost(string host)
    {
        string bare = Bare(host);
        if (_hosts.Contains(bare) || bare.Equals("localhost", StringComparison.OrdinalIgnoreCase)) return true;
        return IPAddress.TryParse(bare, out IPAddress? address) && IPAddress.IsLoopback(address);
    }

    private static string Bare(string host) => host.Trim('[', ']').TrimEnd('.');
}
