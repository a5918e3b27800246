using FleetSim.Platform.Settings;

namespace FleetSim.Platform.Drills;

/// <summary>What a drill changes: something of one type that the platform was about to use or to send.</summary>
internal abstract record Strike;

/// <param name="Change">
/// What takes the place of the thing; null when the thing gives this drill no occasion, which is then not counted. Pure: it may be called
/// and its result thrown away.
/// </param>
internal sealed record Strike<T>(Func<T, DrillOptions, T?> Change) : Strike
    where T : class;
