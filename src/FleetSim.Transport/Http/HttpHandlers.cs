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
        ConnectCallback = (context, cancellation) => ConnectAsync(targets, context.DnsEndPoint, cancellation),
    };

    private static async ValueTask<Stream> ConnectAsync(AllowedTargets targets, DnsEndPoint target, CancellationToken cancellation)
    {
        IPAddress[] addresses = await targets.ResolveAsync(target.Host, cancellation);
        if (addresses.Length == 0) throw new TargetNotAllowedException();
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, target.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
