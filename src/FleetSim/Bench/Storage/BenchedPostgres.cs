using System.Globalization;
using FleetSim.Storage;
using Microsoft.Extensions.Configuration;
using Npgsql;
using NpgsqlTypes;

namespace FleetSim.Bench.Storage;

/// <summary>Our tables in a database that holds no fleet, and one table beside them; all of it is emptied at the end.</summary>
internal sealed class BenchedPostgres : IBenchedDatabase
{
    // Ticks of /proc/PID/stat: 100 a second on every Linux that .NET runs on.
    private const double TicksPerSecond = 100;
    private const int UserTicks = 11, SystemTicks = 12;

    private readonly StatePlan _plan;
    private readonly NpgsqlConnection _raw;
    private readonly NpgsqlCommand _update;
    private readonly bool _isHere;

    /// <exception cref="StateStoreException">The database cannot be reached, or holds a fleet.</exception>
    public BenchedPostgres(string connectionString, int rows, byte[] payload)
    {
        _plan = StatePlan.Read(Configuration(connectionString), Path.GetTempPath());
        foreach (string _ in _plan.Apply())
        {
            // Ready.
        }
        StorageRig.Seed(_plan, rows, payload);
        Store = _plan.Open();
        _raw = new NpgsqlConnection(connectionString);
        _raw.Open();
        _isHere = _raw.Host is "127.0.0.1" or "localhost" or "::1";
        Execute("DROP TABLE IF EXISTS fleetsim.bench_raw; CREATE TABLE fleetsim.bench_raw (LIKE fleetsim.state INCLUDING ALL) WITH (fillfactor = 70); INSERT INTO fleetsim.bench_raw SELECT * FROM fleetsim.state; VACUUM ANALYZE fleetsim.bench_raw; VACUUM ANALYZE fleetsim.state");
        _update = new NpgsqlCommand("UPDATE fleetsim.bench_raw s SET version = s.version + 1, payload = u.payload FROM unnest($1, $2) AS u (key, payload) WHERE s.key = u.key", _raw)
        {
            Parameters = { new NpgsqlParameter<long[]> { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint }, new NpgsqlParameter<byte[][]> { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea } },
        };
        Execute("SET synchronous_commit = on; SET enable_hashjoin = off; SET enable_mergejoin = off; SET plan_cache_mode = force_generic_plan");
        _update.Prepare();
    }

    public string Name => "postgres";

    public IStateStore Store { get; }

    public TimeSpan? ServerCpu => _isHere ? TimeSpan.FromSeconds(Backends().Sum(Ticks) / TicksPerSecond) : null;

    public void WriteRaw(long[] keys, byte[] payload)
    {
        _update.Parameters[0].Value = keys;
        _update.Parameters[1].Value = Enumerable.Repeat(payload, keys.Length).ToArray();
        if (_update.ExecuteNonQuery() != keys.Length) throw new InvalidOperationException("A row is missing.");
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        Execute("DROP TABLE fleetsim.bench_raw");
        await _update.DisposeAsync();
        await _raw.DisposeAsync();
        _plan.Clear();
    }

    private static IConfiguration Configuration(string connectionString) => new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["Orleans:GrainStorage:handsets:ProviderType"] = "FleetBatch", ["Orleans:GrainStorage:handsets:Invariant"] = "Npgsql", ["Orleans:GrainStorage:handsets:ConnectionString"] = connectionString,
        ["Orleans:GrainStorage:control:ProviderType"] = "AdoNet", ["Orleans:GrainStorage:control:Invariant"] = "Npgsql", ["Orleans:GrainStorage:control:ConnectionString"] = connectionString,
    }).Build();

    /// <summary>The server's processes that serve this database.</summary>
    private List<int> Backends()
    {
        using NpgsqlConnection connection = new(_raw.ConnectionString);
        connection.Open();
        using NpgsqlCommand command = new("SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend'", connection);
        using NpgsqlDataReader reader = command.ExecuteReader();
        List<int> backends = [];
        while (reader.Read()) backends.Add(reader.GetInt32(0));
        return backends;
    }

    private static double Ticks(int process)
    {
        string path = string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/stat");
        if (!File.Exists(path)) return 0;
        // Behind the name in brackets; its fields are counted from there.
        string[] fields = File.ReadAllText(path).Split(')')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return double.Parse(fields[UserTicks], CultureInfo.InvariantCulture) + double.Parse(fields[SystemTicks], CultureInfo.InvariantCulture);
    }

    private void Execute(string sql)
    {
        foreach (string statement in sql.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
#pragma warning disable CA2100 // constants of this file
            using NpgsqlCommand command = new(statement, _raw) { CommandTimeout = 0 };
#pragma warning restore CA2100
            command.ExecuteNonQuery();
        }
    }
}
