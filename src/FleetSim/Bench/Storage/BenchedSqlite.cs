using FleetSim.Storage;
using Microsoft.Data.Sqlite;

namespace FleetSim.Bench.Storage;

/// <summary>Two files with the same pragmas in a directory of their own.</summary>
internal sealed class BenchedSqlite : IBenchedDatabase
{
    private readonly string _directory = Directory.CreateTempSubdirectory("fleetsim-bench-").FullName;
    private readonly SqliteConnection _raw;
    private readonly SqliteCommand _update;

    public BenchedSqlite(int rows, byte[] payload)
    {
        StatePlan plan = StatePlan.InDirectory(_directory);
        StorageRig.Seed(plan, rows, payload);
        Store = plan.Open();
        _raw = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(_directory, "raw.db"), Pooling = false }.ToString());
        _raw.Open();
        Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 4096; PRAGMA cache_size = -32768");
        Execute("CREATE TABLE state (key INTEGER PRIMARY KEY, version INTEGER NOT NULL, due INTEGER, payload BLOB NOT NULL)");
        Execute($"ATTACH '{Path.Combine(_directory, "handsets.db")}' AS seeded; INSERT INTO state SELECT * FROM seeded.state; DETACH seeded");
        _update = _raw.CreateCommand();
        _update.CommandText = "UPDATE state SET version = version + 1, payload = $payload WHERE key = $key";
        _update.Parameters.Add("$key", SqliteType.Integer);
        _update.Parameters.Add("$payload", SqliteType.Blob);
    }

    public string Name => "sqlite";

    public IStateStore Store { get; }

    public TimeSpan? ServerCpu => null;

    public void WriteRaw(long[] keys, byte[] payload)
    {
        using SqliteTransaction transaction = _raw.BeginTransaction();
        _update.Transaction = transaction;
        _update.Parameters[1].Value = payload;
        foreach (long key in keys)
        {
            _update.Parameters[0].Value = key;
            _update.ExecuteNonQuery();
        }
        transaction.Commit();
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        await _update.DisposeAsync();
        await _raw.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    private void Execute(string sql)
    {
        using SqliteCommand command = _raw.CreateCommand();
#pragma warning disable CA2100 // constants, and a path made here
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
