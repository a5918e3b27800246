using System.Net;
using System.Threading.Channels;
using FleetSim.Transport.Http;

namespace FleetSim.Bench.Session;

/// <summary>
/// The yardstick: a loop that POSTs recorded octets with <see cref="HttpClient"/> and reads the answers. No handset, no codec, no grain. Its handler has the settings
/// of <see cref="DmHttpTransport"/>, its requests the same headers and a time limit as well, its sessions the same connections.
/// </summary>
internal sealed class RawSessions(RecordedPost[][] sessions, ConnectionPolicy policy) : IDisposable
{
    private readonly HttpClient _shared = new(Handler(4096));

    /// <summary>All sessions once, so many of them at once.</summary>
    public async Task RunAsync(int atOnce, CancellationToken stop)
    {
        Channel<RecordedPost[]> open = Channel.CreateUnbounded<RecordedPost[]>();
        foreach (RecordedPost[] session in sessions) open.Writer.TryWrite(session); // unbounded: never refused
        open.Writer.Complete();
        await Task.WhenAll(Enumerable.Range(0, atOnce).Select(_ => WorkAsync(open.Reader, stop)));
    }

    public void Dispose() => _shared.Dispose();

    private async Task WorkAsync(ChannelReader<RecordedPost[]> open, CancellationToken stop)
    {
        while (open.TryRead(out RecordedPost[]? session))
        {
            if (policy == ConnectionPolicy.Pooled)
            {
                await SessionAsync(_shared, session, stop);
                continue;
            }

            using HttpClient own = new(Handler(1));
            await SessionAsync(own, session, stop);
        }
    }

    private static async Task SessionAsync(HttpClient http, RecordedPost[] session, CancellationToken stop)
    {
        foreach (RecordedPost post in session)
        {
            using HttpRequestMessage request = new(HttpMethod.Post, post.Uri) { Content = new ByteArrayContent(post.Body), Version = HttpVersion.Version11 };
            request.Content.Headers.TryAddWithoutValidation("Content-Type", post.ContentType);
            foreach ((string name, string value) in post.Headers) request.Headers.TryAddWithoutValidation(name, value);
            using HttpResponseMessage response = await http.SendAsync(request, stop);
            byte[] body = await response.Content.ReadAsByteArrayAsync(stop);
            if (response.StatusCode != HttpStatusCode.OK || body.Length == 0) throw new InvalidOperationException($"The server answered {(int)response.StatusCode} to a recorded message.");
        }
    }

    private static SocketsHttpHandler Handler(int connections) => new()
    {
        UseCookies = false, UseProxy = false, AllowAutoRedirect = false, ActivityHeadersPropagator = null, AutomaticDecompression = DecompressionMethods.None,
        MaxConnectionsPerServer = connections, MaxResponseDrainSize = 0,
    };
}
