using System.Threading.Channels;
using FleetSim.Contracts;

namespace FleetSim.Silo.Cluster;

/// <summary>
/// Carries uplinks of this node to nodes to which the platform is bound, in batches: a platform may bind to one node of many. Nobody keeps a table of
/// binds: a node that has none says so and is left alone for a while.
/// </summary>
public sealed class UplinkForwarder : IDisposable
{
    /// <summary>Messages of one batch at most.</summary>
    private const int BatchLimit = 256;

    /// <summary>Uplinks that wait here at most; more wait with their handsets.</summary>
    private const int QueueLimit = 65_536;

    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(1);

    private readonly ClusterHomes _homes;
    private readonly IGrainFactory _grains;
    private readonly Channel<Waiting> _queue = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(QueueLimit) { SingleReader = true });
    private readonly CancellationTokenSource _stop = new();
    private int _next;

    public UplinkForwarder(ClusterHomes homes, IGrainFactory grains)
    {
        (_homes, _grains) = (homes, grains);
        _ = PumpAsync();
    }

    private sealed record Waiting(UplinkSms Message, TaskCompletionSource<bool?> Answer);

    /// <summary>True: the platform took it; false: it refused it for good; null: no other node has a bind now.</summary>
    public async Task<bool?> SubmitAsync(UplinkSms message, CancellationToken stop)
    {
        if (_homes.Others.Count == 0) return null;
        Waiting waiting = new(message, new TaskCompletionSource<bool?>(TaskCreationOptions.RunContinuationsAsynchronously));
        await _queue.Writer.WriteAsync(waiting, stop);
        return await waiting.Answer.Task.WaitAsync(stop);
    }

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    private async Task PumpAsync()
    {
        try
        {
            while (await _queue.Reader.WaitToReadAsync(_stop.Token))
            {
                await Task.Delay(Gathering, _stop.Token);
                List<Waiting> batch = [];
                while (batch.Count < BatchLimit && _queue.Reader.TryRead(out Waiting? waiting)) batch.Add(waiting);
                _ = SendAsync(batch);
            }
        }
        catch (OperationCanceledException)
        {
            // The node stops; what waits is pending in the snapshots of its handsets.
        }
    }

    /// <summary>Offers a batch to one node after the other until one has a bind.</summary>
    private async Task SendAsync(List<Waiting> batch)
    {
        IReadOnlyList<SiloAddress> others = _homes.Others;
        UplinkSms[] messages = [.. batch.Select(w => w.Message)];
        for (int turn = 0; turn < others.Count; turn++)
        {
            SiloAddress node = others[(int)((uint)Interlocked.Increment(ref _next) % (uint)others.Count)];
            if (await OfferAsync(node, messages) is not { } answers || Array.Exists(answers, a => a is null)) continue;
            for (int i = 0; i < batch.Count; i++) batch[i].Answer.TrySetResult(answers[i]);
            return;
        }

        foreach (Waiting waiting in batch) waiting.Answer.TrySetResult(null);
    }

    private async Task<bool?[]?> OfferAsync(SiloAddress node, UplinkSms[] messages)
    {
        try
        {
            return await _grains.GetGrain<INodeGrain>(node.ToParsableString()).Uplink(messages);
        }
        catch (Exception gone) when (gone is not OutOfMemoryException)
        {
            // Its node is on its way out: whether the platform has the messages nobody knows, so they are handed over again, as after any lost answer.
            return null;
        }
    }
}
