using FleetSim.Storage.Postgres;
using FleetSim.Testing;
using Npgsql;

namespace FleetSim.Storage.Tests;

/// <summary>A PostgreSQL database of one test; it goes with the server.</summary>
internal sealed class TemporaryDatabase : IStoreHome
{
    public TemporaryDatabase()
    {
        Assert.SkipWhen(PostgresServer.Missing is not null, PostgresServer.Missing ?? "");
        ConnectionString = PostgresServer.Shared.NewDatabase();
        FleetSchema.Apply(ConnectionString);
    }

    public string ConnectionString { get; }

    public IStateStore Open() => OpenStore();

    public PostgresStateStore OpenStore() => PostgresStateStore.Open(new PostgresStoreOptions { ConnectionString = ConnectionString });

    public IStateReader OpenReader() => PostgresStateReader.Open(new PostgresStoreOptions { ConnectionString = ConnectionString });

    public IDisposable Block()
    {
        NpgsqlConnection connection = new(ConnectionString + ";Pooling=false");
        connection.Open();
        Execute(connection, "BEGIN; LOCK TABLE fleetsim.state IN EXCLUSIVE MODE");
        return connection;
    }

    public void Alter(string sql)
    {
        using NpgsqlConnection connection = new(ConnectionString + ";Pooling=false");
        connection.Open();
        Execute(connection, sql);
    }

    public void Dispose()
    {
    }

    private static void Execute(NpgsqlConnection connection, string sql)
    {
#pragma warning disable CA2100 // constants of the tests
        using NpgsqlCommand command = new(sql, connection);
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
