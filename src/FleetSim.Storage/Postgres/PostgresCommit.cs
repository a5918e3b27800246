using FleetSim.Storage.Commit;
using Npgsql;
using NpgsqlTypes;

namespace FleetSim.Storage.Postgres;

/// <summary>One batch as one transaction of array statements: its rows cost one round trip, not one each.</summary>
/// <remarks>
/// When the connection breaks in a COMMIT, the batch may be in or not. Each batch has a number, which the transaction writes into the
/// writer's own row, and only if it is greater than the one there: a batch that is repeated finds its number and is done.
/// </remarks>
/// <param name="source">Belongs to it from here on.</param>
/// <param name="commit">The last step, in which a connection can break with the outcome unknown.</param>
internal sealed class PostgresCommit(PostgresSource source, Action<NpgsqlTransaction> commit) : ICommitTarget
{
    private const string Claim = """
        INSERT INTO fleetsim.writer AS w (id, batch) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET batch = excluded.batch WHERE w.batch < excluded.batch
        """;

    private readonly Guid _writer = Guid.NewGuid();
    private readonly StateRows _rows = new();
    private readonly ChangeArrays _changes = new();
    private long _number;
    private bool _inDoubt;

    public void Commit(StateBatch batch)
    {
        _number++;
        _inDoubt = false;
        source.Repeat(connection => Attempt(connection, batch));
    }

    public void Dispose()
    {
        try
        {
            using var connection = source.Open();
            using var command = new NpgsqlCommand("DELETE FROM fleetsim.writer WHERE id = $1", connection) { Parameters = { new NpgsqlParameter<Guid> { TypedValue = _writer } } };
            command.ExecuteNonQuery();
        }
        catch (NpgsqlException)
        {
            // The row only takes up room: every writer has a number of its own.
        }
        source.Dispose();
    }

    private bool Attempt(NpgsqlConnection connection, StateBatch batch)
    {
        using var transaction = connection.BeginTransaction();
        if (_inDoubt && IsIn(connection)) return true;
        _inDoubt = false;
        Write(connection, batch);
        _inDoubt = true;
        commit(transaction);
        return true;
    }

    /// <summary>True when an earlier attempt of this batch was committed after all; waits for one that still is about to.</summary>
    private bool IsIn(NpgsqlConnection connection)
    {
        using var command = new NpgsqlBatch(connection) { BatchCommands = { ClaimCommand() } };
        return command.ExecuteNonQuery() == 0;
    }

    private void Write(NpgsqlConnection connection, StateBatch batch)
    {
        _rows.Load(batch);
        _changes.Load(batch.Changes);
        using (var first = new NpgsqlBatch(connection))
        {
            first.BatchCommands.Add(ClaimCommand());
            _rows.AddTo(first.BatchCommands);
            _changes.AddTo(first.BatchCommands);
            using var reader = first.ExecuteReader();
            _rows.ReadAccepted(reader);
        }

        // Rows that hold another version than their first request expects: judged again by what is stored, which is locked from now on.
        while (_rows.Reload(batch, connection))
        {
            using var again = new NpgsqlBatch(connection);
            _rows.AddTo(again.BatchCommands);
            using var reader = again.ExecuteReader();
            _rows.ReadAccepted(reader);
        }
    }

    private NpgsqlBatchCommand ClaimCommand() => new(Claim)
    {
        Parameters = { new NpgsqlParameter<Guid> { TypedValue = _writer }, new NpgsqlParameter<long> { TypedValue = _number, NpgsqlDbType = NpgsqlDbType.Bigint } },
    };
}
