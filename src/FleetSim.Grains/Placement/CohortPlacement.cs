using Orleans.Placement;

namespace FleetSim.Grains.Placement;

/// <summary>A cohort begins on its home (<see cref="Contracts.Homes"/>). The silo has the director.</summary>
[GenerateSerializer]
[Immutable]
[Alias("fleetsim.cohort-placement")]
public sealed class CohortPlacement : PlacementStrategy
{
    internal static CohortPlacement Instance { get; } = new();
}

/// <summary>A handset begins where its cohort is at home: its timers and its calls stay on one silo.</summary>
[GenerateSerializer]
[Immutable]
[Alias("fleetsim.handset-placement")]
public sealed class HandsetPlacement : PlacementStrategy
{
    internal static HandsetPlacement Instance { get; } = new();
}

/// <summary>A node's grain is on the silo that its key names.</summary>
[GenerateSerializer]
[Immutable]
[Alias("fleetsim.node-placement")]
public sealed class NodePlacement : PlacementStrategy
{
    internal static NodePlacement Instance { get; } = new();
}

/// <inheritdoc cref="CohortPlacement"/>
[AttributeUsage(AttributeTargets.Class)]
public sealed class CohortPlacementAttribute() : PlacementAttribute(CohortPlacement.Instance);

/// <inheritdoc cref="HandsetPlacement"/>
[AttributeUsage(AttributeTargets.Class)]
public sealed class HandsetPlacementAttribute() : PlacementAttribute(HandsetPlacement.Instance);

/// <inheritdoc cref="NodePlacement"/>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NodePlacementAttribute() : PlacementAttribute(NodePlacement.Instance);
