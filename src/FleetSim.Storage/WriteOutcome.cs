namespace FleetSim.Storage;

/// <summary>What became of a write.</summary>
public enum Outcome
{
    /// <summary>The row is durable.</summary>
    Committed,

    /// <summary>The stored version is not the expected one: nothing was written for this request.</summary>
    Conflict,
}

/// <param name="Outcome">Committed or refused.</param>
/// <param name="Version">Committed: the row's new version (0 after a delete). Conflict: the stored version (0: no such row).</param>
public readonly record struct WriteOutcome(Outcome Outcome, long Version)
{
    public bool Accepted => Outcome == Outcome.Committed;
}
