namespace FleetSim.Storage;

/// <summary>Which PostgreSQL database keeps the fleet's state, and how it is used.</summary>
public sealed class PostgresStoreOptions : CommitOptions
{
    /// <summary>Npgsql's connection string. Tables are named with their schema, so its search path does not matter.</summary>
    public required string ConnectionString { get; init; }

    /// <summary>How long reads and writes wait for a database that does not answer; after that they fail.</summary>
    public TimeSpan OutageLimit { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Keys of one query when single reads are put together, at most.</summary>
    public int ReadKeys { get; init; } = 1000;

    /// <summary>Connections for reading, at most; the writer has one of its own.</summary>
    public int ReadConnections { get; init; } = 16;
}
