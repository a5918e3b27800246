using FleetSim.Storage.Postgres;
using Npgsql;

namespace FleetSim.Storage;

/// <summary>Reads the fleet's tables in PostgreSQL, also while nodes write them. While the server is away every read waits, up to the limit of the options.</summary>
/// <remarks>A scan is one statement, so it sees one commit; only one whose connection broke goes on behind its last row, with what is there by then.</remarks>
public sealed class PostgresStateReader : IStateReader
{
    private readonly PostgresSource _source;
    private readonly int _readKeys;

    internal PostgresStateReader(PostgresSource source, int readKeys) => (_source, _readKeys) = (source, readKeys);

    /// <exception cref="StateStoreException">The database cannot be reached, or its schema is missing or of another version.</exception>
    public static PostgresStateReader Open(PostgresStoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        FleetSchema.Require(options.ConnectionString);
        return new PostgresStateReader(new PostgresSource(options, options.ReadConnections, new OutageClock()), options.ReadKeys);
    }

    public StoredState? Read(long key) => Read([key]) is [var (_, state)] ? state : null;

    public List<(long Key, StoredState State)> Read(IReadOnlyCollection<long> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        Dictionary<long, StoredState> found = new(keys.Count);
        foreach (long[] some in keys.Chunk(_readKeys))
        {
            foreach (var (key, state) in List(connection => StateQuery.ByKeys(connection, [.. some]), row => (row.GetInt64(0), StateQuery.StateAt(row)))) found[key] = state;
        }
        return [.. from key in keys where found.ContainsKey(key) select (key, found[key])];
    }

    public IEnumerable<(long Key, StoredState State)> Scan() => Scan(long.MinValue, long.MaxValue);

    public IEnumerable<(long Key, StoredState State)> Scan(long from, long to) =>
        Rows(from, (connection, next) => StateQuery.Make(connection, StateQuery.Range, next, to), row => (Key: row.GetInt64(0), State: StateQuery.StateAt(row)), row => row.Key);

    public IEnumerable<(long Key, long DueUnixMs)> ScanDue(long from, long to) =>
        Rows(from, (connection, next) => StateQuery.Make(connection, StateQuery.DueRange, next, to), row => (Key: row.GetInt64(0), Due: row.GetInt64(1)), row => row.Key);

    public long Count() => List(connection => StateQuery.Make(connection, StateQuery.Count), row => row.GetInt64(0))[0];

    public IReadOnlyList<StoredMessage> PendingFor(long destination) => List(connection => StateQuery.Make(connection, StateQuery.Pending, destination), StateQuery.MessageAt);

    public IEnumerable<StoredMessage> Messages() => Messages(long.MinValue, long.MaxValue);

    public IEnumerable<StoredMessage> Messages(long fromDestination, long toDestination) =>
        Rows(long.MinValue, (connection, next) => StateQuery.Make(connection, StateQuery.MessageRange, next, fromDestination, toDestination), StateQuery.MessageAt, message => message.Id);

    public IEnumerable<KeyValuePair<string, string>> Notes() =>
        List(connection => StateQuery.Make(connection, StateQuery.Notes), row => new KeyValuePair<string, string>(row.GetString(0), row.GetString(1)));

    public string? GetMeta(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return List(connection => new NpgsqlCommand(StateQuery.Note, connection) { Parameters = { new NpgsqlParameter<string> { TypedValue = name } } }, row => row.GetString(0)).FirstOrDefault();
    }

    public void Dispose() => _source.Dispose();

    private List<T> List<T>(Func<NpgsqlConnection, NpgsqlCommand> query, Func<NpgsqlDataReader, T> read) => _source.Repeat(connection =>
    {
        using var command = query(connection);
        using var reader = command.ExecuteReader();
        List<T> rows = [];
        while (reader.Read()) rows.Add(read(reader));
        return rows;
    });

    private IEnumerable<T> Rows<T>(long from, Func<NpgsqlConnection, long, NpgsqlCommand> query, Func<NpgsqlDataReader, T> read, Func<T, long> number) =>
        RowStream<T>.Rows(_source, from, query, read, number);
}
