using FleetSim.Storage.Commit;
using Microsoft.Data.Sqlite;

namespace FleetSim.Storage.Sqlite;

/// <summary>One batch as one SQLite transaction, a prepared statement per row.</summary>
internal sealed class SqliteCommit(SqliteConnection connection) : ICommitTarget
{
    private readonly CommitStatements _statements = new(connection);

    public void Commit(StateBatch batch)
    {
        _statements.Begin();
        try
        {
            foreach (var writes in batch.Keys) Apply(batch, writes);
            foreach (var change in batch.Changes) Apply(change);
            _statements.Commit();
        }
        catch
        {
            _statements.Rollback();
            throw;
        }
    }

    public void Dispose()
    {
        _statements.Dispose();
        connection.Dispose();
    }

    /// <summary>
    /// One key's requests as one row write. At first the stored version is taken to be the one the first request
    /// expects, which is the rule; when the row says otherwise, its version is read and the requests are judged again.
    /// </summary>
    private void Apply(StateBatch batch, in KeyWrites writes)
    {
        long stored = batch.ExpectedVersion(writes);
        var last = batch.Judge(writes, stored);
        if (last is not null && Write(stored, last)) return;

        stored = _statements.StoredVersion(writes.Key);
        last = batch.Judge(writes, stored);
        if (last is not null && !Write(stored, last))
            throw new InvalidOperationException($"Row {writes.Key} changed inside the transaction that holds the write lock.");
    }

    private bool Write(long replaces, PendingState last)
    {
        if (!last.Delete) return _statements.WriteState(last.Key, replaces, last.NextVersion, last.DueUnixMs, last.Payload.Span);
        if (replaces != 0) return _statements.DeleteState(last.Key, replaces);
        return _statements.StoredVersion(last.Key) == 0; // created and deleted in one batch, or there was nothing to delete
    }

    private void Apply(StateChange change)
    {
        switch (change)
        {
            case StateChange.PutMessages put:
                foreach (var message in put.Messages) _statements.PutMessage(message);
                break;
            case StateChange.RemoveMessages remove:
                foreach (long id in remove.Ids) _statements.RemoveMessage(id);
                break;
            case StateChange.SetNote note:
                _statements.SetMeta(note.Name, note.Value);
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }
}
