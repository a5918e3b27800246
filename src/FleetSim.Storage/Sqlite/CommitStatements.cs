using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace FleetSim.Storage.Sqlite;

/// <summary>The writer connection's prepared statements, one method each.</summary>
internal sealed class CommitStatements(SqliteConnection connection) : IDisposable
{
    private readonly SqliteStatement _begin = new(connection, "BEGIN IMMEDIATE");
    private readonly SqliteStatement _commit = new(connection, "COMMIT");
    private readonly SqliteStatement _rollback = new(connection, "ROLLBACK");
    private readonly SqliteStatement _version = new(connection, "SELECT version FROM state WHERE key = ?1");
    private readonly SqliteStatement _insert = new(connection, "INSERT INTO state (key, version, due, payload) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING");
    private readonly SqliteStatement _update = new(connection, "UPDATE state SET version = ?2, due = ?3, payload = ?4 WHERE key = ?1 AND version = ?5");
    private readonly SqliteStatement _delete = new(connection, "DELETE FROM state WHERE key = ?1 AND version = ?2");
    private readonly SqliteStatement _putMessage = new(connection, "INSERT OR REPLACE INTO message (id, destination, valid_until, payload) VALUES (?1, ?2, ?3, ?4)");
    private readonly SqliteStatement _removeMessage = new(connection, "DELETE FROM message WHERE id = ?1");
    private readonly SqliteStatement _setMeta = new(connection, "INSERT OR REPLACE INTO meta (name, value) VALUES (?1, ?2)");

    public void Begin() => _begin.Run();

    public void Commit() => _commit.Run();

    /// <summary>Does nothing when SQLite has already rolled back by itself, as it does on a full disk.</summary>
    public void Rollback()
    {
        if (raw.sqlite3_get_autocommit(connection.Handle) == 0) _rollback.Run();
    }

    /// <returns>0 when there is no such row.</returns>
    public long StoredVersion(long key)
    {
        _version.Bind(1, key);
        long version = _version.Step() ? _version.Int64(0) : 0;
        _version.Reset();
        return version;
    }

    /// <returns>False when the row's version is not <paramref name="replaces"/>.</returns>
    public bool WriteState(long key, long replaces, long version, long? due, ReadOnlySpan<byte> payload)
    {
        var statement = replaces == 0 ? _insert : _update.Bind(5, replaces);
        return statement.Bind(1, key).Bind(2, version).Bind(3, due).Bind(4, payload).Run() == 1;
    }

    /// <inheritdoc cref="WriteState"/>
    public bool DeleteState(long key, long replaces) => _delete.Bind(1, key).Bind(2, replaces).Run() == 1;

    public void PutMessage(in StoredMessage message) =>
        _putMessage.Bind(1, message.Id).Bind(2, message.Destination).Bind(3, message.ValidUntilUnixMs).Bind(4, message.Payload).Run();

    public void RemoveMessage(long id) => _removeMessage.Bind(1, id).Run();

    public void SetMeta(string name, string value) => _setMeta.Bind(1, name).Bind(2, value).Run();

    public void Dispose()
    {
        foreach (var statement in (SqliteStatement[])[_begin, _commit, _rollback, _version, _insert, _update, _delete, _putMessage, _removeMessage, _setMeta])
            statement.Dispose();
    }
}
