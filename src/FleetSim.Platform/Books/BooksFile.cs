using Microsoft.Data.Sqlite;

namespace FleetSim.Platform.Books;

/// <summary>The books cannot be used; the message is one sentence for the operator.</summary>
public sealed class BooksException(string message, Exception? cause = null) : Exception(message, cause);

/// <summary>
/// The platform's books: one SQLite file, WAL, <c>synchronous=NORMAL</c> (a commit survives <c>kill -9</c>).
/// Not thread-safe: <see cref="BooksWriter"/> owns it while the platform runs.
/// </summary>
public sealed class BooksFile : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<Type, Upsert> _statements;

    private BooksFile(SqliteConnection connection)
    {
        _connection = connection;
        _statements = new Dictionary<Type, Upsert>
        {
            [typeof(BookEntry.Device)] = Replace("device", 8),
            [typeof(BookEntry.Account)] = Replace("account", 4),
            [typeof(BookEntry.Job)] = Replace("job", 6),
            [typeof(BookEntry.Collected)] = Replace("collected", 4),
            [typeof(BookEntry.Repair)] = new Upsert(connection, "INSERT", "repair", 6),
            [typeof(BookEntry.Firmware)] = Replace("firmware", 12),
            [typeof(BookEntry.RangeRequest)] = new Upsert(connection, "INSERT", "range_request", 5),
            [typeof(BookEntry.Offered)] = Replace("package", 5),
            [typeof(BookEntry.CommandStatus)] = new Upsert(connection, "INSERT", "command_status", 8),
            [typeof(BookEntry.Handset)] = Replace("handset", 7),
            [typeof(BookEntry.PackageOrder)] = Replace("package_order", 8),
        };
    }

    /// <summary>Opens or makes the file.</summary>
    /// <exception cref="BooksException">Not a database, not writable, or of another schema version; nothing was changed.</exception>
    public static BooksFile Open(string path)
    {
        SqliteConnection connection = new(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 5 }.ToString());
        try
        {
            connection.Open();
            CheckVersion(connection, path);
            Run(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA wal_autocheckpoint=8000; PRAGMA cache_size=-32000;");
            Run(connection, BooksSchema.Create);
            Run(connection, $"INSERT OR IGNORE INTO meta VALUES('schema', '{BooksSchema.Version}')");
            return new BooksFile(connection);
        }
        catch (SqliteException fault)
        {
            connection.Dispose();
            throw new BooksException($"The books '{path}' cannot be opened: {fault.Message}", fault);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Writes all entries in order in one transaction; durable when it returns.</summary>
    public void Commit(IReadOnlyList<BookEntry> entries)
    {
        using SqliteTransaction transaction = _connection.BeginTransaction();
        foreach (BookEntry entry in entries) Write(transaction, entry);
        transaction.Commit();
    }

    /// <summary>The rows of a table, for <see cref="BooksReader"/>.</summary>
    internal IEnumerable<SqliteDataReader> Rows(string select)
    {
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = select;
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read()) yield return reader;
    }

    public void Dispose()
    {
        foreach (Upsert statement in _statements.Values) statement.Dispose();
        _connection.Dispose();
    }

    private void Write(SqliteTransaction transaction, BookEntry entry)
    {
        Upsert statement = _statements[entry.GetType()];
        switch (entry)
        {
            case BookEntry.Device d:
                statement.Run(transaction, d.Imei, d.Msisdn, d.Manufacturer, d.Model, d.Version, d.RegisteredAt, d.Registrations, d.ConfirmOwed);
                break;
            case BookEntry.Account a:
                statement.Run(transaction, a.Imei, a.ClientNonce, a.PreviousClientNonce, a.ServerNonce);
                break;
            case BookEntry.Job j:
                statement.Run(transaction, j.Imei, j.Kind, j.State, j.Attempts, j.SessionId, j.At);
                break;
            case BookEntry.Collected c:
                statement.Run(transaction, c.Imei, c.Path, c.Value, c.At);
                break;
            case BookEntry.Repair r:
                statement.Run(transaction, r.Imei, r.Path, r.OldValue, r.NewValue, r.Status, r.At);
                break;
            case BookEntry.Firmware f:
                statement.Run(
                    transaction, f.Imei, f.Package, f.TargetVersion, f.State, f.Correlator, f.AlertType, f.Result, f.Reports, f.ReportedAt,
                    f.VersionAfter, f.InstallNotify, f.ExecStatus);
                break;
            case BookEntry.RangeRequest q:
                statement.Run(transaction, q.Imei, q.Package, q.Start, q.Resume, q.At);
                break;
            case BookEntry.Offered p:
                statement.Run(transaction, p.Name, p.Model, p.Version, p.Octets, p.Sha256);
                break;
            case BookEntry.CommandStatus s:
                statement.Run(transaction, s.Imei, s.Session, s.Script, s.Command, s.Uri, s.Status, s.Answer, s.At);
                break;
            case BookEntry.Handset h:
                statement.Run(transaction, h.Imei, h.Service, h.Imsi, h.Protocol, h.DecimalSessionId, h.ServerAuthentication, h.Bootstrap);
                break;
            case BookEntry.PackageOrder o:
                statement.Run(transaction, o.Imei, o.Package, o.Root, o.Correlator, o.ExecStatus, o.AlertType, o.Result, o.Reports);
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private Upsert Replace(string table, int columns) => new(_connection, "INSERT OR REPLACE", table, columns);

    private static void CheckVersion(SqliteConnection connection, string path)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM sqlite_master WHERE type = 'table'";
        long tables = (long)command.ExecuteScalar()!;
        if (tables == 0) return;
        command.CommandText = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'meta'";
        string? version = null;
        if ((long)command.ExecuteScalar()! == 1)
        {
            command.CommandText = "SELECT value FROM meta WHERE key = 'schema'";
            version = command.ExecuteScalar() as string;
        }

        if (version != BooksSchema.Version)
            throw new BooksException($"The books '{path}' have schema version {version ?? "unknown"}, this program writes version {BooksSchema.Version}; nothing was changed.");
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
