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

    public IDisposable OpenLink() => transport.OpenSession();

    public async Task<TerminalEvent> PostDmAsync(IDisposable link, TerminalAction.PostDm post, CancellationToken breakOff)
    {
        if (!Uri.TryCreate(post.Uri, UriKind.Absolute, out Uri? uri)) return new TerminalEvent.HttpFailed(clock.GetUtcNow(), post.Request, NetworkFailure.Other);
        DmPost request = new(uri, post.ContentType, post.Body, post.Timeout)
        {
            Hmac = post.Hmac, Closes = post.Http?.Connections == HttpConnections.PerMessage,
            Fields = post.Http?.Headers.Select(field => KeyValuePair.Create(field.Name, field.Value)) ?? [],
        };
        DmReply reply = await ((DmConnection)link).PostAsync(request, breakOff);
        return EventOf(post.Request, reply);
    }

    public async Task<TerminalEvent> GetDescriptorAsync(TerminalAction.GetDescriptor get, CancellationToken breakOff) =>
        EventOf(get.Request, await fetcher.GetAsync(new Uri(get.Uri), DescriptorCodec.MediaType, DescriptorLimitOctets, get.Timeout, breakOff));

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

    private TerminalEvent EventOf(int request, DmReply reply) => reply.Failure is { } failure
        ? new TerminalEvent.HttpFailed(clock.GetUtcNow(), request, KindOf(failure))
        : new TerminalEvent.HttpReplied(clock.GetUtcNow(), request, reply.Status, reply.ContentType, reply.Body) { Hmac = reply.Hmac };

    private static NetworkFailure KindOf(HttpFailure failure) => failure switch
    {
        HttpFailure.ConnectRefused => NetworkFailure.ConnectRefused,
        HttpFailure.TimedOut => NetworkFailure.TimedOut,
        HttpFailure.ConnectionLost => NetworkFailure.ConnectionLost,
        HttpFailure.TargetNotAllowed => NetworkFailure.TargetNotAllowed,
        HttpFailure.TooLarge => NetworkFailure.TooLarge,
        _ => NetworkFailure.Other,
    };

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
