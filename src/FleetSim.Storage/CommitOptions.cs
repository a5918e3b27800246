namespace FleetSim.Storage;

/// <summary>How a store gathers writes into transactions.</summary>
public abstract class CommitOptions
{
    /// <summary>Rows of one transaction, at most.</summary>
    public int BatchRows { get; init; } = 1000;

    /// <summary>How long a batch under load waits for further rows, at most.</summary>
    public TimeSpan BatchWindow { get; init; } = TimeSpan.FromMilliseconds(10);
}
