using Npgsql;

namespace FleetSim.Storage.Postgres;

/// <summary>A script of this assembly that makes one part of a database, and the row that names the part's version.</summary>
internal static class SchemaScript
{
    // Two nodes that start together: one applies, the other waits.
    private const string Alone = "SELECT pg_advisory_xact_lock(5067594218)";
    private const string TableIsThere = "SELECT to_regclass('fleetsim.schema_version') IS NOT NULL";
    private const string Table = "CREATE SCHEMA IF NOT EXISTS fleetsim; CREATE TABLE IF NOT EXISTS fleetsim.schema_version (part text PRIMARY KEY, version integer NOT NULL)";
    private const string SetVersion = "INSERT INTO fleetsim.schema_version VALUES ($1, $2) ON CONFLICT (part) DO NOTHING";
    private const string VersionOf = "SELECT version FROM fleetsim.schema_version WHERE part = $1";

    /// <summary>All of the script or nothing of it.</summary>
    public static void Apply(string connectionString, string part, int version, string resource) => Use(connectionString, connection =>
    {
        using var transaction = connection.BeginTransaction();
        Execute(connection, Alone);
        if (Found(connection, part) is { } found && found != version) throw new StateStoreException(Other(connection, part, found, version));
        Execute(connection, Table);
        Execute(connection, Text(resource));
        using NpgsqlCommand named = new(SetVersion, connection) { Parameters = { new NpgsqlParameter<string> { TypedValue = part }, new NpgsqlParameter<int> { TypedValue = version } } };
        named.ExecuteNonQuery();
        transaction.Commit();
        return true;
    });

    public static string? Problem(string connectionString, string part, int version) => Use(connectionString, connection => Found(connection, part) switch
    {
        null => $"{Name(connection)} has no tables of FleetSim ({part}): run 'fleetsim db init' once.",
        { } found when found != version => Other(connection, part, found, version),
        _ => null,
    });

    public static bool Scalar(string connectionString, string sql) => Use(connectionString, connection =>
    {
        using NpgsqlCommand command = Command(connection, sql);
        return command.ExecuteScalar() is true;
    });

    public static void Run(string connectionString, string sql, params string[] parameters) => Use(connectionString, connection =>
    {
        using NpgsqlCommand command = Command(connection, sql);
        foreach (string parameter in parameters) command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = parameter });
        return command.ExecuteNonQuery();
    });

    public static string Text(string resource)
    {
        using StreamReader script = new(typeof(SchemaScript).Assembly.GetManifestResourceStream(resource)!);
        return script.ReadToEnd();
    }

    /// <exception cref="StateStoreException">The database cannot be reached, or it refused.</exception>
    private static T Use<T>(string connectionString, Func<NpgsqlConnection, T> work)
    {
        try
        {
            using NpgsqlConnection connection = new(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ToString());
            connection.Open();
            return work(connection);
        }
        catch (PostgresException refusal)
        {
            throw new StateStoreException($"The database refused ({PostgresFailure.Text(refusal)}).", refusal);
        }
        catch (NpgsqlException failure)
        {
            throw new StateStoreException($"The database cannot be reached ({PostgresFailure.Text(failure)}).", failure);
        }
        catch (ArgumentException mistake)
        {
            throw new StateStoreException($"The connection string is not one of Npgsql's ({mistake.Message.TrimEnd('.')}).", mistake);
        }
    }

    private static int? Found(NpgsqlConnection connection, string part)
    {
        using NpgsqlCommand there = Command(connection, TableIsThere);
        if (there.ExecuteScalar() is not true) return null;
        using NpgsqlCommand version = new(VersionOf, connection) { Parameters = { new NpgsqlParameter<string> { TypedValue = part } } };
        return version.ExecuteScalar() as int?;
    }

    private static string Other(NpgsqlConnection connection, string part, int found, int version) =>
        $"{Name(connection)} has version {found} of FleetSim's tables ({part}), but this FleetSim uses version {version}; it was left as it is: use the FleetSim that made it, or another database.";

    private static string Name(NpgsqlConnection connection) => Name(connection.ConnectionString);

    /// <summary>The database as a message to the operator names it.</summary>
    public static string Name(string connectionString)
    {
        NpgsqlConnectionStringBuilder settings = new(connectionString);
        return $"Database '{settings.Database}' at {settings.Host}:{settings.Port}";
    }

    private static void Execute(NpgsqlConnection connection, string sql)
    {
        using NpgsqlCommand command = Command(connection, sql);
        command.ExecuteNonQuery();
    }

#pragma warning disable CA2100 // constants and resources of this assembly
    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql) => new(sql, connection);
#pragma warning restore CA2100
}
