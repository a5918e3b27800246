using System.Net;
using System.Net.Sockets;

namespace FleetSim.Transport.Http;

/// <summary>Makes the handlers under all HTTP of a node: no cookies, no proxy, no redirects, no tracing headers, checked targets.</summary>
internal static class HttpHandlers
{
    public static SocketsHttpHandler Create(AllowedTargets targets, int maxConnections) => new()
    {
        UseCookies = false,
        UseProxy = false,
        AllowAutoRedirect = false,
        ActivityHeadersPropagator = null,
        AutomaticDecompression = DecompressionMethods.None,
        MaxConnectionsPerServer = maxConnections,

        // An answer that is given up must not be read any further: a handset without signal receives nothing.
        MaxResponseDrainSize = 0,
        ConnectCallback = async (context, cancellation) =>
            new NetworkStream(await TargetSocket.ConnectAsync(targets, context.DnsEndPoint.Host, context.DnsEndPoint.Port, cancellation).ConfigureAwait(false), ownsSocket: true),
    };
}
