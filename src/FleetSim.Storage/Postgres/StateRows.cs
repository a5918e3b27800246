using FleetSim.Storage.Commit;
using Npgsql;

namespace FleetSim.Storage.Postgres;

/// <summary>The state rows of a batch on their way into the table: what is updated, inserted, deleted, and what the table refused.</summary>
internal sealed class StateRows
{
    private const string UpdateSql = """
        UPDATE fleetsim.state s SET version = u.version, due = u.due, payload = u.payload
        FROM unnest($1, $2, $3, $4, $5) AS u (key, version, due, payload, replaces) WHERE s.key = u.key AND s.version = u.replaces RETURNING s.key
        """;

    private const string InsertSql = """
        INSERT INTO fleetsim.state (key, version, due, payload) SELECT * FROM unnest($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING key
        """;

    private const string DeleteSql = "DELETE FROM fleetsim.state s USING unnest($1, $2) AS u (key, replaces) WHERE s.key = u.key AND s.version = u.replaces RETURNING s.key";

    private const string StoredSql = "SELECT key, version FROM fleetsim.state WHERE key = ANY($1) ORDER BY key FOR UPDATE";

    private readonly RowArrays _updates = new();
    private readonly RowArrays _inserts = new();
    private readonly RowArrays _deletes = new();
    private readonly List<KeyWrites> _refused = [];
    private readonly List<RowArrays> _sent = [];
    private readonly HashSet<long> _accepted = [];

    /// <summary>Takes each key's stored version to be the one that its first request expects, which is the rule.</summary>
    public void Load(StateBatch batch)
    {
        Clear();
        _refused.Clear();
        foreach (var writes in batch.Keys)
        {
            long stored = batch.ExpectedVersion(writes);
            if (!TryAdd(writes, stored, batch.Judge(writes, stored))) _refused.Add(writes);
        }
    }

    /// <summary>Asks for the versions of the refused rows and judges their requests by them. False: nothing is left to be written.</summary>
    public bool Reload(StateBatch batch, NpgsqlConnection connection)
    {
        if (_refused.Count == 0) return false;
        Clear();
        var stored = StoredVersions(connection);
        foreach (var writes in _refused)
        {
            long version = stored.GetValueOrDefault(writes.Key);
            var last = batch.Judge(writes, version);
            // Nothing accepted, or what was created is deleted in the same batch: the row stays as it is.
            if (last is not null && !(last.Delete && version == 0)) TryAdd(writes, version, last);
        }
        _refused.Clear();
        return _updates.Count + _inserts.Count + _deletes.Count > 0;
    }

    /// <summary>One statement for all updates, one for all inserts, one for all deletes; none for none.</summary>
    public void AddTo(NpgsqlBatchCommandCollection commands)
    {
        _sent.Clear();
        Add(_updates, rows => rows.Update(UpdateSql));
        Add(_inserts, rows => rows.Insert(InsertSql));
        Add(_deletes, rows => rows.Delete(DeleteSql));

        void Add(RowArrays rows, Func<RowArrays, NpgsqlBatchCommand> statement)
        {
            if (rows.Count == 0) return;
            commands.Add(statement(rows));
            _sent.Add(rows);
        }
    }

    /// <summary>Reads the results of the statements added last (the reader passes over those that return no rows); keys that are not among them are refused.</summary>
    public void ReadAccepted(NpgsqlDataReader reader)
    {
        foreach (var rows in _sent)
        {
            _accepted.Clear();
            while (reader.Read()) _accepted.Add(reader.GetInt64(0));
            if (_accepted.Count < rows.Count) _refused.AddRange(rows.Writes.Where(w => !_accepted.Contains(w.Key)));
            reader.NextResult();
        }
    }

    /// <returns>False: the row's version must be known first.</returns>
    private bool TryAdd(in KeyWrites writes, long replaces, PendingState? last)
    {
        if (last is null || (last.Delete && replaces == 0)) return false;
        var rows = last.Delete ? _deletes : replaces == 0 ? _inserts : _updates;
        rows.Add(writes, replaces, last);
        return true;
    }

    private Dictionary<long, long> StoredVersions(NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand(StoredSql, connection) { Parameters = { RowArrays.Bigints([.. _refused.Select(w => w.Key)]) } };
        using var reader = command.ExecuteReader();
        var stored = new Dictionary<long, long>();
        while (reader.Read()) stored.Add(reader.GetInt64(0), reader.GetInt64(1));
        return stored;
    }

    private void Clear()
    {
        _updates.Clear();
        _inserts.Clear();
        _deletes.Clear();
    }
}
