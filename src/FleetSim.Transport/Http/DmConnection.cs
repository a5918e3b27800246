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
    public async ValueTask<DmReply> PostAsync(DmPost post, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(post);
        using HttpRequestMessage request = post.ToRequest();
        return await HttpExchange.RunAsync(_http, request, _options, _options.MaxReplyOctets, post.Timeout, ct);
    }

    public void Dispose()
    {
        if (_owned) _http.Dispose();
    }
}
