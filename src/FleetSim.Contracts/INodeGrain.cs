namespace FleetSim.Contracts;

/// <summary>One node of the fleet as whoever drives a run sees it. The key is the silo's address (<see cref="SiloAddress.ToParsableString"/>), and there it lives.</summary>
[Alias("fleetsim.node")]
public interface INodeGrain : IGrainWithStringKey
{
    /// <summary>Opens the message centre's SMPP listener, once; messages of a platform that binds wait until the node has begun.</summary>
    /// <param name="number">The node's number in this run, 0 to 1,023: message ids of different nodes differ by it.</param>
    /// <param name="systemId">What a bind must say.</param>
    /// <param name="password">What a bind must say.</param>
    /// <param name="port">0: the node's own choice.</param>
    /// <returns>host:port.</returns>
    [Alias("listen")]
    Task<string> Listen(int number, string systemId, string password, int port);

    /// <summary>Id of the run in which the node takes part; null: none yet.</summary>
    [Alias("run")]
    Task<string?> Run();

    /// <summary>Begins the run whose plan is in the store: cohorts are taken up, and what has lived already lives on. A second call changes nothing.</summary>
    [Alias("begin")]
    Task Begin();

    /// <summary>Lets the arrivals go. A second call changes nothing.</summary>
    /// <param name="startedAt">When the schedule's clock started.</param>
    /// <param name="resumedAt">Arrivals intended before this are released at once, and their lag is not the generator's.</param>
    [Alias("release")]
    Task Release(DateTimeOffset startedAt, DateTimeOffset resumedAt);

    /// <summary>What the node has counted since its process began, and how it fares.</summary>
    [Alias("figures")]
    Task<NodeFigures> Figures();

    /// <summary>Hands uplinks of other nodes, which have no bind, to the platform; in the order given: true when it took the message, false when it refused it for good, null when there is no bind here.</summary>
    [Alias("uplink")]
    Task<bool?[]> Uplink(UplinkSms[] messages);

    /// <summary>The run is over: the node forgets it and is ready for another.</summary>
    [Alias("conclude")]
    Task Conclude();
}

/// <summary>An uplink on its way to a node that has a bind.</summary>
[GenerateSerializer]
[Immutable]
[Alias("fleetsim.uplink-sms")]
public sealed record UplinkSms([property: Id(0)] string Source, [property: Id(1)] string Destination, [property: Id(2)] byte[] UserData);
