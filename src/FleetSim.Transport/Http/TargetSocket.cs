using System.Net;
using System.Net.Sockets;

namespace FleetSim.Transport.Http;

/// <summary>TCP connections to hosts that may be contacted. Every socket of a node's HTTP is opened here, so that no address goes unchecked.</summary>
internal static class TargetSocket
{
    /// <summary>Resolves a name and tries its addresses in turn; the last one says why none took the connection.</summary>
    /// <exception cref="SocketException">No address takes the connection.</exception>
    /// <exception cref="TargetNotAllowedException">The name stands for no address that may be contacted.</exception>
    public static async ValueTask<Socket> ConnectAsync(AllowedTargets allowed, string host, int port, CancellationToken cancellation)
    {
        IPAddress[] addresses = await allowed.ResolveAsync(host, cancellation).ConfigureAwait(false);
        if (addresses.Length == 0) throw new TargetNotAllowedException();
        for (int i = 0; i < addresses.Length - 1; i++)
        {
            try
            {
                return await ConnectAsync(addresses[i], port, cancellation).ConfigureAwait(false);
            }
            catch (SocketException)
            {
                // The next address may take it.
            }
        }

        return await ConnectAsync(addresses[^1], port, cancellation).ConfigureAwait(false);
    }

    /// <summary>Connects to an address that has been checked.</summary>
    public static async ValueTask<Socket> ConnectAsync(IPAddress permitted, int port, CancellationToken cancellation)
    {
        Socket socket = new(permitted.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(new IPEndPoint(permitted, port), cancellation).ConfigureAwait(false);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
