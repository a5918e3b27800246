using FleetSim.Storage.Commit;
using FleetSim.Storage.Postgres;
using FleetSim.Telemetry;

namespace FleetSim.Storage;

/// <summary>
/// The fleet's durable state in a PostgreSQL database that several nodes share. While the server is away, writes and reads wait;
/// a write whose commit broke off is neither lost nor made twice.
/// </summary>
public sealed class PostgresStateStore : GroupCommitStore
{
    private readonly ReadGroup _reads;
    private readonly OutageClock _clock;

    private PostgresStateStore(GroupCommitWriter writer, PostgresStateReader reader, ReadGroup reads, OutageClock clock)
        : base(writer, reader)
    {
        _reads = reads;
        _clock = clock;
    }

    /// <summary>How often and how long the database was away since the store was opened.</summary>
    public OutageReport Outages => _clock.Report;

    /// <summary>Queries that answered single reads: fewer than the reads, when many came together.</summary>
    public long ReadQueries => _reads.Queries;

    /// <exception cref="StateStoreException">The database cannot be reached, or its schema is missing or of another version.</exception>
    public static PostgresStateStore Open(PostgresStoreOptions options, StorageMetrics? metrics = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        FleetSchema.Require(options.ConnectionString);
        OutageClock clock = new();
        PostgresSource reading = new(options, options.ReadConnections, clock);
        GroupCommitWriter writer = new(new PostgresCommit(new PostgresSource(options, 1, clock), transaction => transaction.Commit()), options, metrics);
        return new PostgresStateStore(writer, new PostgresStateReader(reading, options.ReadKeys), new ReadGroup(reading, options.ReadKeys), clock);
    }

    public override ValueTask<StoredState?> ReadAsync(long key, CancellationToken cancellationToken = default) =>
        cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled<StoredState?>(cancellationToken) : _reads.ReadAsync(key, cancellationToken);
}
