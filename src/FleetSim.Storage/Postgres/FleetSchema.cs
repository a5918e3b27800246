namespace FleetSim.Storage.Postgres;

/// <summary>FleetSim's tables in a PostgreSQL database: made, and recognised by the version that the database itself names.</summary>
public static class FleetSchema
{
    public const int Version = 1;

    private const string Part = "fleet";
    private const string Script = "FleetSim.Storage.Postgres.fleet-schema.sql";

    /// <summary>Makes what is missing; harmless when all is there.</summary>
    /// <exception cref="StateStoreException">The database cannot be reached or refuses, or has another version; then nothing is changed.</exception>
    public static void Apply(string connectionString) => SchemaScript.Apply(connectionString, Part, Version, Script);

    /// <exception cref="StateStoreException">The database cannot be reached, or its tables are missing or of another version.</exception>
    public static void Require(string connectionString)
    {
        if (Problem(connectionString) is { } problem) throw new StateStoreException(problem);
    }

    /// <summary>What keeps this FleetSim from using the database, as one sentence; null: nothing.</summary>
    /// <exception cref="StateStoreException">The database cannot be reached.</exception>
    public static string? Problem(string connectionString) => SchemaScript.Problem(connectionString, Part, Version);
}
