using System.Buffers.Binary;
using System.Text;

namespace FleetSim.Storage.Tests;

public sealed class StateStoreTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task An_acknowledged_write_is_there_after_a_reopen()
    {
        await using (var store = _directory.Open())
            Assert.Equal(new WriteOutcome(Outcome.Committed, 1), await store.WriteAsync(7, 0, "seven"u8.ToArray(), 1234));

        await using var again = _directory.Open();
        var state = Assert.NotNull(await again.ReadAsync(7));
        Assert.Equal((1L, (long?)1234L, "seven"), (state.Version, state.DueUnixMs, Encoding.UTF8.GetString(state.Payload)));
        Assert.Null(await again.ReadAsync(8));
    }

    [Fact]
    public async Task Versions_count_the_writes_of_a_key()
    {
        await using var store = _directory.Open();
        for (int i = 0; i < 5; i++) Assert.Equal(new WriteOutcome(Outcome.Committed, i + 1), await store.WriteAsync(1, i, Payload(i)));
        var state = Assert.NotNull(await store.ReadAsync(1));
        Assert.Equal(5, state.Version);
        Assert.Equal(Payload(4), state.Payload);
        Assert.Null(state.DueUnixMs);
    }

    [Fact]
    public async Task An_empty_payload_comes_back_empty()
    {
        await using var store = _directory.Open();
        await store.WriteAsync(1, 0, ReadOnlyMemory<byte>.Empty);
        Assert.Empty(Assert.NotNull(await store.ReadAsync(1)).Payload);
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 2)]
    [InlineData(3, 2)]
    public async Task A_write_with_another_version_is_refused_and_told_the_stored_one(long expected, long stored)
    {
        await using var store = _directory.Open();
        await store.WriteAsync(1, 0, Payload(1));
        await store.WriteAsync(1, 1, Payload(2));
        Assert.Equal(new WriteOutcome(Outcome.Conflict, stored), await store.WriteAsync(1, expected, Payload(99)));
        Assert.Equal(Payload(2), Assert.NotNull(await store.ReadAsync(1)).Payload);
    }

    [Fact]
    public async Task A_write_that_expects_a_row_where_none_is_is_refused()
    {
        await using var store = _directory.Open();
        Assert.Equal(new WriteOutcome(Outcome.Conflict, 0), await store.WriteAsync(1, 3, Payload(1)));
        Assert.Null(await store.ReadAsync(1));
    }

    [Fact]
    public async Task Of_two_stores_on_one_file_the_late_one_is_refused()
    {
        await using var first = _directory.Open();
        await using var second = _directory.Open();
        await first.WriteAsync(1, 0, Payload(1));
        Assert.True((await second.WriteAsync(1, 1, Payload(2))).Accepted);
        Assert.Equal(new WriteOutcome(Outcome.Conflict, 2), await first.WriteAsync(1, 1, Payload(3)));
        Assert.Equal(Payload(2), Assert.NotNull(await first.ReadAsync(1)).Payload);
    }

    [Fact]
    public async Task Two_stores_that_race_lose_no_accepted_write()
    {
        await using var first = _directory.Open();
        await using var second = _directory.Open();
        int[] accepted = await Task.WhenAll(Increment(first), Increment(second)).WaitAsync(Limit);
        Assert.Equal(accepted.Sum(), Assert.NotNull(await first.ReadAsync(1)).Version);

        static async Task<int> Increment(IStateStore store)
        {
            int accepted = 0;
            for (long version = 0, i = 0; i < 200; i++)
            {
                var outcome = await store.WriteAsync(1, version, Payload(version));
                version = outcome.Version;
                if (outcome.Accepted) accepted++;
            }
            return accepted;
        }
    }

    [Fact]
    public async Task Writes_of_one_key_in_one_batch_are_judged_in_order_and_the_last_accepted_one_is_kept()
    {
        await using var store = _directory.Open();
        var outcomes = await AsOneBatch(store, () =>
        [
            store.WriteAsync(1, 0, Payload(1)).AsTask(),
            store.WriteAsync(1, 0, Payload(2)).AsTask(),
            store.WriteAsync(1, 1, Payload(3)).AsTask(),
            store.WriteAsync(1, 2, Payload(4)).AsTask(),
            store.WriteAsync(1, 7, Payload(5)).AsTask(),
        ]);
        Assert.Equal(
            [new(Outcome.Committed, 1), new(Outcome.Conflict, 1), new(Outcome.Committed, 2), new(Outcome.Committed, 3), new(Outcome.Conflict, 3)],
            outcomes);
        var state = Assert.NotNull(await store.ReadAsync(1));
        Assert.Equal(3, state.Version);
        Assert.Equal(Payload(4), state.Payload);
    }

    [Fact]
    public async Task A_batch_whose_first_write_of_a_key_is_stale_still_commits_the_right_one()
    {
        await using var store = _directory.Open();
        await store.WriteAsync(1, 0, Payload(0));
        var outcomes = await AsOneBatch(store, () => [store.WriteAsync(1, 0, Payload(1)).AsTask(), store.WriteAsync(1, 1, Payload(2)).AsTask()]);
        Assert.Equal([new(Outcome.Conflict, 1), new(Outcome.Committed, 2)], outcomes);
        Assert.Equal(Payload(2), Assert.NotNull(await store.ReadAsync(1)).Payload);
    }

    [Fact]
    public async Task A_row_is_deleted_only_at_its_version_and_starts_again_at_zero()
    {
        await using var store = _directory.Open();
        await store.WriteAsync(1, 0, Payload(1));
        Assert.Equal(new WriteOutcome(Outcome.Conflict, 1), await store.DeleteAsync(1, 2));
        Assert.Equal(new WriteOutcome(Outcome.Committed, 0), await store.DeleteAsync(1, 1));
        Assert.Null(await store.ReadAsync(1));
        Assert.Equal(new WriteOutcome(Outcome.Committed, 1), await store.WriteAsync(1, 0, Payload(2)));
    }

    [Fact]
    public async Task Create_delete_and_create_again_fit_into_one_batch()
    {
        await using var store = _directory.Open();
        var outcomes = await AsOneBatch(store, () => [store.WriteAsync(1, 0, Payload(1)).AsTask(), store.DeleteAsync(1, 1).AsTask(), store.WriteAsync(1, 0, Payload(2)).AsTask()]);
        Assert.Equal([new(Outcome.Committed, 1), new(Outcome.Committed, 0), new(Outcome.Committed, 1)], outcomes);
        Assert.Equal(Payload(2), Assert.NotNull(await store.ReadAsync(1)).Payload);
    }

    [Fact]
    public async Task Fifty_thousand_writes_are_all_there_in_key_order()
    {
        const int Count = 50_000;
        await using var store = _directory.Open();
        var writes = Enumerable.Range(0, Count).Select(i => (long)i * 7919 % Count).Select(key => store.WriteAsync(key, 0, Payload(key)).AsTask());
        foreach (var outcome in await Task.WhenAll(writes).WaitAsync(Limit)) Assert.Equal(new WriteOutcome(Outcome.Committed, 1), outcome);

        long next = 0;
        foreach (var (key, state) in store.Reader.Scan())
        {
            Assert.Equal(next++, key);
            Assert.Equal(Payload(key), state.Payload);
        }
        Assert.Equal(Count, next);
        Assert.Equal(Count, store.Reader.Count());
    }

    [Fact]
    public async Task A_scan_sees_one_commit_while_others_go_on()
    {
        await using var store = _directory.Open();
        for (int key = 0; key < 10; key++) await store.WriteAsync(key, 0, Payload(1));
        var seen = new List<long>();
        foreach (var (key, state) in store.Reader.Scan())
        {
            if (seen.Count == 0)
            {
                await store.WriteAsync(9, 1, Payload(2));
                await store.WriteAsync(10, 0, Payload(2));
            }
            seen.Add(key);
            Assert.Equal(Payload(1), state.Payload);
        }
        Assert.Equal(Enumerable.Range(0, 10).Select(i => (long)i), seen);
        Assert.Equal(Payload(2), Assert.NotNull(await store.ReadAsync(9)).Payload);
    }

    [Fact]
    public async Task The_wake_up_table_lists_the_due_keys_of_a_range()
    {
        await using var store = _directory.Open();
        await store.WriteAsync(10, 0, Payload(1), 500);
        await store.WriteAsync(11, 0, Payload(1));
        await store.WriteAsync(12, 0, Payload(1), 400);
        await store.WriteAsync(20, 0, Payload(1), 300);
        Assert.Equal([(10L, 500L), (12L, 400L)], store.Reader.ScanDue(10, 20));
        Assert.Equal([(20L, 300L)], store.Reader.ScanDue(13, long.MaxValue));

        await store.WriteAsync(12, 1, Payload(1));
        Assert.Equal([(10L, 500L)], store.Reader.ScanDue(10, 20));
    }

    [Fact]
    public async Task Keys_read_together_come_back_in_the_order_asked()
    {
        await using var store = _directory.Open();
        for (int key = 0; key < 5; key++) await store.WriteAsync(key, 0, Payload(key));
        Assert.Equal([4L, 0L], store.Reader.Read([4, 99, 0]).Select(row => row.Key));
    }

    [Fact]
    public async Task A_store_that_is_closed_commits_what_it_accepted()
    {
        var store = _directory.Open();
        var writes = Enumerable.Range(0, 5000).Select(key => store.WriteAsync(key, 0, Payload(key)).AsTask()).ToList();
        await store.DisposeAsync();
        await store.DisposeAsync();
        Assert.All(await Task.WhenAll(writes).WaitAsync(Limit), outcome => Assert.True(outcome.Accepted));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await store.WriteAsync(1, 1, Payload(1)));
        Assert.False(File.Exists(_directory.StateFile + "-wal"));
    }

    [Fact]
    public async Task A_cancelled_write_is_not_queued()
    {
        await using var store = _directory.Open();
        await Assert.ThrowsAsync<TaskCanceledException>(async () => await store.WriteAsync(1, 0, Payload(1), null, new CancellationToken(canceled: true)));
        Assert.Null(await store.ReadAsync(1));
    }

    private static byte[] Payload(long value)
    {
        byte[] payload = new byte[64];
        BinaryPrimitives.WriteInt64BigEndian(payload, value);
        return payload;
    }

    /// <summary>Holds the file's write lock while the requests are queued, so that they are committed together.</summary>
    private async Task<WriteOutcome[]> AsOneBatch(IStateStore store, Func<Task<WriteOutcome>[]> requests)
    {
        using var blocker = new WriteLock(_directory.StateFile);
        var filler = store.WriteAsync(1_000_000, 0, Payload(0)).AsTask(); // the writer takes this one alone and waits for the lock
        while (store.QueueLength > 0) await Task.Yield();
        var queued = requests();
        Assert.Equal(queued.Length, store.QueueLength);
        blocker.Release();
        await filler.WaitAsync(Limit);
        return await Task.WhenAll(queued).WaitAsync(Limit);
    }
}
