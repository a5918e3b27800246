namespace FleetSim.Transport.Http;

/// <summary>A download, from wherever it was cut.</summary>
public sealed record FetchRequest
{
    public required Uri Uri { get; init; }

    /// <summary>The first octet wanted; above 0 it is asked for with Range.</summary>
    public long Offset { get; init; }

    /// <summary>ETag or Last-Modified of what is held; goes with a Range as If-Range.</summary>
    public string? IfRange { get; init; }

    /// <summary>
    /// Where an emulated loss of signal or power cuts the transfer, in octets of the object: not one octet at or behind it is handed
    /// over or counted. Null: nowhere.
    /// </summary>
    public long? StopAt { get; init; }

    /// <summary>
    /// Cuts the transfer now, as <see cref="StopAt"/> does at its octet: what has arrived is handed over, nothing more is read.
    /// </summary>
    public CancellationToken StopNow { get; init; }

    /// <summary>Rate of the air interface, an average from the first octet on; null: as fast as it goes.</summary>
    public int? OctetsPerSecond { get; init; }

    /// <summary>The sink gets chunks that end at multiples of this, counted from the object's first octet.</summary>
    public int ChunkOctets { get; init; } = 65_536;

    /// <summary>How long nothing may arrive; not a limit on the whole transfer.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);
}

/// <summary>The header of the answer.</summary>
/// <param name="ContentRangeStart">First octet of a 206, or null.</param>
/// <param name="TotalLength">Octets of the whole object, from Content-Range or, in a 200, Content-Length; null when not told.</param>
public sealed record FetchHead(int Status, long? ContentRangeStart, long? TotalLength, string? ETag, string? LastModified, string? ContentType)
{
    /// <summary>The Location header of a redirect, as sent; null when missing. No redirect is followed here.</summary>
    public string? Location { get; init; }
}

/// <summary>Takes a download. Each call is awaited before more is read.</summary>
public interface IObjectSink
{
    /// <summary>Called once, before any octets; not at all when there is no answer.</summary>
    ValueTask HeadAsync(FetchHead head);

    /// <summary>The memory is valid until the returned task completes.</summary>
    ValueTask OctetsAsync(ReadOnlyMemory<byte> octets);
}

public enum FetchEndKind
{
    /// <summary>The answer came to its end, whatever its status.</summary>
    Complete,

    /// <summary>Cut at <see cref="FetchRequest.StopAt"/>.</summary>
    StoppedAsPlanned,

    /// <summary>No answer, or it broke off; what came before was handed over.</summary>
    Failed,
}

/// <param name="Failure">Set when <paramref name="Kind"/> is Failed.</param>
/// <param name="NextOffset">Octets of the object up to here are handed over.</param>
public sealed record FetchEnd(FetchEndKind Kind, HttpFailure? Failure, long NextOffset);
