using Microsoft.Data.Sqlite;

namespace FleetSim.Run;

/// <summary>What the reference platform wrote down of one handset.</summary>
public sealed class BookedHandset
{
    public string? Msisdn { get; set; }

    public Dictionary<string, string> Collected { get; } = new(StringComparer.Ordinal);

    /// <summary>States of its jobs, by kind.</summary>
    public Dictionary<string, string> Jobs { get; } = new(StringComparer.Ordinal);

    public int? FirmwareResult { get; set; }

    public string? VersionAfter { get; set; }

    public int Reports { get; set; }
}

/// <summary>
/// The books of the reference platform, read from its file as one commit has it, handset by handset: they need not fit into memory. None of the
/// platform's code takes part.
/// </summary>
public sealed class PlatformBooks : IDisposable
{
    private readonly SqliteConnection _file;
    private readonly SqliteTransaction _commit;

    private PlatformBooks(SqliteConnection file)
    {
        _file = file;
        _commit = file.BeginTransaction(deferred: true);
    }

    public static PlatformBooks Open(string path)
    {
        SqliteConnection file = new(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        file.Open();
        return new PlatformBooks(file);
    }

    /// <summary>The handsets from one IMEI (included) to another (not included; null: to the end), in the order of their IMEIs as texts.</summary>
    public BookedRange Between(string from, string? to) => new(
        Rows("SELECT imei, msisdn FROM device", from, to, (handset, row) => handset.Msisdn = row.GetString(1)),
        Rows("SELECT imei, path, value FROM collected", from, to, (handset, row) => handset.Collected[row.GetString(1)] = row.GetString(2)),
        Rows("SELECT imei, kind, state FROM job", from, to, (handset, row) => handset.Jobs[row.GetString(1)] = row.GetString(2)),
        Rows("SELECT imei, result, version_after, reports FROM firmware", from, to, (handset, row) =>
        {
            handset.FirmwareResult = row.IsDBNull(1) ? null : row.GetInt32(1);
            handset.VersionAfter = row.IsDBNull(2) ? null : row.GetString(2);
            handset.Reports = row.GetInt32(3);
        }));

    public void Dispose()
    {
        _commit.Dispose();
        _file.Dispose();
    }

    /// <summary>Every table's key begins with the IMEI, so that this order costs nothing.</summary>
    private BookedRows Rows(string select, string from, string? to, Action<BookedHandset, SqliteDataReader> read)
    {
        SqliteCommand command = _file.CreateCommand();
        command.Transaction = _commit;
#pragma warning disable CA2100 // The four statements above.
        command.CommandText = $"{select} WHERE imei >= $from{(to is null ? "" : " AND imei < $to")} ORDER BY imei";
#pragma warning restore CA2100
        command.Parameters.AddWithValue("$from", from);
        if (to is not null) command.Parameters.AddWithValue("$to", to);
        return new BookedRows(command, read);
    }
}
