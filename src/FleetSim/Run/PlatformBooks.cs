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

/// <summary>The books of the reference platform, read from its file. None of the platform's code takes part.</summary>
public static class PlatformBooks
{
    /// <summary>All handsets in the books, by IMEI.</summary>
    public static Dictionary<string, BookedHandset> Read(string path)
    {
        Dictionary<string, BookedHandset> books = new(StringComparer.Ordinal);
        using SqliteConnection file = new(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        file.Open();
        Each(file, "SELECT imei, msisdn FROM device", books, (handset, row) => handset.Msisdn = row.GetString(1));
        Each(file, "SELECT imei, path, value FROM collected", books, (handset, row) => handset.Collected[row.GetString(1)] = row.GetString(2));
        Each(file, "SELECT imei, kind, state FROM job", books, (handset, row) => handset.Jobs[row.GetString(1)] = row.GetString(2));
        Each(file, "SELECT imei, result, version_after, reports FROM firmware", books, (handset, row) =>
        {
            handset.FirmwareResult = row.IsDBNull(1) ? null : row.GetInt32(1);
            handset.VersionAfter = row.IsDBNull(2) ? null : row.GetString(2);
            handset.Reports = row.GetInt32(3);
        });
        return books;
    }

    private static void Each(SqliteConnection file, string sql, Dictionary<string, BookedHandset> books, Action<BookedHandset, SqliteDataReader> read)
    {
        using SqliteCommand command = file.CreateCommand();
#pragma warning disable CA2100 // The four statements above.
        command.CommandText = sql;
#pragma warning restore CA2100
        using SqliteDataReader row = command.ExecuteReader();
        while (row.Read())
        {
            string imei = row.GetString(0);
            if (!books.TryGetValue(imei, out BookedHandset? handset)) books.Add(imei, handset = new BookedHandset());
            read(handset, row);
        }
    }
}
