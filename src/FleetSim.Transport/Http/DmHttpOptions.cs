namespace FleetSim.Transport.Http;

/// <summary>How DM sessions use connections.</summary>
public enum ConnectionPolicy
{
    /// <summary>Sessions share kept-alive connections: cheapest.</summary>
    Pooled,

    /// <summary>Each session has a connection of its own, as real handsets do.</summary>
    PerSession,
}

/// <summary>HTTP of one node.</summary>
public sealed record DmHttpOptions
{
    public ConnectionPolicy Policy { get; init; } = ConnectionPolicy.PerSession;

    /// <summary>How long a request may take where the caller names no time; 60 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>A longer body is <see cref="HttpFailure.TooLarge"/>; 1 MiB.</summary>
    public int MaxReplyOctets { get; init; } = 1 << 20;

    /// <summary>Connections to one host and port at once, session connections not counted; requests beyond wait.</summary>
    public int MaxConnectionsPerServer { get; init; } = 4096;

    public AllowedTargets AllowedTargets { get; init; } = AllowedTargets.Loopback;

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
