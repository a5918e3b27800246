using System.Collections.Concurrent;
using FleetSim.Device;
using FleetSim.Grains;

namespace FleetSim.Bench.Session;

/// <summary>The node's network, told on when a session has closed its link; it can remember what was posted.</summary>
/// <param name="network">Carries everything out.</param>
internal sealed class WatchedNetwork(IActionRunner network) : IActionRunner
{
    private readonly ConcurrentQueue<Link> _closed = new();

    /// <summary>Called at the end of each session.</summary>
    public Action Ended { get; set; } = () => { };

    /// <summary>True: what is posted is kept.</summary>
    public bool Records { get; set; }

    /// <summary>Gives the POSTs of every session that ended while it recorded, and forgets them.</summary>
    public IReadOnlyCollection<RecordedPost[]> TakeRecorded()
    {
        RecordedPost[][] recorded = [.. _closed.Select(link => link.Posts.Select(RecordOf).ToArray())];
        _closed.Clear();
        return recorded;
    }

    public IDmLink OpenLink() => new Link(this, network.OpenLink());

    public Task<TerminalEvent> GetDescriptorAsync(TerminalAction.GetDescriptor get, CancellationToken breakOff) => network.GetDescriptorAsync(get, breakOff);

    public Task<TerminalEvent> PostNotifyAsync(TerminalAction.PostNotify post, CancellationToken breakOff) => network.PostNotifyAsync(post, breakOff);

    public Task<TerminalEvent?> FetchAsync(TerminalAction.Fetch fetch, Func<TerminalEvent, Task> happened, CancellationToken stopNow, CancellationToken breakOff) =>
        network.FetchAsync(fetch, happened, stopNow, breakOff);

    /// <summary>As the transport sends it: the model's fields, Accept unless it is one of them, the MAC.</summary>
    private static RecordedPost RecordOf(TerminalAction.PostDm post)
    {
        List<KeyValuePair<string, string>> headers = [.. post.Http?.Headers.Select(field => KeyValuePair.Create(field.Name, field.Value)) ?? []];
        if (!headers.Exists(h => h.Key.Equals("Accept", StringComparison.OrdinalIgnoreCase))) headers.Add(KeyValuePair.Create("Accept", post.ContentType));
        if (post.Hmac is { } mac) headers.Add(KeyValuePair.Create("x-syncml-hmac", mac));
        return new RecordedPost(post.Uri, post.ContentType, [.. headers], post.Body);
    }

    private sealed class Link(WatchedNetwork watcher, IDmLink inner) : IDmLink
    {
        public List<TerminalAction.PostDm> Posts { get => field ??= []; }

        public bool IsBrokenOff => inner.IsBrokenOff;

        public Task<TerminalEvent> PostAsync(TerminalAction.PostDm post)
        {
            if (watcher.Records) Posts.Add(post);
            return inner.PostAsync(post);
        }

        public void BreakOff()
        {
            inner.BreakOff();
            watcher.Ended();
        }

        public void Dispose()
        {
            inner.Dispose();
            if (watcher.Records) watcher._closed.Enqueue(this);
            watcher.Ended();
        }
    }
}
