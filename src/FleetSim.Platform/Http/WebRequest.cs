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

    /// <summary>Value of the x-syncml-hmac header; null without one.</summary>
    public string? Mac { get; init; }

    /// <summary>True when it came from this machine.</summary>
    public bool IsLocal { get; init; } = true;

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

    /// <summary>Value of the x-syncml-hmac header; null for none.</summary>
    public string? Mac { get; init; }

    /// <summary>Where a redirect points; null for none.</summary>
    public string? Location { get; init; }

    /// <summary>How long the answer is held back; a drill.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Octets of the body after which the connection is cut, although more are announced; 0: it is cut without any answer. Null: never. A drill.</summary>
    public int? CutAfter { get; init; }

    /// <summary>Octets of the body that are sent each second; null: as fast as it goes. A drill.</summary>
    public int? OctetsPerSecond { get; init; }

    /// <summary>True: Accept-Ranges: bytes.</summary>
    public bool AcceptsRanges { get; init; }

    /// <summary>True when the reply acknowledges something: it must wait until the books are committed.</summary>
    public bool Acknowledges { get; init; }

    /// <summary>True for a drill: the request is never answered, the connection stays open until the peer closes it.</summary>
    public bool NeverAnswered { get; init; }

    /// <summary>True for HEAD: <see cref="Body"/> gives the length and is not sent.</summary>
    public bool HeaderOnly { get; init; }
}
