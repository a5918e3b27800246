namespace FleetSim.Storage.Tests;

public sealed class MessageStoreTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_stored_message_waits_for_its_destination_across_a_restart()
    {
        await using (var store = _directory.Open())
        {
            await store.PutMessageAsync(new StoredMessage(2, 10, 5000, [2]));
            await store.PutMessagesAsync([new StoredMessage(1, 10, 6000, [1]), new StoredMessage(3, 11, 7000, [3])]);
        }
        await using var again = _directory.Open();
        Assert.Equal([(1L, 6000L, 1), (2L, 5000L, 2)], again.Reader.PendingFor(10).Select(m => (m.Id, m.ValidUntilUnixMs, (int)m.Payload[0])));
        Assert.Equal([1L, 2L, 3L], again.Reader.Messages().Select(m => m.Id));
        Assert.Empty(again.Reader.PendingFor(12));
    }

    [Fact]
    public async Task A_delivered_message_is_forgotten()
    {
        await using var store = _directory.Open();
        await store.PutMessagesAsync([.. Enumerable.Range(1, 5).Select(i => new StoredMessage(i, 10, 0, [0]))]);
        await store.RemoveMessageAsync(2);
        await store.RemoveMessagesAsync([4, 5, 99]);
        Assert.Equal([1L, 3L], store.Reader.PendingFor(10).Select(m => m.Id));
    }

    [Fact]
    public async Task The_messages_for_a_slice_of_the_fleet_are_listed_alone()
    {
        await using var store = _directory.Open();
        await store.PutMessagesAsync([new StoredMessage(1, 20, 0, [1]), new StoredMessage(2, 9, 0, [2]), new StoredMessage(3, 10, 0, [3])]);
        Assert.Equal([3L], store.Reader.Messages(10, 20).Select(m => m.Id));
        Assert.Equal([1L, 3L], store.Reader.Messages(10, long.MaxValue).Select(m => m.Id));
    }

    [Fact]
    public async Task Changes_queued_together_are_applied_in_their_order()
    {
        await using var store = _directory.Open();
        var put = store.PutMessageAsync(new StoredMessage(1, 10, 0, [1]));
        var remove = store.RemoveMessageAsync(1);
        var replace = store.PutMessageAsync(new StoredMessage(1, 11, 0, [2]));
        await put;
        await remove;
        await replace;
        Assert.Equal([(1L, 11L)], store.Reader.Messages().Select(m => (m.Id, m.Destination)));
    }

    [Fact]
    public async Task A_note_is_kept_and_replaced()
    {
        await using (var store = _directory.Open())
        {
            Assert.Null(store.Reader.GetMeta("manifest"));
            await store.SetMetaAsync("manifest", "one");
            await store.SetMetaAsync("manifest", "zwei 二");
        }
        using var reader = SqliteStateReader.Open(_directory.StateFile);
        Assert.Equal("zwei 二", reader.GetMeta("manifest"));
    }
}
