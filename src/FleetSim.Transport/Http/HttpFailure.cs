namespace FleetSim.Transport.Http;

/// <summary>Why there is no whole HTTP answer.</summary>
public enum HttpFailure
{
    ConnectRefused,
    TimedOut,

    /// <summary>The connection ended before the answer did.</summary>
    ConnectionLost,

    /// <summary>The host is not in <see cref="AllowedTargets"/>; nothing was sent.</summary>
    TargetNotAllowed,

    TooLarge,

    /// <summary>No address, no route, TLS, no HTTP.</summary>
    Other,
}
