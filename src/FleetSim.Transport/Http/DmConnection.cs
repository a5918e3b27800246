namespace FleetSim.Transport.Http;

/// <summary>The HTTP side of one DM session. One POST at a time.</summary>
public sealed class DmConnection : IDisposable
{
    private readonly DmHttpOptions _options;
    private readonly HttpMessageInvoker _http;
    private readonly bool _owned;

    internal DmConnection(DmHttpOptions options, HttpMessageInvoker http, bool owned)
    {
        (_options, _http, _owned) = (options, http, owned);
    }

    /// <summary>POSTs a DM message. Only the caller's cancellation is thrown.</summary>
    /// <param name="contentType">Also what is accepted as answer.</param>
    /// <param name="hmacHeader">Value of x-syncml-hmac; null: none is sent.</param>
    public async ValueTask<DmReply> PostAsync(
        Uri uri, string contentType, ReadOnlyMemory<byte> body, string? hmacHeader, TimeSpan timeout, CancellationToken ct)
    {
        using HttpRequestMessage request = HttpExchange.Post(uri, contentType, body);
        request.Headers.TryAddWithoutValidation("Accept", contentType); // any text that can be a header
        if (hmacHeader is not null) request.Headers.TryAddWithoutValidation(HttpExchange.HmacHeader, hmacHeader); // as above
        return await HttpExchange.RunAsync(_http, request, _options, _options.MaxReplyOctets, timeout, ct);
    }

    /// <inheritdoc cref="PostAsync(Uri, string, ReadOnlyMemory{byte}, string?, TimeSpan, CancellationToken)"/>
    public ValueTask<DmReply> PostAsync(Uri uri, string contentType, ReadOnlyMemory<byte> body, string? hmacHeader, CancellationToken ct) =>
        PostAsync(uri, contentType, body, hmacHeader, _options.Timeout, ct);

    public void Dispose()
    {
        if (_owned) _http.Dispose();
    }
}
