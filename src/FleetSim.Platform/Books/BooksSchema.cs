namespace FleetSim.Platform.Books;

/// <summary>Tables of the books. Other programs read them (the truth check), so names stay; a change needs another version, a new table does not.</summary>
internal static class BooksSchema
{
    public const string Version = "1";

    /// <summary>Times are ISO 8601 in UTC; nonces are base64; states are the words of JobState in camel case.</summary>
    public const string Create = """
        CREATE TABLE IF NOT EXISTS meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS device(imei TEXT PRIMARY KEY, msisdn TEXT NOT NULL, manufacturer TEXT NOT NULL, model TEXT NOT NULL,
            version TEXT NOT NULL, registered_at TEXT NOT NULL, registrations INTEGER NOT NULL, confirm_owed INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS account(imei TEXT PRIMARY KEY, client_nonce TEXT NOT NULL, previous_client_nonce TEXT NOT NULL,
            server_nonce TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS job(imei TEXT NOT NULL, kind TEXT NOT NULL, state TEXT NOT NULL, attempts INTEGER NOT NULL,
            session_id INTEGER NOT NULL, at TEXT NOT NULL, PRIMARY KEY(imei, kind)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS collected(imei TEXT NOT NULL, path TEXT NOT NULL, value TEXT NOT NULL, at TEXT NOT NULL,
            PRIMARY KEY(imei, path)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS repair(imei TEXT NOT NULL, path TEXT NOT NULL, old_value TEXT, new_value TEXT NOT NULL,
            status INTEGER NOT NULL, at TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS firmware(imei TEXT PRIMARY KEY, package TEXT, target_version TEXT, state TEXT NOT NULL, correlator TEXT,
            alert_type TEXT, result INTEGER, reports INTEGER NOT NULL, reported_at TEXT, version_after TEXT, install_notify INTEGER,
            exec_status INTEGER) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS range_request(imei TEXT NOT NULL, package TEXT NOT NULL, start INTEGER NOT NULL,
            resume INTEGER NOT NULL, at TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS package(name TEXT PRIMARY KEY, model TEXT NOT NULL, version TEXT NOT NULL, octets INTEGER NOT NULL,
            sha256 TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS command_status(imei TEXT NOT NULL, session TEXT NOT NULL, script TEXT NOT NULL, command TEXT NOT NULL,
            uri TEXT, status INTEGER NOT NULL, answer TEXT, at TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS handset(imei TEXT PRIMARY KEY, service TEXT, imsi TEXT, protocol TEXT, decimal_session_id INTEGER NOT NULL,
            server_authentication TEXT, bootstrap TEXT) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS package_order(imei TEXT NOT NULL, package TEXT NOT NULL, root TEXT NOT NULL, correlator TEXT NOT NULL,
            exec_status INTEGER, alert_type TEXT, result INTEGER, reports INTEGER NOT NULL, PRIMARY KEY(imei, package)) WITHOUT ROWID;
        """;
}
