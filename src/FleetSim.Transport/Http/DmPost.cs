namespace FleetSim.Transport.Http;

/// <summary>One DM message on its way to the server.</summary>
/// <param name="ContentType">Also what is accepted as answer, unless <see cref="Fields"/> say otherwise.</param>
/// <param name="Timeout">From the request to the last octet of its answer.</param>
public sealed record DmPost(Uri Uri, string ContentType, ReadOnlyMemory<byte> Body, TimeSpan Timeout)
{
    /// <summary>Value of x-syncml-hmac; null: none is sent.</summary>
    public string? Hmac { get; init; }

    /// <summary>Further header fields, in order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Fields { get; init; } = [];

    /// <summary>True: the server is asked to close the connection after its answer (Connection: close).</summary>
    public bool Closes { get; init; }

    internal HttpRequestMessage ToRequest()
    {
        HttpRequestMessage request = HttpExchange.Post(Uri, ContentType, Body);
        // Any text that can be a header is sent as it is: a handset's headers are data.
        foreach ((string name, string value) in Fields) request.Headers.TryAddWithoutValidation(name, value);
        if (!request.Headers.NonValidated.Contains("Accept")) request.Headers.TryAddWithoutValidation("Accept", ContentType);
        if (Hmac is not null) request.Headers.TryAddWithoutValidation(HttpExchange.HmacHeader, Hmac);
        if (Closes) request.Headers.ConnectionClose = true;
        return request;
    }
}
