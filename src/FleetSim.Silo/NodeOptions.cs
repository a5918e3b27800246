using System.Net;
using FleetSim.Transport.Http;

namespace FleetSim.Silo;

/// <summary>What one node needs to know beside the scenario.</summary>
public sealed record NodeOptions
{
    /// <summary>Directory of the state files; made when missing.</summary>
    public required string StateDirectory { get; init; }

    /// <summary>orleans.config.json.</summary>
    public required string ConfigPath { get; init; }

    /// <summary>Hosts beside loopback that handsets may connect to.</summary>
    public AllowedTargets Targets { get; init; } = new();

    /// <summary>Where platforms bind; null: on loopback, at the port that the scenario says.</summary>
    public IPEndPoint? SmppListen { get; init; }

    /// <summary>A silo that must not go on is replaced by its owner; false: the process ends with it.</summary>
    public bool BeginsAnew { get; init; }

    /// <summary>Index of a traced handset to the file of its story.</summary>
    public IReadOnlyDictionary<long, string> Traces { get; init; } = new Dictionary<long, string>();
}
