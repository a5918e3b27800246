using Microsoft.Data.Sqlite;

namespace FleetSim.Storage.Control;

/// <summary>The control-plane database of a one-box run: a file of its own, kept by Orleans' AdoNet provider.</summary>
public static class ControlSchema
{
    private const string Script = "FleetSim.Storage.Control.sqlite-control.sql";

    public static string ConnectionString(string path) => new SqliteConnectionStringBuilder { DataSource = path }.ToString();

    /// <summary>Makes the tables and queries; harmless when they are there.</summary>
    /// <exception cref="StateStoreException">The file cannot be written or is no database.</exception>
    public static void Apply(string path)
    {
        using Stream stream = typeof(ControlSchema).Assembly.GetManifestResourceStream(Script)!;
        using StreamReader script = new(stream);
        try
        {
            using SqliteConnection connection = new(ConnectionString(path));
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // The script is a resource of this assembly.
            command.CommandText = "PRAGMA journal_mode = WAL;" + script.ReadToEnd();
#pragma warning restore CA2100
            command.ExecuteNonQuery();
        }
        catch (SqliteException refusal)
        {
            throw new StateStoreException($"The control file '{path}' cannot be used: {refusal.Message}", refusal);
        }
    }
}
