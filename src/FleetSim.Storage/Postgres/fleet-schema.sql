-- FleetSim's own tables: handset snapshots, short messages not yet delivered, notes about the run. Repeatable; the schema is there already.

-- An update leaves a dead row behind. With a third of each page free the new row finds room beside it (no index is touched, for
-- "due" has none), and vacuum comes after every twentieth row, without its pauses.
CREATE TABLE IF NOT EXISTS fleetsim.state (key bigint PRIMARY KEY, version bigint NOT NULL, due bigint, payload bytea NOT NULL)
    WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_insert_scale_factor = 0.2, autovacuum_vacuum_cost_delay = 0);

-- Snapshots are dense already: no time is spent on compressing the few large ones.
ALTER TABLE fleetsim.state ALTER COLUMN payload SET STORAGE EXTERNAL;

CREATE TABLE IF NOT EXISTS fleetsim.message (id bigint PRIMARY KEY, destination bigint NOT NULL, valid_until bigint NOT NULL, payload bytea NOT NULL)
    WITH (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_cost_delay = 0);

CREATE INDEX IF NOT EXISTS message_destination ON fleetsim.message (destination);

CREATE TABLE IF NOT EXISTS fleetsim.meta (name text PRIMARY KEY, value text NOT NULL);

-- One row per writer: the number of its last batch. It tells a writer that lost its connection in a COMMIT whether that batch is in.
CREATE TABLE IF NOT EXISTS fleetsim.writer (id uuid PRIMARY KEY, batch bigint NOT NULL, opened timestamptz NOT NULL DEFAULT now())
    WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05);
