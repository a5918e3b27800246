using System.Data;
using System.Data.Common;
using FleetSim.Storage.Control;

namespace FleetSim.Storage.Transfer;

/// <summary>The states of control-plane grains in Orleans' table: all of a service, handsets left out.</summary>
internal sealed class ControlTable(OrleansRows rows)
{
    private const string Columns = "GrainIdHash, GrainIdN0, GrainIdN1, GrainTypeHash, GrainTypeString, GrainIdExtensionString, PayloadBinary, Version";
    private const string OfService = "ServiceId = @ServiceId AND GrainTypeString <> @Handsets";

    public List<ControlRow> Read()
    {
        using DbConnection connection = rows.Open();
        using DbCommand command = Command(connection, $"SELECT {Columns} FROM {rows.Table} WHERE {OfService}");
        using DbDataReader reader = command.ExecuteReader();
        List<ControlRow> found = [];
        while (reader.Read()) found.Add(RowAt(reader));
        return [.. found.OrderBy(r => r.Type, StringComparer.Ordinal).ThenBy(r => r.N0).ThenBy(r => r.N1).ThenBy(r => r.Extension, StringComparer.Ordinal)];
    }

    /// <summary>In place of all that are there.</summary>
    public void Replace(List<ControlRow> with)
    {
        using DbConnection connection = rows.Open();
        using DbTransaction transaction = connection.BeginTransaction();
        using (DbCommand delete = Command(connection, $"DELETE FROM {rows.Table} WHERE ServiceId = @ServiceId", transaction)) delete.ExecuteNonQuery();
        foreach (ControlRow row in with) Insert(connection, transaction, row);
        transaction.Commit();
    }

    private static ControlRow RowAt(DbDataReader row) => new(
        row.GetInt32(0), row.GetInt64(1), row.GetInt64(2), row.GetInt32(3), row.GetString(4),
        row.IsDBNull(5) ? null : row.GetString(5), row.IsDBNull(6) ? null : row.GetFieldValue<byte[]>(6), row.GetInt32(7));

    private void Insert(DbConnection connection, DbTransaction transaction, ControlRow row)
    {
        using DbCommand command = Command(connection, $"INSERT INTO {rows.Table} (ServiceId, {Columns}) VALUES (@ServiceId, @IdHash, @N0, @N1, @TypeHash, @Type, @Extension, @Payload, @Version)", transaction);
        Add(command, "@IdHash", DbType.Int32, row.IdHash);
        Add(command, "@N0", DbType.Int64, row.N0);
        Add(command, "@N1", DbType.Int64, row.N1);
        Add(command, "@TypeHash", DbType.Int32, row.TypeHash);
        Add(command, "@Type", DbType.String, row.Type);
        Add(command, "@Extension", DbType.String, row.Extension);
        Add(command, "@Payload", DbType.Binary, row.Payload);
        Add(command, "@Version", DbType.Int32, row.Version);
        command.ExecuteNonQuery();
    }

    private DbCommand Command(DbConnection connection, string sql, DbTransaction? transaction = null)
    {
        DbCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // constants of this file
        command.CommandText = sql;
#pragma warning restore CA2100
        command.Transaction = transaction;
        Add(command, "@ServiceId", DbType.String, rows.ServiceId);
        if (sql.Contains("@Handsets", StringComparison.Ordinal)) Add(command, "@Handsets", DbType.String, OrleansRows.HandsetType);
        return command;
    }

    private static void Add(DbCommand command, string name, DbType type, object? value)
    {
        DbParameter parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.DbType, parameter.Value) = (name, type, value ?? DBNull.Value);
        command.Parameters.Add(parameter);
    }
}
