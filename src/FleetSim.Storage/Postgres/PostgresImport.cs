using Npgsql;
using NpgsqlTypes;

namespace FleetSim.Storage.Postgres;

/// <summary>A whole fleet as one transaction of binary COPYs.</summary>
internal sealed class PostgresImport : IFleetImport
{
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;

    /// <exception cref="StateStoreException">The store is not empty, and shall not be replaced; or the database cannot be used.</exception>
    public PostgresImport(string connectionString, bool replace)
    {
        FleetSchema.Require(connectionString);
        _connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, CommandTimeout = 0 }.ToString());
        _connection.Open();
        _transaction = _connection.BeginTransaction();
        Run("LOCK TABLE fleetsim.state, fleetsim.message, fleetsim.meta IN ACCESS EXCLUSIVE MODE");
        if (replace) Run("TRUNCATE fleetsim.state, fleetsim.message, fleetsim.meta");
        if (IsEmpty()) return;
        Dispose();
        throw new StateStoreException($"{SchemaScript.Name(connectionString)} holds a fleet already; it was left as it is.");
    }

    public void States(IEnumerable<(long Key, StoredState State)> rows) => Copy("COPY fleetsim.state (key, version, due, payload) FROM STDIN (FORMAT BINARY)", rows, (copy, row) =>
    {
        copy.Write(row.Key, NpgsqlDbType.Bigint);
        copy.Write(row.State.Version, NpgsqlDbType.Bigint);
        if (row.State.DueUnixMs is { } due) copy.Write(due, NpgsqlDbType.Bigint);
        else copy.WriteNull();
        copy.Write(row.State.Payload, NpgsqlDbType.Bytea);
    });

    public void Messages(IEnumerable<StoredMessage> messages) => Copy("COPY fleetsim.message (id, destination, valid_until, payload) FROM STDIN (FORMAT BINARY)", messages, (copy, message) =>
    {
        copy.Write(message.Id, NpgsqlDbType.Bigint);
        copy.Write(message.Destination, NpgsqlDbType.Bigint);
        copy.Write(message.ValidUntilUnixMs, NpgsqlDbType.Bigint);
        copy.Write(message.Payload, NpgsqlDbType.Bytea);
    });

    public void Notes(IEnumerable<KeyValuePair<string, string>> notes) => Copy("COPY fleetsim.meta (name, value) FROM STDIN (FORMAT BINARY)", notes, (copy, note) =>
    {
        copy.Write(note.Key, NpgsqlDbType.Text);
        copy.Write(note.Value, NpgsqlDbType.Text);
    });

    /// <summary>The planner is told at once how large the table has become.</summary>
    public void Commit()
    {
        Run("ANALYZE fleetsim.state");
        _transaction.Commit();
    }

    public void Dispose()
    {
        _transaction.Dispose();
        _connection.Dispose();
    }

    private void Copy<T>(string sql, IEnumerable<T> rows, Action<NpgsqlBinaryImporter, T> write)
    {
        // Disposed without Complete, when the rows break off, a COPY is undone.
        using NpgsqlBinaryImporter copy = _connection.BeginBinaryImport(sql);
        foreach (T row in rows)
        {
            copy.StartRow();
            write(copy, row);
        }
        copy.Complete();
    }

    private bool IsEmpty()
    {
        using NpgsqlCommand any = new("SELECT NOT EXISTS (SELECT FROM fleetsim.state) AND NOT EXISTS (SELECT FROM fleetsim.message) AND NOT EXISTS (SELECT FROM fleetsim.meta)", _connection);
        return any.ExecuteScalar() is true;
    }

    private void Run(string sql)
    {
#pragma warning disable CA2100 // constants of this file
        using NpgsqlCommand command = new(sql, _connection);
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
