namespace FleetSim.Device.Behaviour;

/// <summary>The HTTP side of a model: what its requests look like.</summary>
public sealed record HttpBehaviour
{
    /// <summary>Header fields of every DM message, in order, beside Content-Type and Content-Length: User-Agent, Accept, Cache-Control...</summary>
    public IReadOnlyList<HttpField> Headers { get; init; } = [];

    public HttpConnections Connections { get; init; } = HttpConnections.PerSession;
}

/// <summary>One header field.</summary>
public sealed record HttpField(string Name, string Value);

/// <summary>How long a connection lives.</summary>
public enum HttpConnections
{
    /// <summary>As the scenario says: a connection for each session, or pooled.</summary>
    PerSession,

    /// <summary>Connection: close on every message.</summary>
    PerMessage,
}
