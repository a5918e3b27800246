namespace FleetSim.Storage;

/// <summary>Where the fleet's SQLite file lies and how it is committed.</summary>
public sealed class StateStoreOptions : CommitOptions
{
    /// <summary>The SQLite file; its directory is created when it is missing.</summary>
    public required string Path { get; init; }

    /// <summary>
    /// False: <c>synchronous=NORMAL</c>, an acknowledged write survives the death of the process.
    /// True: <c>synchronous=FULL</c>, it survives the loss of the machine's power too, at one disk sync per commit.
    /// </summary>
    public bool FullSync { get; init; }

    /// <summary>How long a commit waits for another process that holds the file's write lock.</summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromSeconds(30);
}
