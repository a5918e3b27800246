using Npgsql;

namespace FleetSim.Storage.Postgres;

/// <summary>Connections to one database, and the rule that a request waits while the server is away.</summary>
internal sealed class PostgresSource : IDisposable
{
    // Sync on commit, whatever the server's default: a returned task means durable. Plans: a batch's keys come sorted, and only a walk
    // along the index keeps rows locked in that order and its cost free of the table's size.
    private const string Session = "-c synchronous_commit=on -c enable_hashjoin=off -c enable_mergejoin=off -c plan_cache_mode=force_generic_plan";

    private readonly NpgsqlDataSource _connections;
    private readonly OutageClock _clock;
    private readonly TimeSpan _limit;

    public PostgresSource(PostgresStoreOptions options, int connections, OutageClock clock)
    {
        NpgsqlConnectionStringBuilder settings = new(options.ConnectionString) { MaxPoolSize = connections, MaxAutoPrepare = 32, AutoPrepareMinUsages = 1, NoResetOnClose = true };
        settings.Options = settings.Options is { Length: > 0 } own ? $"{own} {Session}" : Session;
        _connections = NpgsqlDataSource.Create(settings);
        _clock = clock;
        _limit = options.OutageLimit;
    }

    public NpgsqlConnection Open() => _connections.OpenConnection();

    /// <summary>Does <paramref name="work"/> on a connection; again on another one while the server is away. It must be able to be repeated.</summary>
    /// <exception cref="StateStoreException">The server was away for too long.</exception>
    public T Repeat<T>(Func<NpgsqlConnection, T> work)
    {
        Patience? patience = null;
        while (true)
        {
            try
            {
                using var connection = _connections.OpenConnection();
                T result = work(connection);
                _clock.Answered();
                return result;
            }
            catch (Exception failure) when (PostgresFailure.Passes(failure))
            {
                Thread.Sleep(Pause(failure, ref patience));
            }
        }
    }

    /// <inheritdoc cref="Repeat{T}"/>
    public async Task<T> RepeatAsync<T>(Func<NpgsqlConnection, Task<T>> work)
    {
        Patience? patience = null;
        while (true)
        {
            try
            {
                await using var connection = await _connections.OpenConnectionAsync().ConfigureAwait(false);
                T result = await work(connection).ConfigureAwait(false);
                _clock.Answered();
                return result;
            }
            catch (Exception failure) when (PostgresFailure.Passes(failure))
            {
                await Task.Delay(Pause(failure, ref patience)).ConfigureAwait(false);
            }
        }
    }

    /// <summary>The server has answered: an outage, if there was one, is over.</summary>
    public void Answered() => _clock.Answered();

    /// <summary>Notes a passing failure, and says how long to wait before the next attempt.</summary>
    /// <exception cref="StateStoreException">The server was away for too long.</exception>
    public TimeSpan Pause(Exception failure, ref Patience? patience)
    {
        if (PostgresFailure.IsOutage(failure)) _clock.Failed();
        return (patience ??= new Patience(_limit)).Next(failure);
    }

    public void Dispose() => _connections.Dispose();
}
