using Npgsql;

namespace FleetSim.Storage.Postgres;

/// <summary>The rows of one query as they come, in the order of their numbers; after a break the query goes on with the number behind the last row.</summary>
internal sealed class RowStream<T>(
    PostgresSource source, long from, Func<NpgsqlConnection, long, NpgsqlCommand> query, Func<NpgsqlDataReader, T> read, Func<T, long> number) : IDisposable
{
    private long _next = from;
    private NpgsqlConnection? _connection;
    private NpgsqlCommand? _command;
    private NpgsqlDataReader? _reader;

    public static IEnumerable<T> Rows(
        PostgresSource source, long from, Func<NpgsqlConnection, long, NpgsqlCommand> query, Func<NpgsqlDataReader, T> read, Func<T, long> number)
    {
        using RowStream<T> stream = new(source, from, query, read, number);
        while (stream.TryNext(out T? row)) yield return row!;
    }

    public void Dispose()
    {
        // What nobody wants any more would else be read to its end.
        if (_reader is not null) _command!.Cancel();
        Stop();
    }

    private bool TryNext(out T? row)
    {
        Patience? patience = null;
        while (true)
        {
            try
            {
                return TryRead(out row);
            }
            catch (Exception failure) when (PostgresFailure.Passes(failure))
            {
                Stop();
                Thread.Sleep(source.Pause(failure, ref patience));
            }
        }
    }

    private bool TryRead(out T? row)
    {
        row = default;
        if (_reader is null) Start();
        if (!_reader!.Read())
        {
            Stop();
            return false;
        }
        row = read(_reader);
        _next = number(row) + 1; // long.MaxValue is no key: handsets and messages count from zero
        return true;
    }

    private void Start()
    {
        _connection = source.Open();
        _command = query(_connection, _next);
        _reader = _command.ExecuteReader();
        source.Answered();
    }

    private void Stop()
    {
        _reader?.Dispose();
        _command?.Dispose();
        _connection?.Dispose();
        (_reader, _command, _connection) = (null, null, null);
    }
}
