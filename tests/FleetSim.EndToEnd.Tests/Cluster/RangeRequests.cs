using System.Globalization;
using Microsoft.Data.Sqlite;

namespace FleetSim.EndToEnd.Tests.Cluster;

/// <summary>What handsets asked the platform for, from its books: the first octet of each request, and when.</summary>
internal static class RangeRequests
{
    /// <summary>IMEI to its requests in their order.</summary>
    public static Dictionary<string, List<(long Start, DateTimeOffset At)>> Read(string books)
    {
        Dictionary<string, List<(long, DateTimeOffset)>> requests = [];
        using SqliteConnection file = new(new SqliteConnectionStringBuilder { DataSource = books, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        file.Open();
        using SqliteCommand command = file.CreateCommand();
        command.CommandText = "SELECT imei, start, at FROM range_request ORDER BY rowid";
        using SqliteDataReader row = command.ExecuteReader();
        while (row.Read())
        {
            if (!requests.TryGetValue(row.GetString(0), out List<(long, DateTimeOffset)>? list)) requests.Add(row.GetString(0), list = []);
            list.Add((row.GetInt64(1), DateTimeOffset.Parse(row.GetString(2), CultureInfo.InvariantCulture)));
        }

        return requests;
    }
}
