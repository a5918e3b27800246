using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace FleetSim.Storage.Control;

/// <summary>Handset rows that Orleans' AdoNet provider keeps, of one service, by their numbers.</summary>
/// <param name="Open">A new open connection.</param>
/// <param name="Table">The table with its schema.</param>
/// <param name="ServiceId">Orleans' service id; it is part of each row's key.</param>
internal sealed record OrleansRows(Func<DbConnection> Open, string Table, string ServiceId)
{
    /// <summary>The state name of the terminal grain; the provider keeps it as the row's type.</summary>
    public const string HandsetType = "handset";

    public static OrleansRows InSqlite(string connectionString, string serviceId) =>
        new(() => Opened(new SqliteConnection(connectionString)), "OrleansStorage", serviceId);

    public static OrleansRows InPostgres(string connectionString, string serviceId) =>
        new(() => Opened(new NpgsqlConnection(connectionString)), "fleetsim_control.storage", serviceId);

    public IEnumerable<(long Key, StoredState State)> Between(long from, long to)
    {
        using DbConnection connection = Open();
        using DbCommand command = Command(connection, $"SELECT GrainIdN1, Version, PayloadBinary FROM {Table} WHERE {OfService} AND GrainIdN1 >= @From AND (GrainIdN1 < @To OR @To = {long.MaxValue}) ORDER BY GrainIdN1");
        Add(command, "@From", from);
        Add(command, "@To", to);
        using DbDataReader reader = command.ExecuteReader();
        while (reader.Read()) yield return (reader.GetInt64(0), StateAt(reader));
    }

    public StoredState? At(long key)
    {
        using DbConnection connection = Open();
        using DbCommand command = Command(connection, $"SELECT GrainIdN1, Version, PayloadBinary FROM {Table} WHERE {OfService} AND GrainIdN1 = @Key");
        Add(command, "@Key", key);
        using DbDataReader reader = command.ExecuteReader();
        return reader.Read() ? StateAt(reader) : null;
    }

    public long Count()
    {
        using DbConnection connection = Open();
        using DbCommand command = Command(connection, $"SELECT count(*) FROM {Table} WHERE {OfService}");
        return (long)command.ExecuteScalar()!;
    }

    private const string OfService = "ServiceId = @ServiceId AND GrainTypeString = @StateName AND PayloadBinary IS NOT NULL";

    private DbCommand Command(DbConnection connection, string sql)
    {
        DbCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // constants of this file
        command.CommandText = sql;
#pragma warning restore CA2100
        Add(command, "@ServiceId", ServiceId);
        Add(command, "@StateName", HandsetType);
        return command;
    }

    private static StoredState StateAt(DbDataReader row)
    {
        var (payload, due) = SnapshotRow.Decode(row.GetFieldValue<byte[]>(2));
        return new StoredState(row.GetInt64(1), due, payload);
    }

    private static void Add(DbCommand command, string name, object value)
    {
        DbParameter parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }

    private static DbConnection Opened(DbConnection connection)
    {
        try
        {
            connection.Open();
            return connection;
        }
        catch (DbException failure)
        {
            connection.Dispose();
            throw new StateStoreException($"Orleans' table of handsets cannot be read ({failure.Message.TrimEnd('.')}).", failure);
        }
    }
}
