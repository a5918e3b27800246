namespace FleetSim.Transport.Http;

/// <summary>A whole HTTP answer, of whatever status, or the failure in its place.</summary>
public sealed record DmReply
{
    /// <summary>Null when there is an answer; otherwise nothing else is set, but what the header of an answer that is too large says.</summary>
    public HttpFailure? Failure { get; init; }

    public int Status { get; init; }

    /// <summary>Media type with its parameters, as sent; null when missing.</summary>
    public string? ContentType { get; init; }

    public byte[] Body { get; init; } = [];

    /// <summary>The x-syncml-hmac header, as sent; null when missing.</summary>
    public string? Hmac { get; init; }

    /// <summary>The Location header, as sent; null when missing.</summary>
    public string? Location { get; init; }

    /// <summary>Retry-After, from now; null when missing.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
