using FleetSim.Storage.Postgres;
using FleetSim.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace FleetSim.Storage.Control;

/// <summary>The control-plane database of a one-box run: a file of its own, kept by Orleans' AdoNet provider.</summary>
internal static class SqliteControl
{
    private const string Script = "FleetSim.Storage.Control.sqlite-control.sql";

    public static string ConnectionString(string path) => new SqliteConnectionStringBuilder { DataSource = path }.ToString();

    /// <summary>Makes the tables and queries; harmless when they are there.</summary>
    /// <exception cref="StateStoreException">The file cannot be written or is no database.</exception>
    public static void Apply(string connectionString)
    {
        SqliteConnectionStringBuilder settings = new(connectionString) { Pooling = false };
        try
        {
            StateFile.CreateDirectory(settings.DataSource);
            using SqliteConnection connection = new(settings.ToString());
            connection.Open();
            StateFile.Execute(connection, "PRAGMA journal_mode = WAL;" + SchemaScript.Text(Script));
        }
        catch (SqliteException refusal)
        {
            throw new StateStoreException($"The control file '{settings.DataSource}' cannot be used: {refusal.Message}", refusal);
        }
    }
}
