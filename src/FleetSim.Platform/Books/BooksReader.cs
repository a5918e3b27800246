using System.Globalization;
using Microsoft.Data.Sqlite;

namespace FleetSim.Platform.Books;

/// <summary>Reads the books back at the start, row by row: what the engine has to remember.</summary>
internal static class BooksReader
{
    public static IEnumerable<BookEntry> Read(BooksFile books) =>
        books.Rows("SELECT imei, msisdn, manufacturer, model, version, registered_at, registrations, confirm_owed FROM device").Select(Device)
            .Concat(books.Rows("SELECT imei, client_nonce, previous_client_nonce, server_nonce FROM account").Select(Account))
            .Concat(books.Rows("SELECT imei, package, target_version, state, correlator, alert_type, result, reports, reported_at, version_after, install_notify, exec_status FROM firmware").Select(Firmware))
            .Concat(books.Rows("SELECT imei, service, imsi, protocol, decimal_session_id, server_authentication, bootstrap FROM handset").Select(Handset))
            .Concat(books.Rows("SELECT imei, package, root, correlator, exec_status, alert_type, result, reports FROM package_order").Select(PackageOrder))
            .Concat(books.Rows("SELECT imei, kind, state, attempts, session_id, at FROM job").Select(Job)); // last: a job's state rests on the rest

    private static BookEntry Device(SqliteDataReader r) => new BookEntry.Device(
        r.GetString(0), r.GetString(1), r.GetString(2), r.GetString(3), r.GetString(4), Time(r.GetString(5)), r.GetInt32(6), r.GetInt32(7) != 0);

    private static BookEntry Account(SqliteDataReader r) => new BookEntry.Account(
        r.GetString(0), Convert.FromBase64String(r.GetString(1)), Convert.FromBase64String(r.GetString(2)), Convert.FromBase64String(r.GetString(3)));

    private static BookEntry Job(SqliteDataReader r) => new BookEntry.Job(
        r.GetString(0), r.GetString(1), r.GetString(2), r.GetInt32(3), r.GetInt32(4), Time(r.GetString(5)));

    private static BookEntry Firmware(SqliteDataReader r) => new BookEntry.Firmware(
        r.GetString(0), Text(r, 1), Text(r, 2), r.GetString(3), Text(r, 4), Text(r, 5), Number(r, 6), r.GetInt32(7),
        Text(r, 8) is { } at ? Time(at) : null, Text(r, 9), Number(r, 10), Number(r, 11));

    private static BookEntry Handset(SqliteDataReader r) => new BookEntry.Handset(
        r.GetString(0), Text(r, 1), Text(r, 2), Text(r, 3), r.GetInt32(4) != 0, Text(r, 5), Text(r, 6));

    private static BookEntry PackageOrder(SqliteDataReader r) => new BookEntry.PackageOrder(
        r.GetString(0), r.GetString(1), r.GetString(2), r.GetString(3), Number(r, 4), Text(r, 5), Number(r, 6), r.GetInt32(7));

    private static string? Text(SqliteDataReader r, int column) => r.IsDBNull(column) ? null : r.GetString(column);

    private static int? Number(SqliteDataReader r, int column) => r.IsDBNull(column) ? null : r.GetInt32(column);

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
