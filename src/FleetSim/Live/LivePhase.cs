namespace FleetSim.Live;

/// <param name="Done">How much of the phase's work is done, 0 to 1; null: nobody can say.</param>
/// <param name="Took">Time spent in it so far.</param>
public sealed record LivePhase(string Name, PhaseState State, double? Done, TimeSpan Took);

public enum PhaseState
{
    Waiting,
    Running,
    Done,
}
