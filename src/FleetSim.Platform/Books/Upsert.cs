using System.Globalization;
using Microsoft.Data.Sqlite;

namespace FleetSim.Platform.Books;

/// <summary>One prepared INSERT OR REPLACE (or INSERT) whose values are set by position.</summary>
internal sealed class Upsert : IDisposable
{
    private readonly SqliteCommand _command;

    public Upsert(SqliteConnection connection, string verb, string table, int columns)
    {
        _command = connection.CreateCommand();
        _command.CommandText = $"{verb} INTO {table} VALUES({string.Join(", ", Enumerable.Range(0, columns).Select(i => "$" + i))})";
        for (int i = 0; i < columns; i++) _command.Parameters.Add(new SqliteParameter { ParameterName = "$" + i });
        _command.Prepare();
    }

    /// <param name="transaction">The open transaction of the connection.</param>
    /// <param name="values">One for each column: text, number, truth (0 or 1), time, octets (base64), or null.</param>
    public void Run(SqliteTransaction transaction, params ReadOnlySpan<object?> values)
    {
        _command.Transaction = transaction;
        for (int i = 0; i < values.Length; i++) _command.Parameters[i].Value = ToColumn(values[i]);
        _command.ExecuteNonQuery();
    }

    public void Dispose() => _command.Dispose();

    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private static object ToColumn(object? value) => value switch
    {
        null => DBNull.Value,
        DateTimeOffset at => Time(at),
        byte[] octets => Convert.ToBase64String(octets),
        _ => value,
    };
}
