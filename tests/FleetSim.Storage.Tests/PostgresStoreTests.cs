using FleetSim.Storage.Postgres;

namespace FleetSim.Storage.Tests;

/// <summary>What only the PostgreSQL store has: schema versions, reads put together, a limit for outages.</summary>
public sealed class PostgresStoreTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private readonly TemporaryDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task Reads_that_come_together_become_few_queries()
    {
        await using var store = _database.OpenStore();
        await Task.WhenAll(Enumerable.Range(0, 5000).Select(key => store.WriteAsync(key, 0, BitConverter.GetBytes(key)).AsTask())).WaitAsync(Limit);
        var found = await Task.WhenAll(Enumerable.Range(0, 6000).Select(key => store.ReadAsync(key).AsTask())).WaitAsync(Limit);
        for (int key = 0; key < 5000; key++) Assert.Equal(key, BitConverter.ToInt32(Assert.NotNull(found[key]).Payload));
        Assert.All(found.Skip(5000), state => Assert.Null(state));
        Assert.InRange(store.ReadQueries, 6, 600);
    }

    [Fact]
    public async Task A_reader_that_gives_up_does_not_disturb_the_others()
    {
        await using var store = _database.OpenStore();
        await store.WriteAsync(1, 0, new byte[] { 7 });
        using CancellationTokenSource given = new();
        var waiting = store.ReadAsync(1, given.Token).AsTask();
        var other = store.ReadAsync(1).AsTask();
        await given.CancelAsync();
        Assert.Equal([7], Assert.NotNull(await other.WaitAsync(Limit)).Payload);
        await Task.WhenAny(waiting).WaitAsync(Limit);
    }

    [Fact]
    public void A_schema_of_another_version_is_refused_and_left_alone()
    {
        _database.Alter("UPDATE fleetsim.schema_version SET version = 9 WHERE part = 'fleet'");
        foreach (Action use in (Action[])[() => _database.Open(), () => _database.OpenReader(), () => FleetSchema.Apply(_database.ConnectionString)])
        {
            var refusal = Assert.Throws<StateStoreException>(use);
            Assert.Contains("has version 9 of FleetSim's tables (fleet), but this FleetSim uses version 1; it was left as it is", refusal.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_database_without_the_tables_says_what_to_do()
    {
        _database.Alter("DROP SCHEMA fleetsim CASCADE");
        Assert.EndsWith("has no tables of FleetSim (fleet): run 'fleetsim db init' once.", Assert.Throws<StateStoreException>(_database.Open).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_schema_may_be_applied_twice()
    {
        await using (var store = _database.OpenStore()) await store.WriteAsync(1, 0, new byte[] { 7 });
        FleetSchema.Apply(_database.ConnectionString);
        Assert.Null(FleetSchema.Problem(_database.ConnectionString));
        using var reader = _database.OpenReader();
        Assert.Equal(1, reader.Count());
    }

    [Theory]
    [InlineData("Host=127.0.0.1;Port=1;Username=x;Database=y", "The database cannot be reached (")]
    [InlineData("Nonsense=1", "The connection string is not one of Npgsql's (")]
    public void A_database_that_cannot_be_reached_at_the_start_is_said_in_one_sentence(string connection, string sentence) =>
        Assert.StartsWith(sentence, Assert.Throws<StateStoreException>(() => PostgresStateStore.Open(new PostgresStoreOptions { ConnectionString = connection })).Message, StringComparison.Ordinal);

    [Fact]
    public async Task What_waits_longer_than_the_limit_fails_and_the_store_goes_on()
    {
        await using var store = PostgresStateStore.Open(new PostgresStoreOptions { ConnectionString = _database.ConnectionString, OutageLimit = TimeSpan.Zero });
        await store.WriteAsync(1, 0, new byte[] { 1 });
        _database.Alter("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
        var failure = await Assert.ThrowsAsync<StateStoreException>(async () => await store.WriteAsync(1, 1, new byte[] { 2 }));
        Assert.Contains("The database has not answered for 0 s (", failure.Message, StringComparison.Ordinal);
        Assert.True((await store.WriteAsync(1, 1, new byte[] { 3 })).Accepted);
        Assert.Equal(1, store.Outages.Outages);
    }

    [Fact]
    public async Task A_scan_whose_connection_breaks_goes_on_behind_its_last_row()
    {
        await using var store = _database.OpenStore();
        await Task.WhenAll(Enumerable.Range(0, 20_000).Select(key => store.WriteAsync(key, 0, new byte[300]).AsTask())).WaitAsync(Limit);
        List<long> seen = [];
        foreach (var (key, _) in store.Reader.Scan())
        {
            if (seen.Count == 10) _database.Alter("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
            seen.Add(key);
        }
        Assert.Equal(Enumerable.Range(0, 20_000).Select(i => (long)i), seen);
        Assert.Equal(1, store.Outages.Outages);
    }

    [Fact]
    public async Task A_server_whose_default_is_not_to_wait_for_the_disk_waits_for_it_all_the_same()
    {
        _database.Alter("ALTER ROLE fleetsim SET synchronous_commit = off");
        await using var store = _database.OpenStore();
        using PostgresSource source = new(new PostgresStoreOptions { ConnectionString = _database.ConnectionString }, 1, new OutageClock());
        Assert.Equal("on", source.Repeat(connection => new Npgsql.NpgsqlCommand("SHOW synchronous_commit", connection).ExecuteScalar()));
        _database.Alter("ALTER ROLE fleetsim RESET synchronous_commit");
    }
}
