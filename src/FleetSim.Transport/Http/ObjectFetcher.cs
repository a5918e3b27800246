using System.Net;

namespace FleetSim.Transport.Http;

/// <summary>Descriptors, objects and install notifications, over the node's shared handler.</summary>
public sealed class ObjectFetcher
{
    private readonly DmHttpOptions _options;
    private readonly HttpMessageInvoker _http;

    public ObjectFetcher(DmHttpTransport transport)
    {
        ArgumentNullException.ThrowIfNull(transport);
        (_options, _http) = (transport.Options, transport.Shared);
    }

    /// <summary>GETs something small, such as a descriptor. Only the caller's cancellation is thrown.</summary>
    public async ValueTask<DmReply> GetAsync(Uri uri, string accept, int maxOctets, TimeSpan timeout, CancellationToken cancellation)
    {
        using HttpRequestMessage request = Get(uri);
        request.Headers.TryAddWithoutValidation("Accept", accept); // any text that can be a header
        return await HttpExchange.RunAsync(_http, request, _options, maxOctets, timeout, cancellation);
    }

    /// <summary>POSTs an install notification. Only the caller's cancellation is thrown.</summary>
    public async ValueTask<DmReply> PostAsync(Uri uri, string contentType, ReadOnlyMemory<byte> body, TimeSpan timeout, CancellationToken cancellation)
    {
        using HttpRequestMessage request = HttpExchange.Post(uri, contentType, body);
        return await HttpExchange.RunAsync(_http, request, _options, _options.MaxReplyOctets, timeout, cancellation);
    }

    /// <summary>
    /// Fetches an object or the rest of it. Octets go to the sink of a 200 (from the object's first octet on, even when a Range was asked
    /// for: the server starts over) and of a 206 that starts at the offset asked for. Any other answer ends after its header.
    /// Only the caller's cancellation and what the sink throws are thrown; on cancellation a chunk not yet full is lost.
    /// </summary>
    public async ValueTask<FetchEnd> FetchAsync(FetchRequest request, IObjectSink sink, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(sink);
        ArgumentOutOfRangeException.ThrowIfNegative(request.Offset);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(request.ChunkOctets);
        if (request.StopAt <= request.Offset) return new FetchEnd(FetchEndKind.StoppedAsPlanned, null, request.Offset);
        if (!_options.AllowedTargets.Permits(request.Uri)) return new FetchEnd(FetchEndKind.Failed, HttpFailure.TargetNotAllowed, request.Offset);

        using Transfer transfer = new(request, sink, _options.Time, ct);
        using HttpRequestMessage get = Get(request.Uri);
        if (request.Offset > 0)
        {
            get.Headers.TryAddWithoutValidation("Range", $"bytes={request.Offset}-");
            if (request.IfRange is not null) get.Headers.TryAddWithoutValidation("If-Range", request.IfRange); // as the server wrote it
        }

        return await transfer.RunAsync(_http, get);
    }

    private static HttpRequestMessage Get(Uri uri) => new(HttpMethod.Get, uri) { Version = HttpVersion.Version11 };
}
