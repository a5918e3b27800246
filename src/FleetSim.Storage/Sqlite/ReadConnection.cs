using Microsoft.Data.Sqlite;

namespace FleetSim.Storage.Sqlite;

/// <summary>One read-only connection with its prepared statements; used by one reader at a time.</summary>
internal sealed class ReadConnection : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteStatement _state;
    private readonly SqliteStatement _pending;
    private readonly SqliteStatement _meta;

    public ReadConnection(string path)
    {
        _connection = StateFile.OpenForReading(path);
        _state = new SqliteStatement(_connection, "SELECT version, due, payload FROM state WHERE key = ?1");
        _pending = new SqliteStatement(_connection, "SELECT id, destination, valid_until, payload FROM message WHERE destination = ?1 ORDER BY id");
        _meta = new SqliteStatement(_connection, "SELECT value FROM meta WHERE name = ?1");
    }

    public StoredState? State(long key)
    {
        _state.Bind(1, key);
        StoredState? found = _state.Step() ? StateAt(_state, 0) : null;
        _state.Reset();
        return found;
    }

    public List<StoredMessage> PendingFor(long destination)
    {
        var messages = new List<StoredMessage>();
        _pending.Bind(1, destination);
        while (_pending.Step()) messages.Add(MessageAt(_pending));
        _pending.Reset();
        return messages;
    }

    public string? Meta(string name)
    {
        _meta.Bind(1, name);
        string? value = _meta.Step() ? _meta.Text(0) : null;
        _meta.Reset();
        return value;
    }

    /// <summary>A statement of its own for a long read; the caller disposes it.</summary>
    public SqliteStatement Prepare(string sql) => new(_connection, sql);

    public static StoredState StateAt(SqliteStatement row, int column) =>
        new(row.Int64(column), row.IsNull(column + 1) ? null : row.Int64(column + 1), row.Blob(column + 2));

    public static StoredMessage MessageAt(SqliteStatement row) => new(row.Int64(0), row.Int64(1), row.Int64(2), row.Blob(3));

    public void Dispose()
    {
        _state.Dispose();
        _pending.Dispose();
        _meta.Dispose();
        _connection.Dispose();
    }
}
