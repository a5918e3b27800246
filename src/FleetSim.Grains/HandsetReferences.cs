using FleetSim.Contracts;

namespace FleetSim.Grains;

/// <summary>
/// References to handsets and cohorts. Orleans reads attributes by reflection whenever it is asked for a grain by its interface; what it finds is the
/// same each time, so that here it is asked once.
/// </summary>
public static class HandsetReferences
{
    private static volatile Kind? s_handset;
    private static volatile Kind? s_cohort;

    private sealed record Kind(GrainType Grain, GrainInterfaceType Interface);

    public static ITerminalGrain Handset(this IGrainFactory grains, long index) => (ITerminalGrain)Get(grains, s_handset ??= KindOf(grains.GetGrain<ITerminalGrain>(index)), index);

    public static ICohortGrain CohortOf(this IGrainFactory grains, long handset) =>
        (ICohortGrain)Get(grains, s_cohort ??= KindOf(grains.GetGrain<ICohortGrain>(0)), Cohorts.Of(handset));

    private static IAddressable Get(IGrainFactory grains, Kind kind, long key) => grains.GetGrain(GrainId.Create(kind.Grain, GrainIdKeyExtensions.CreateIntegerKey(key)), kind.Interface);

    private static Kind KindOf(IAddressable sample)
    {
        GrainReference reference = (GrainReference)sample;
        return new Kind(reference.GrainId.Type, reference.InterfaceType);
    }
}
