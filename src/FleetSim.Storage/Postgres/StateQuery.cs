using Npgsql;
using NpgsqlTypes;

namespace FleetSim.Storage.Postgres;

/// <summary>Queries of the fleet's tables, and how a result row becomes a value.</summary>
internal static class StateQuery
{
    public const string Range = "SELECT key, version, due, payload FROM fleetsim.state WHERE key >= $1 AND (key < $2 OR $2 = 9223372036854775807) ORDER BY key";
    public const string DueRange = "SELECT key, due FROM fleetsim.state WHERE key >= $1 AND (key < $2 OR $2 = 9223372036854775807) AND due IS NOT NULL ORDER BY key";
    public const string Count = "SELECT count(*) FROM fleetsim.state";
    public const string Pending = "SELECT id, destination, valid_until, payload FROM fleetsim.message WHERE destination = $1 ORDER BY id";
    public const string MessageRange = "SELECT id, destination, valid_until, payload FROM fleetsim.message WHERE id >= $1 AND destination >= $2 AND (destination < $3 OR $3 = 9223372036854775807) ORDER BY id";
    public const string Note = "SELECT value FROM fleetsim.meta WHERE name = $1";
    public const string Notes = "SELECT name, value FROM fleetsim.meta ORDER BY name COLLATE \"C\"";
    private const string Keys = "SELECT key, version, due, payload FROM fleetsim.state WHERE key = ANY($1)";

    public static NpgsqlCommand ByKeys(NpgsqlConnection connection, List<long> keys) => new(Keys, connection) { Parameters = { RowArrays.Bigints(keys) } };

    public static NpgsqlCommand Make(NpgsqlConnection connection, string sql, params ReadOnlySpan<long> parameters)
    {
#pragma warning disable CA2100 // the constants above
        NpgsqlCommand command = new(sql, connection);
#pragma warning restore CA2100
        foreach (long parameter in parameters) command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = parameter, NpgsqlDbType = NpgsqlDbType.Bigint });
        return command;
    }

    public static StoredState StateAt(NpgsqlDataReader row) =>
        new(row.GetInt64(1), row.IsDBNull(2) ? null : row.GetInt64(2), row.GetFieldValue<byte[]>(3));

    public static StoredMessage MessageAt(NpgsqlDataReader row) => new(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetFieldValue<byte[]>(3));
}
