using System.Net;
using System.Net.Http.Headers;

namespace FleetSim.Transport.Http;

/// <summary>One request and its whole answer, with a limit on time and on octets.</summary>
internal static class HttpExchange
{
    public const string HmacHeader = "x-syncml-hmac";

    public static HttpRequestMessage Post(Uri uri, string contentType, ReadOnlyMemory<byte> body)
    {
        ReadOnlyMemoryContent content = new(body);
        content.Headers.TryAddWithoutValidation("Content-Type", contentType); // any text that can be a header
        return new HttpRequestMessage(HttpMethod.Post, uri) { Content = content, Version = HttpVersion.Version11 };
    }

    /// <summary>Only the caller's cancellation is thrown; everything else is in the reply.</summary>
    public static async ValueTask<DmReply> RunAsync(
        HttpMessageInvoker http, HttpRequestMessage request, DmHttpOptions options, int maxOctets, TimeSpan timeout, CancellationToken cancellation)
    {
        if (!options.AllowedTargets.Permits(request.RequestUri!)) return Failed(HttpFailure.TargetNotAllowed);
        using CancellationTokenSource timer = new(timeout, options.Time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellation);
        try
        {
            using HttpResponseMessage response = await http.SendAsync(request, either.Token).ConfigureAwait(false);
            byte[]? body = await ReadAsync(response.Content, maxOctets, either.Token).ConfigureAwait(false);
            return body is null ? Reply(response, [], options.Time) with { Failure = HttpFailure.TooLarge } : Reply(response, body, options.Time);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Failed(HttpFailure.TimedOut);
        }
        catch (Exception thrown) when (FailureOf.Exception(thrown) is not null)
        {
            cancellation.ThrowIfCancellationRequested();
            return Failed(timer.IsCancellationRequested ? HttpFailure.TimedOut : FailureOf.Exception(thrown)!.Value);
        }
    }

    private static DmReply Failed(HttpFailure failure) => new() { Failure = failure };

    private static DmReply Reply(HttpResponseMessage response, byte[] body, TimeProvider time) => new()
    {
        Status = (int)response.StatusCode,
        ContentType = First(response.Content.Headers, "Content-Type"),
        Body = body,
        Hmac = First(response.Headers, HmacHeader),
        Location = First(response.Headers, "Location"),
        RetryAfter = SpanOf(response.Headers.RetryAfter, time),
    };

    /// <summary>From now, whichever form it has.</summary>
    public static TimeSpan? SpanOf(RetryConditionHeaderValue? after, TimeProvider time) => after is null ? null : after.Delta ?? Until(after.Date, time);

    private static TimeSpan? Until(DateTimeOffset? date, TimeProvider time) =>
        date - time.GetUtcNow() is { } span ? TimeSpan.FromTicks(Math.Max(0, span.Ticks)) : null;

    private static string? First(HttpHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out HeaderStringValues values) ? values.ToString() : null;

    /// <summary>The body; null when it is longer than the limit.</summary>
    private static async Task<byte[]?> ReadAsync(HttpContent content, int maxOctets, CancellationToken cancellation)
    {
        long? announced = content.Headers.ContentLength;
        if (announced > maxOctets) return null;
        using Stream stream = await content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        byte[] body = new byte[announced ?? Math.Min(4096, maxOctets)];
        int held = 0;
        while (true)
        {
            if (held == body.Length)
            {
                if (announced is not null) return body;
                if (held == maxOctets) return await stream.ReadAsync(new byte[1], cancellation).ConfigureAwait(false) == 0 ? body : null;
                Array.Resize(ref body, (int)Math.Min(maxOctets, Math.Max(body.Length * 2L, 256)));
            }

            int read = await stream.ReadAsync(body.AsMemory(held), cancellation).ConfigureAwait(false);
            if (read == 0) return body[..held];
            held += read;
        }
    }
}
