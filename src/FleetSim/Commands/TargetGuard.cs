using System.Net;
using FleetSim.Scenarios;

namespace FleetSim.Commands;

/// <summary>A load generator is a weapon: a target beyond loopback must be named twice, in the scenario and on the command line.</summary>
public static class TargetGuard
{
    /// <exception cref="ConfigurationException">The scenario's target is not allowed.</exception>
    public static void Check(Scenario scenario, IReadOnlyList<string> allowed)
    {
        if (scenario.Target is not { } target) return;
        string host = new Uri(target.DmUrl).Host;
        bool loopback = host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? address) && IPAddress.IsLoopback(address));
        if (loopback || allowed.Contains(host, StringComparer.OrdinalIgnoreCase)) return;
        throw new ConfigurationException($"The scenario's target '{host}' is not this machine. If you may load it, say so: --allow-target {host}");
    }
}
