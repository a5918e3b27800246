using FleetSim.Contracts;
using FleetSim.Grains.Placement;
using Orleans.Concurrency;

namespace FleetSim.Grains;

/// <summary>The node itself as a grain: nothing but the way to it.</summary>
[NodePlacement]
[Reentrant]
public sealed class NodeGrain(INode node) : Grain, INodeGrain
{
    public Task<string> Listen(int number, string systemId, string password, int port) => node.ListenAsync(number, systemId, password, port);

    public Task<string?> Run() => Task.FromResult(node.Run);

    public Task Begin()
    {
        node.Begin();
        return Task.CompletedTask;
    }

    public Task Release(DateTimeOffset startedAt, DateTimeOffset resumedAt)
    {
        node.Release(startedAt, resumedAt);
        return Task.CompletedTask;
    }

    public Task<NodeFigures> Figures() => Task.FromResult(node.Figures());

    public Task<bool?[]> Uplink(UplinkSms[] messages) => node.UplinkAsync(messages);

    public Task Conclude()
    {
        node.Conclude();
        return Task.CompletedTask;
    }
}
