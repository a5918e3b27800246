using FleetSim.Contracts;

namespace FleetSim.Grains;

/// <summary>The port to the node that a NodeGrain stands for; each member is the one of <see cref="INodeGrain"/>.</summary>
public interface INode
{
    Task<string> ListenAsync(int number, string systemId, string password, int port);

    string? Run { get; }

    void Begin();

    void Release(DateTimeOffset startedAt, DateTimeOffset resumedAt);

    NodeFigures Figures();

    Task<bool?[]> UplinkAsync(UplinkSms[] messages);

    void Conclude();
}
