using FleetSim.Storage.Postgres;
using FleetSim.Testing;

namespace FleetSim.Storage.Tests;

/// <summary>The database goes away with writes in flight and comes back: nobody is told an error, and nothing acknowledged is missing.</summary>
public sealed class OutageTests : IAsyncLifetime
{
    private const int Writers = 64;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private PostgresServer _server = null!;
    private PostgresStateStore _store = null!;

    public ValueTask InitializeAsync()
    {
        Assert.SkipWhen(PostgresServer.Missing is not null, PostgresServer.Missing ?? "");
        _server = PostgresServer.Create();
        PostgresStoreOptions options = new() { ConnectionString = _server.NewDatabase(), BatchRows = 20 };
        FleetSchema.Apply(options.ConnectionString);
        _store = PostgresStateStore.Open(options);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        if (_store is not null) await _store.DisposeAsync();
        _server?.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Trait("speed", "slow")]
    public async Task Every_caller_is_answered_and_every_acknowledged_write_is_there(bool crash)
    {
        using CancellationTokenSource enough = new();
        long[] acknowledged = new long[Writers];
        Task writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(w => Task.Run(() => WriteOn(w))));
        for (int round = 1; round <= 3; round++)
        {
            long before = acknowledged.Sum(a => Volatile.Read(ref a));
            await UntilMoreThan(before + (Writers * 4));
            if (crash) _server.Kill();
            else _server.Stop();
            var reading = _store.ReadAsync(0).AsTask();
            _server.Start();
            Assert.NotNull(await reading.WaitAsync(Limit));
        }
        await UntilMoreThan(acknowledged.Sum() + Writers);
        await enough.CancelAsync();
        await writing.WaitAsync(Limit);

        Assert.Equal(acknowledged, _store.Reader.Scan().Select(row => row.State.Version));
        Assert.All(_store.Reader.Scan(), row => Assert.Equal(row.State.Version, BitConverter.ToInt64(row.State.Payload)));
        Assert.InRange(_store.Outages.Outages, 1, 3);
        Assert.NotEqual(TimeSpan.Zero, _store.Outages.Duration);

        async Task WriteOn(int writer)
        {
            for (long version = 0; !enough.IsCancellationRequested; version++)
            {
                var outcome = await _store.WriteAsync(writer, version, BitConverter.GetBytes(version + 1));
                Assert.Equal(new WriteOutcome(Outcome.Committed, version + 1), outcome);
                Volatile.Write(ref acknowledged[writer], version + 1);
            }
        }

        async Task UntilMoreThan(long count)
        {
            while (acknowledged.Sum() <= count && !writing.IsCompleted) await Task.Yield();
            if (writing.IsCompleted) await writing;
        }
    }
}
