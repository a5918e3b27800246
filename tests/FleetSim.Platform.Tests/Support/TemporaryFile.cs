using Microsoft.Data.Sqlite;

namespace FleetSim.Platform.Tests.Support;

/// <summary>A path for books that is cleaned up afterwards, and a look into them.</summary>
internal sealed class TemporaryFile : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fleetsim-platform-");

    public string Path => System.IO.Path.Combine(_folder.FullName, "books.db");

    /// <summary>The first column of the first row; null without a row.</summary>
    public object? Query(string sql)
    {
        using SqliteConnection connection = new($"Data Source={Path};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    public void Dispose() => _folder.Delete(true);
}
