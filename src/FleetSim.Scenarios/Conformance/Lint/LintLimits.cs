using System.Net;

namespace FleetSim.Scenarios.Conformance.Lint;

/// <summary>What a lint demands in figures, and where a platform may send a handset.</summary>
public sealed record LintLimits
{
    /// <summary>From the registration message to its confirmation.</summary>
    public TimeSpan Confirmation { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>From a confirmation to the first package #0; later than that it is a warning.</summary>
    public TimeSpan FirstNotification { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Messages of the platform in one session; the handset itself leaves at 64.</summary>
    public int MessagesPerSession { get; init; } = 60;

    /// <summary>The same command in so many messages in a row is no polling any more.</summary>
    public int RepeatsOfACommand { get; init; } = 5;

    /// <summary>Hosts beside loopback.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>True for an absolute http or https address of an allowed host.</summary>
    internal bool Permits(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https" && PermitsHost(uri.Host.Trim('[', ']').TrimEnd('.'));

    private bool PermitsHost(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out IPAddress? literal) && IPAddress.IsLoopback(literal))
        || AllowedHosts.Contains(host, StringComparer.OrdinalIgnoreCase);
}
