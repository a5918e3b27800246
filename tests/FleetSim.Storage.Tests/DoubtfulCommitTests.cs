using FleetSim.Storage.Commit;
using FleetSim.Storage.Postgres;

namespace FleetSim.Storage.Tests;

/// <summary>The connection breaks while a COMMIT is under way: whichever way it went, the batch is in once.</summary>
public sealed class DoubtfulCommitTests : IDisposable
{
    private readonly TemporaryDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_batch_whose_commit_broke_off_is_in_once(bool wasCommitted)
    {
        await using var store = _database.OpenStore();
        await store.WriteAsync(1, 0, new byte[] { 1 });
        await store.PutMessageAsync(new StoredMessage(5, 10, 0, [5]));
        using PostgresSource source = new(new PostgresStoreOptions { ConnectionString = _database.ConnectionString }, 2, new OutageClock());
        int commits = 0;
        using PostgresCommit commit = new(source, transaction =>
        {
            if (wasCommitted || commits == 1) transaction.Commit();
            if (commits++ == 1) return;
            // Another node hears of the commit, if it was one, and goes on from there.
            if (wasCommitted) RemoveMessageAndWrite(store);
            throw new IOException("The connection broke.");
        });

        PendingState first = new(1, 1, new byte[] { 2 }, null, delete: false), stale = new(1, 0, new byte[] { 9 }, null, delete: false);
        PendingState created = new(2, 0, new byte[] { 3 }, null, delete: false);
        StateBatch batch = new();
        batch.Load([first, stale, created, new PendingChange(new StateChange.PutMessages([new StoredMessage(6, 10, 0, [6])]))]);
        commit.Commit(batch);

        Assert.Equal(wasCommitted ? 1 : 2, commits);
        Assert.Equal(new WriteOutcome(Outcome.Committed, 2), first.Outcome);
        Assert.Equal(new WriteOutcome(Outcome.Conflict, 2), stale.Outcome);
        Assert.Equal(new WriteOutcome(Outcome.Committed, 1), created.Outcome);
        Assert.Equal(wasCommitted ? [(1L, 3L, 4), (2, 1, 3)] : [(1L, 2L, 2), (2, 1, 3)], store.Reader.Scan().Select(row => (row.Key, row.State.Version, (int)row.State.Payload[0])));
        Assert.Equal(wasCommitted ? [5L] : [5L, 6L], store.Reader.Messages().Select(m => m.Id));
    }

    private static void RemoveMessageAndWrite(PostgresStateStore other)
    {
        other.RemoveMessageAsync(6).AsTask().GetAwaiter().GetResult();
        Assert.True(other.WriteAsync(1, 2, new byte[] { 4 }).AsTask().GetAwaiter().GetResult().Accepted);
    }
}
