using System.Buffers.Binary;
using Microsoft.Data.Sqlite;

namespace FleetSim.Storage.Sqlite;

/// <summary>The file itself: whose it is, which schema it has, how it is opened.</summary>
/// <remarks>
/// The schema and its number are committed before the file goes to write-ahead logging, so the 100 octets of the
/// SQLite header always tell the truth and a file that is refused is only looked at, never touched.
/// <code>
/// octet  0..15  "SQLite format 3" NUL
/// octet 60..63  user_version   = schema number, big-endian
/// octet 68..71  application_id = "FLTS"
/// </code>
/// </remarks>
internal static class StateFile
{
    public const int SchemaVersion = 1;
    private const int ApplicationId = 0x464C5453;
    private const int HeaderOctets = 100;

    private const string Schema = """
        BEGIN IMMEDIATE;
        CREATE TABLE IF NOT EXISTS state (key INTEGER PRIMARY KEY, version INTEGER NOT NULL, due INTEGER, payload BLOB NOT NULL);
        CREATE TABLE IF NOT EXISTS message (id INTEGER PRIMARY KEY, destination INTEGER NOT NULL, valid_until INTEGER NOT NULL, payload BLOB NOT NULL);
        CREATE INDEX IF NOT EXISTS message_destination ON message (destination);
        CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        PRAGMA application_id = 1179407443;
        PRAGMA user_version = 1;
        COMMIT;
        """;

    /// <summary>Opens for writing; an absent or empty file gets the schema.</summary>
    /// <exception cref="StateStoreException">Not ours, another schema version, or not writable.</exception>
    public static SqliteConnection OpenForWriting(StateStoreOptions options)
    {
        CreateDirectory(options.Path);
        IsNew(options.Path); // for its refusals: the schema below is repeatable, and it proves that the file can be written
        var connection = new SqliteConnection(ConnectionString(options.Path, SqliteOpenMode.ReadWriteCreate));
        try
        {
            connection.Open();
            Execute(connection, $"PRAGMA busy_timeout = {(int)options.LockTimeout.TotalMilliseconds}");
            Execute(connection, Schema);
            Execute(connection, "PRAGMA journal_mode = WAL");
            Execute(connection, options.FullSync ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
            // A larger log means fewer page copies per row under scattered updates: 16 MiB.
            Execute(connection, "PRAGMA wal_autocheckpoint = 4096");
            Execute(connection, "PRAGMA cache_size = -32768");
            return connection;
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw new StateStoreException($"The state file {options.Path} cannot be written ({e.Message.TrimEnd('.')}).", e);
        }
    }

    /// <summary>Opens an existing file for reading, also while another process writes it.</summary>
    /// <exception cref="StateStoreException">Absent, not ours, or another schema version.</exception>
    public static SqliteConnection OpenForReading(string path)
    {
        if (IsNew(path)) throw new StateStoreException($"There is no state file {path}.");
        var connection = new SqliteConnection(ConnectionString(path, SqliteOpenMode.ReadOnly));
        try
        {
            connection.Open();
            Execute(connection, "PRAGMA busy_timeout = 5000");
            return connection;
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw new StateStoreException($"The state file {path} cannot be read ({e.Message.TrimEnd('.')}).", e);
        }
    }

    public static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // every text is a constant of this assembly
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private static string ConnectionString(string path, SqliteOpenMode mode) =>
        new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString();

    public static void CreateDirectory(string path)
    {
        string directory = Path.GetDirectoryName(Path.GetFullPath(path))!;
        try
        {
            Directory.CreateDirectory(directory);
            string probe = Path.Combine(directory, $".fleetsim-{Path.GetRandomFileName()}");
            using (new FileStream(probe, FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose))
            {
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StateStoreException($"The state directory {directory} cannot be written.", e);
        }
    }

    /// <summary>True when there is nothing yet; otherwise the file has been recognised as ours.</summary>
    private static bool IsNew(string path)
    {
        Span<byte> header = stackalloc byte[HeaderOctets];
        int length = ReadHeader(path, header);
        if (length == 0) return true;
        if (length < HeaderOctets || !header.StartsWith("SQLite format 3\0"u8) || BinaryPrimitives.ReadInt32BigEndian(header[68..]) != ApplicationId)
            throw new StateStoreException($"{path} is not a FleetSim state file; it was left as it is.");
        int version = BinaryPrimitives.ReadInt32BigEndian(header[60..]);
        if (version == SchemaVersion) return false;
        throw new StateStoreException(
            $"The state file {path} has schema version {version}, but this FleetSim uses version {SchemaVersion}; it was left as it is: move it away or choose another state directory.");
    }

    private static int ReadHeader(string path, Span<byte> header)
    {
        if (!File.Exists(path)) return 0;
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
            return file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StateStoreException($"The state file {path} cannot be read.", e);
        }
    }
}
