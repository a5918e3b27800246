using Npgsql;

namespace FleetSim.Storage.Postgres;

/// <summary>Orleans' tables in a PostgreSQL database, in a schema of their own: grain state, membership, reminders.</summary>
public static class ControlSchema
{
    public const int Version = 1;

    private const string Name = "fleetsim_control";
    private const int Connections = 20;
    private const int WaitSeconds = 60;
    private const string Part = "control";
    private const string Script = "FleetSim.Storage.Postgres.control-schema.sql";

    /// <summary>
    /// The connection string that Orleans' providers need: they look for their queries on the search path, and they take a connection for
    /// every call, so that a storm of calls would use up the server's (100 by default). Those that get none wait for one.
    /// </summary>
    public static string ConnectionString(string connectionString)
    {
        NpgsqlConnectionStringBuilder settings = new(connectionString) { SearchPath = Name };
        if (!settings.ShouldSerialize("Maximum Pool Size")) settings.MaxPoolSize = Connections;
        if (!settings.ShouldSerialize("Timeout")) settings.Timeout = WaitSeconds;
        return settings.ToString();
    }

    /// <inheritdoc cref="FleetSchema.Apply"/>
    public static void Apply(string connectionString) => SchemaScript.Apply(connectionString, Part, Version, Script);

    /// <inheritdoc cref="FleetSchema.Problem"/>
    public static string? Problem(string connectionString) => SchemaScript.Problem(connectionString, Part, Version);
}
