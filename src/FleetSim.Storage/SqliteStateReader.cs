using System.Collections.Concurrent;
using FleetSim.Storage.Sqlite;

namespace FleetSim.Storage;

/// <summary>Reads a state file, also while another process writes it. A scan that stays open keeps the write-ahead log from shrinking.</summary>
public sealed class SqliteStateReader : IStateReader
{
    private readonly ConcurrentBag<ReadConnection> _idle = [];
    private readonly string _path;
    private volatile bool _disposed;

    private SqliteStateReader(string path) => _path = path;

    /// <exception cref="StateStoreException">The file is absent, not FleetSim's, or of another schema version.</exception>
    public static SqliteStateReader Open(string path)
    {
        var reader = new SqliteStateReader(path);
        reader.Return(reader.Rent());
        return reader;
    }

    public StoredState? Read(long key)
    {
        var connection = Rent();
        try
        {
            return connection.State(key);
        }
        finally
        {
            Return(connection);
        }
    }

    public List<(long Key, StoredState State)> Read(IReadOnlyCollection<long> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var found = new List<(long, StoredState)>(keys.Count);
        var connection = Rent();
        try
        {
            foreach (long key in keys)
                if (connection.State(key) is { } state) found.Add((key, state));
        }
        finally
        {
            Return(connection);
        }
        return found;
    }

    public IEnumerable<(long Key, StoredState State)> Scan() => Scan(long.MinValue, long.MaxValue);

    public IEnumerable<(long Key, StoredState State)> Scan(long from, long to)
    {
        foreach (var row in Rows("SELECT key, version, due, payload FROM state WHERE key >= ?1 AND (key < ?2 OR ?2 = 9223372036854775807) ORDER BY key", from, to))
            yield return (row.Int64(0), ReadConnection.StateAt(row, 1));
    }

    public IEnumerable<(long Key, long DueUnixMs)> ScanDue(long from, long to)
    {
        foreach (var row in Rows("SELECT key, due FROM state WHERE key >= ?1 AND (key < ?2 OR ?2 = 9223372036854775807) AND due IS NOT NULL ORDER BY key", from, to))
            yield return (row.Int64(0), row.Int64(1));
    }

    public long Count()
    {
        foreach (var row in Rows("SELECT count(*) FROM state WHERE key >= ?1 AND ?2 = ?2", long.MinValue, 0)) return row.Int64(0);
        return 0;
    }

    public IReadOnlyList<StoredMessage> PendingFor(long destination)
    {
        var connection = Rent();
        try
        {
            return connection.PendingFor(destination);
        }
        finally
        {
            Return(connection);
        }
    }

    public IEnumerable<StoredMessage> Messages()
    {
        foreach (var row in Rows("SELECT id, destination, valid_until, payload FROM message WHERE id >= ?1 AND id <= ?2 ORDER BY id", long.MinValue, long.MaxValue))
            yield return ReadConnection.MessageAt(row);
    }

    public IEnumerable<StoredMessage> Messages(long fromDestination, long toDestination)
    {
        const string InRange = "SELECT id, destination, valid_until, payload FROM message WHERE destination >= ?1 AND (destination < ?2 OR ?2 = 9223372036854775807) ORDER BY id";
        foreach (var row in Rows(InRange, fromDestination, toDestination)) yield return ReadConnection.MessageAt(row);
    }

    public IEnumerable<KeyValuePair<string, string>> Notes()
    {
        foreach (var row in Rows("SELECT name, value FROM meta WHERE ?1 = ?2 ORDER BY name", 0, 0)) yield return new(row.Text(0), row.Text(1));
    }

    public string? GetMeta(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var connection = Rent();
        try
        {
            return connection.Meta(name);
        }
        finally
        {
            Return(connection);
        }
    }

    public void Dispose()
    {
        _disposed = true;
        while (_idle.TryTake(out var connection)) connection.Dispose();
    }

    private IEnumerable<SqliteStatement> Rows(string sql, long first, long second)
    {
        using var connection = new ReadConnection(_path);
        using var statement = connection.Prepare(sql);
        statement.Bind(1, first).Bind(2, second);
        while (statement.Step()) yield return statement;
    }

    private ReadConnection Rent()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _idle.TryTake(out var connection) ? connection : new ReadConnection(_path);
    }

    private void Return(ReadConnection connection)
    {
        if (_disposed) connection.Dispose();
        else _idle.Add(connection);
    }
}
