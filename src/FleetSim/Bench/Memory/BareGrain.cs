namespace FleetSim.Bench.Memory;

/// <summary>A grain with nothing in it: what Orleans itself asks for an activation.</summary>
[Alias("fleetsim.bare")]
internal interface IBareGrain : IGrainWithIntegerKey
{
    [Alias("touch")]
    Task Touch();
}

internal sealed class BareGrain : Grain, IBareGrain
{
    public Task Touch() => Task.CompletedTask;
}
