using FleetSim.Silo;
using FleetSim.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FleetSim.Run;

/// <summary>The way into a fleet: its grains and its store, of one node in this process or of a cluster that this process joins as a client.</summary>
public sealed class FleetDoor : IAsyncDisposable
{
    private readonly IAsyncDisposable _owner;

    private FleetDoor(IGrainFactory grains, IStateStore store, FleetNode? node, IAsyncDisposable owner) => (Grains, Store, Node, _owner) = (grains, store, node, owner);

    public IGrainFactory Grains { get; }

    public IStateStore Store { get; }

    /// <summary>The node of this process; null: the fleet is a cluster.</summary>
    public FleetNode? Node { get; }

    public static async Task<FleetDoor> OpenNodeAsync(NodeOptions options, Action<ILoggingBuilder> logging, Action<IServiceCollection>? more, CancellationToken stop)
    {
        FleetNode node = await FleetNode.StartAsync(options, PlannedScenario.Read, logging, more, stop);
        return new FleetDoor(node.Grains, node.Store, node, node);
    }

    public ValueTask DisposeAsync() => _owner.DisposeAsync();
}
