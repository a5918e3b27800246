namespace FleetSim.Benchmarks.Works;

/// <summary>One thing that is measured: the name under which it is reported and budgeted, and one operation.</summary>
public sealed record Work(string Name, Action Once)
{
    public override string ToString() => Name;
}
