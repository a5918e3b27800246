using Microsoft.Data.Sqlite;

namespace FleetSim.Storage.Sqlite;

/// <summary>A whole fleet as one SQLite transaction.</summary>
internal sealed class SqliteImport : IFleetImport
{
    private readonly SqliteConnection _connection;
    private readonly CommitStatements _statements;

    /// <exception cref="StateStoreException">The store is not empty, and shall not be replaced; or the file cannot be used.</exception>
    public SqliteImport(string path, bool replace)
    {
        _connection = StateFile.OpenForWriting(new StateStoreOptions { Path = path });
        _statements = new CommitStatements(_connection);
        _statements.Begin();
        if (replace) StateFile.Execute(_connection, "DELETE FROM state; DELETE FROM message; DELETE FROM meta");
        if (IsEmpty()) return;
        Dispose();
        throw new StateStoreException($"The state file {path} holds a fleet already; it was left as it is.");
    }

    public void States(IEnumerable<(long Key, StoredState State)> rows)
    {
        foreach (var (key, state) in rows) _statements.WriteState(key, 0, state.Version, state.DueUnixMs, state.Payload);
    }

    public void Messages(IEnumerable<StoredMessage> messages)
    {
        foreach (var message in messages) _statements.PutMessage(message);
    }

    public void Notes(IEnumerable<KeyValuePair<string, string>> notes)
    {
        foreach (var (name, value) in notes) _statements.SetMeta(name, value);
    }

    public void Commit() => _statements.Commit();

    public void Dispose()
    {
        _statements.Rollback();
        _statements.Dispose();
        _connection.Dispose();
    }

    private bool IsEmpty()
    {
        using SqliteStatement any = new(_connection, "SELECT EXISTS (SELECT 1 FROM state) + EXISTS (SELECT 1 FROM message) + EXISTS (SELECT 1 FROM meta)");
        return any.Step() && any.Int64(0) == 0;
    }
}
