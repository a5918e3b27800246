using System.Net;
using System.Net.Sockets;

namespace FleetSim.Commands;

/// <summary>Looks whether a loopback port is free before anything is touched.</summary>
public static class PortGuard
{
    /// <exception cref="ConfigurationException">Somebody listens there.</exception>
    public static void Check(string setting, int port)
    {
        if (port == 0) return;
        using TcpListener probe = new(IPAddress.Loopback, port);
        try
        {
            probe.Start();
        }
        catch (SocketException taken)
        {
            throw new ConfigurationException($"{setting}: 127.0.0.1:{port} cannot be used: {taken.Message}. Choose another port, or 0 for any free one.", taken);
        }
    }
}
