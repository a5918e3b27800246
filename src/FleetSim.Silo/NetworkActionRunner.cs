using System.Collections.Concurrent;
using System.Net.Mime;
using FleetSim.Device;
using FleetSim.Device.Behaviour;
using FleetSim.Grains;
using FleetSim.Protocol.Download;
using FleetSim.Transport.Http;

namespace FleetSim.Silo;

/// <summary>Carries the handsets' HTTP actions out over real sockets and gives back events.</summary>
public sealed class NetworkActionRunner(DmHttpTransport transport, ObjectFetcher fetcher, int octetsPerSecond, TimeProvider clock) : IActionRunner
{
    private const int DescriptorLimitOctets = 65_536;

    /// <summary>The fields of each model, as the transport takes them.</summary>
    private readonly ConcurrentDictionary<HttpBehaviour, IReadOnlyList<KeyValuePair<string, string>>> _fields = new(ReferenceEqualityComparer.Instance);

    private Uri? _last;

    public IDmLink OpenLink() => new DmLink(this, transport.OpenSession());

    private async Task<TerminalEvent> PostDmAsync(DmConnection connection, TerminalAction.PostDm post)
    {
        if (UriOf(post.Uri) is not { } uri) return new TerminalEvent.HttpFailed(clock.GetUtcNow(), post.Request, NetworkFailure.Other);
        DmPost request = new(uri, post.ContentType, post.Body, post.Timeout)
        {
            Hmac = post.Hmac, Closes = post.Http?.Connections == HttpConnections.PerMessage, Fields = post.Http is { } http ? _fields.GetOrAdd(http, FieldsOf) : [],
        };
        DmReply reply = await connection.PostAsync(request).ConfigureAwait(false);
        return EventOf(post.Request, reply);
    }

    public async Task<TerminalEvent> GetDescriptorAsync(TerminalAction.GetDescriptor get, CancellationToken breakOff) =>
        EventOf(get.Request, await fetcher.GetAsync(new Uri(get.Uri), get.Accept, DescriptorLimitOctets, get.Timeout, breakOff));

    public async Task<TerminalEvent> PostNotifyAsync(TerminalAction.PostNotify post, CancellationToken breakOff)
    {
        if (!Uri.TryCreate(post.Uri, UriKind.Absolute, out Uri? uri)) return new TerminalEvent.HttpFailed(clock.GetUtcNow(), post.Request, NetworkFailure.Other);
        return EventOf(post.Request, await fetcher.PostAsync(uri, MediaTypeNames.Text.Plain, post.Body, post.Timeout, breakOff));
    }

    public async Task<TerminalEvent?> FetchAsync(TerminalAction.Fetch fetch, Func<TerminalEvent, Task> happened, CancellationToken stopNow, CancellationToken breakOff)
    {
        if (!Uri.TryCreate(fetch.Uri, UriKind.Absolute, out Uri? uri)) return new TerminalEvent.FetchEnded(clock.GetUtcNow(), fetch.Request, NetworkFailure.Other);
        FetchRequest request = new()
        {
            Uri = uri, Offset = fetch.Offset, IfRange = fetch.IfRange, StopAt = fetch.StopAt, StopNow = stopNow, Timeout = fetch.Timeout,
            OctetsPerSecond = octetsPerSecond > 0 ? octetsPerSecond : null,
        };
        FetchEnd end = await fetcher.FetchAsync(request, new Sink(fetch.Request, happened, clock), breakOff);
        return end.Kind == FetchEndKind.StoppedAsPlanned ? null : new TerminalEvent.FetchEnded(clock.GetUtcNow(), fetch.Request, end.Failure is { } failure ? KindOf(failure) : null);
    }

    /// <summary>Most messages go where the last one went.</summary>
    private Uri? UriOf(string text)
    {
        Uri? last = _last;
        if (last?.OriginalString == text) return last;
        return Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) ? _last = uri : null;
    }

    private static IReadOnlyList<KeyValuePair<string, string>> FieldsOf(HttpBehaviour http) => [.. http.Headers.Select(field => KeyValuePair.Create(field.Name, field.Value))];

    private TerminalEvent EventOf(int request, DmReply reply) => reply.Failure is { } failure && !IsPackage(reply)
        ? new TerminalEvent.HttpFailed(clock.GetUtcNow(), request, KindOf(failure))
        : new TerminalEvent.HttpReplied(clock.GetUtcNow(), request, reply.Status, reply.ContentType, reply.Body) { Location = reply.Location, Hmac = reply.Hmac };

    /// <summary>Too large for a descriptor and not called one: the header says all that the handset wants to know of a package.</summary>
    private static bool IsPackage(DmReply reply) =>
        reply is { Failure: HttpFailure.TooLarge, ContentType: { } type } && !type.StartsWith(DescriptorCodec.MediaType, StringComparison.OrdinalIgnoreCase);

    private static NetworkFailure KindOf(HttpFailure failure) => failure switch
    {
        HttpFailure.ConnectRefused => NetworkFailure.ConnectRefused,
        HttpFailure.TimedOut => NetworkFailure.TimedOut,
        HttpFailure.ConnectionLost => NetworkFailure.ConnectionLost,
        HttpFailure.TargetNotAllowed => NetworkFailure.TargetNotAllowed,
        HttpFailure.TooLarge => NetworkFailure.TooLarge,
        _ => NetworkFailure.Other,
    };

    private sealed class DmLink(NetworkActionRunner runner, DmConnection connection) : IDmLink
    {
        public bool IsBrokenOff => connection.IsBrokenOff;

        public Task<TerminalEvent> PostAsync(TerminalAction.PostDm post) => runner.PostDmAsync(connection, post);

        public void BreakOff() => connection.BreakOff();

        public void Dispose() => connection.Dispose();
    }

    private sealed class Sink(int request, Func<TerminalEvent, Task> happened, TimeProvider clock) : IObjectSink
    {
        public async ValueTask HeadAsync(FetchHead head) =>
            await happened(new TerminalEvent.FetchStarted(clock.GetUtcNow(), request, head.Status, head.ContentRangeStart, head.TotalLength, head.ETag ?? head.LastModified)
            {
                ContentType = head.ContentType, Location = head.Location,
            });

        public async ValueTask OctetsAsync(ReadOnlyMemory<byte> octets) =>
            await happened(new TerminalEvent.FetchOctets(clock.GetUtcNow(), request, octets));
    }
}
