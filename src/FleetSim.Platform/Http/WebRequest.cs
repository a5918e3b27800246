namespace FleetSim.Platform.Http;

/// <summary>An HTTP request as the engine sees it: no connection, no stream.</summary>
/// <param name="Method">GET, HEAD or POST.</param>
/// <param name="Path">Decoded path, such as "/dm".</param>
/// <param name="Imei">The query parameter imei; "" without one.</param>
public sealed record WebRequest(string Method, string Path, string Imei = "")
{
    public string? ContentType { get; init; }

    public string? Range { get; init; }

    public string? IfRange { get; init; }

    public ReadOnlyMemory<byte> Body { get; init; }
}

/// <summary>The answer to it.</summary>
/// <param name="Status">HTTP status code.</param>
public sealed record WebReply(int Status)
{
    public ReadOnlyMemory<byte> Body { get; init; }

    public string? ContentType { get; init; }

    public string? ETag { get; init; }

    public DateTimeOffset? LastModified { get; init; }

    /// <summary>"bytes 5-9/10" or "bytes */10".</summary>
    public string? ContentRange { get; init; }

    /// <summary>True: Accept-Ranges: bytes.</summary>
    public bool AcceptsRanges { get; init; }

    /// <summary>True when the reply acknowledges something: it must wait until the books are committed.</summary>
    public bool Acknowledges { get; init; }

    /// <summary>True for a drill: the request is never answered, the connection stays open until the peer closes it.</summary>
    public bool NeverAnswered { get; init; }

    /// <summary>True for HEAD: <see cref="Body"/> gives the length and is not sent.</summary>
    public bool HeaderOnly { get; init; }
}
