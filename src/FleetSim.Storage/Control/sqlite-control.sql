-- Tables and queries that Microsoft.Orleans.Persistence.AdoNet expects by name (OrleansQuery, the four *StorageKey queries and
-- their parameters), written for SQLite. Unlike the usual scripts the row has a unique key, and each write is one statement.
CREATE TABLE IF NOT EXISTS OrleansQuery (QueryKey TEXT PRIMARY KEY, QueryText TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS OrleansStorage (
    GrainIdHash INTEGER NOT NULL, GrainIdN0 INTEGER NOT NULL, GrainIdN1 INTEGER NOT NULL, GrainTypeHash INTEGER NOT NULL, GrainTypeString TEXT NOT NULL,
    GrainIdExtensionString TEXT, ServiceId TEXT NOT NULL, PayloadBinary BLOB, Version INTEGER NOT NULL);

CREATE UNIQUE INDEX IF NOT EXISTS OrleansStorageKey
    ON OrleansStorage (GrainIdHash, GrainTypeHash, GrainIdN0, GrainIdN1, GrainTypeString, ServiceId, ifnull(GrainIdExtensionString, ''));

INSERT OR REPLACE INTO OrleansQuery VALUES ('ReadFromStorageKey',
'SELECT PayloadBinary, Version FROM OrleansStorage
 WHERE GrainIdHash = @GrainIdHash AND GrainTypeHash = @GrainTypeHash AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1
   AND GrainTypeString = @GrainTypeString AND ServiceId = @ServiceId AND ifnull(GrainIdExtensionString, '''') = ifnull(@GrainIdExtensionString, '''')');

INSERT OR REPLACE INTO OrleansQuery VALUES ('WriteToStorageKey',
'INSERT INTO OrleansStorage (GrainIdHash, GrainIdN0, GrainIdN1, GrainTypeHash, GrainTypeString, GrainIdExtensionString, ServiceId, PayloadBinary, Version)
 SELECT @GrainIdHash, @GrainIdN0, @GrainIdN1, @GrainTypeHash, @GrainTypeString, @GrainIdExtensionString, @ServiceId, @PayloadBinary, 1
 WHERE @GrainStateVersion IS NULL OR EXISTS (SELECT 1 FROM OrleansStorage
   WHERE GrainIdHash = @GrainIdHash AND GrainTypeHash = @GrainTypeHash AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1
     AND GrainTypeString = @GrainTypeString AND ServiceId = @ServiceId AND ifnull(GrainIdExtensionString, '''') = ifnull(@GrainIdExtensionString, ''''))
 ON CONFLICT (GrainIdHash, GrainTypeHash, GrainIdN0, GrainIdN1, GrainTypeString, ServiceId, ifnull(GrainIdExtensionString, ''''))
 DO UPDATE SET PayloadBinary = excluded.PayloadBinary, Version = OrleansStorage.Version + 1 WHERE OrleansStorage.Version = @GrainStateVersion
 RETURNING Version AS NewGrainStateVersion');

INSERT OR REPLACE INTO OrleansQuery VALUES ('ClearStorageKey',
'UPDATE OrleansStorage SET PayloadBinary = NULL, Version = Version + 1
 WHERE GrainIdHash = @GrainIdHash AND GrainTypeHash = @GrainTypeHash AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1
   AND GrainTypeString = @GrainTypeString AND ServiceId = @ServiceId AND ifnull(GrainIdExtensionString, '''') = ifnull(@GrainIdExtensionString, '''')
   AND Version = @GrainStateVersion
 RETURNING Version AS NewGrainStateVersion');

INSERT OR REPLACE INTO OrleansQuery VALUES ('DeleteStorageKey',
'DELETE FROM OrleansStorage
 WHERE GrainIdHash = @GrainIdHash AND GrainTypeHash = @GrainTypeHash AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1
   AND GrainTypeString = @GrainTypeString AND ServiceId = @ServiceId AND ifnull(GrainIdExtensionString, '''') = ifnull(@GrainIdExtensionString, '''')
   AND Version = @GrainStateVersion
 RETURNING Version + 1 AS NewGrainStateVersion');

-- For readers that go through the grains of one kind in the order of their numbers.
CREATE INDEX IF NOT EXISTS OrleansStorageNumber ON OrleansStorage (ServiceId, GrainTypeString, GrainIdN1);
