using FleetSim.Storage.Control;
using FleetSim.Storage.Postgres;
using Microsoft.Data.Sqlite;

namespace FleetSim.Storage.Configuration;

/// <summary>A database that keeps Orleans' tables.</summary>
/// <param name="Invariant">As the AdoNet providers call it.</param>
/// <param name="ConnectionString">As Orleans is given it.</param>
internal sealed record ControlDatabase(string Invariant, string ConnectionString)
{
    public const string Sqlite = "System.Data.SQLite";
    public const string Postgres = "Npgsql";

    public bool IsSqlite => Invariant == Sqlite;

    public string Name => IsSqlite ? File : SchemaScript.Name(ConnectionString);

    private string File => new SqliteConnectionStringBuilder(ConnectionString).DataSource;

    public OrleansRows Rows(string serviceId) => IsSqlite ? OrleansRows.InSqlite(ConnectionString, serviceId) : OrleansRows.InPostgres(ConnectionString, serviceId);

    public void Apply()
    {
        if (IsSqlite) SqliteControl.Apply(ConnectionString);
        else ControlSchema.Apply(ConnectionString);
    }

    /// <inheritdoc cref="FleetDatabase.Problem"/>
    public string? Problem() => IsSqlite ? null : ControlSchema.Problem(ConnectionString);

    /// <summary>Forgets the grains of a service; other services in the same database keep theirs.</summary>
    public void Clear(string serviceId)
    {
        if (IsSqlite) DeleteFile();
        else SchemaScript.Run(ConnectionString, "DELETE FROM fleetsim_control.storage WHERE serviceid = $1", serviceId);
    }

    /// <summary>Pooled connections of this process would else go on with the file that is gone.</summary>
    private void DeleteFile()
    {
        using (SqliteConnection connection = new(ConnectionString)) SqliteConnection.ClearPool(connection);
        SqliteFleet.Delete(File);
    }
}
