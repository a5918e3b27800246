-- Tables and queries that Orleans' AdoNet providers expect by name (OrleansQuery, its keys, their parameters and result columns),
-- written for PostgreSQL: grain state, cluster membership, reminders. Each query is one statement. Repeatable.
CREATE SCHEMA IF NOT EXISTS fleetsim_control;

-- The providers look for this table on the connection's search path; all others are named with their schema.
CREATE TABLE IF NOT EXISTS fleetsim_control.orleansquery (querykey varchar(64) PRIMARY KEY, querytext text NOT NULL);

-- Grain state. Unlike the usual scripts the row has a unique key: the database itself refuses a second one.
CREATE TABLE IF NOT EXISTS fleetsim_control.storage (
    grainidhash integer NOT NULL, grainidn0 bigint NOT NULL, grainidn1 bigint NOT NULL, graintypehash integer NOT NULL, graintypestring text NOT NULL,
    grainidextensionstring text, serviceid text NOT NULL, payloadbinary bytea, version integer NOT NULL)
    WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05);

CREATE UNIQUE INDEX IF NOT EXISTS storage_key
    ON fleetsim_control.storage (grainidhash, graintypehash, grainidn0, grainidn1, graintypestring, serviceid, coalesce(grainidextensionstring, ''));

-- For readers that go through the grains of one kind in the order of their numbers.
CREATE INDEX IF NOT EXISTS storage_number ON fleetsim_control.storage (serviceid, graintypestring, grainidn1);

-- Membership. The version row of a cluster is changed with every change of a member, and is the lock of both.
CREATE TABLE IF NOT EXISTS fleetsim_control.membership_version (
    deploymentid text PRIMARY KEY, changed timestamptz(3) NOT NULL DEFAULT now(), version integer NOT NULL DEFAULT 0);

CREATE TABLE IF NOT EXISTS fleetsim_control.membership (
    deploymentid text NOT NULL, address text NOT NULL, port integer NOT NULL, generation integer NOT NULL, siloname text NOT NULL, hostname text NOT NULL,
    status integer NOT NULL, proxyport integer, suspecttimes text, starttime timestamptz(3) NOT NULL, iamalivetime timestamptz(3) NOT NULL,
    PRIMARY KEY (deploymentid, address, port, generation));

CREATE TABLE IF NOT EXISTS fleetsim_control.reminder (
    serviceid text NOT NULL, grainid text NOT NULL, remindername text NOT NULL, starttime timestamptz(3) NOT NULL, period bigint NOT NULL,
    grainhash integer NOT NULL, version integer NOT NULL, PRIMARY KEY (serviceid, grainid, remindername));

CREATE INDEX IF NOT EXISTS reminder_hash ON fleetsim_control.reminder (serviceid, grainhash);

INSERT INTO fleetsim_control.orleansquery (querykey, querytext) VALUES

('ReadFromStorageKey', $q$
 SELECT payloadbinary, version FROM fleetsim_control.storage
 WHERE grainidhash = @GrainIdHash AND graintypehash = @GrainTypeHash AND grainidn0 = @GrainIdN0 AND grainidn1 = @GrainIdN1
   AND graintypestring = @GrainTypeString AND serviceid = @ServiceId AND coalesce(grainidextensionstring, '') = coalesce(@GrainIdExtensionString::text, '')
$q$),

('WriteToStorageKey', $q$
 INSERT INTO fleetsim_control.storage AS s (grainidhash, grainidn0, grainidn1, graintypehash, graintypestring, grainidextensionstring, serviceid, payloadbinary, version)
 SELECT @GrainIdHash, @GrainIdN0, @GrainIdN1, @GrainTypeHash, @GrainTypeString, @GrainIdExtensionString::text, @ServiceId, @PayloadBinary::bytea, 1
 WHERE @GrainStateVersion::integer IS NULL OR EXISTS (SELECT FROM fleetsim_control.storage
   WHERE grainidhash = @GrainIdHash AND graintypehash = @GrainTypeHash AND grainidn0 = @GrainIdN0 AND grainidn1 = @GrainIdN1
     AND graintypestring = @GrainTypeString AND serviceid = @ServiceId AND coalesce(grainidextensionstring, '') = coalesce(@GrainIdExtensionString::text, ''))
 ON CONFLICT (grainidhash, graintypehash, grainidn0, grainidn1, graintypestring, serviceid, coalesce(grainidextensionstring, ''))
 DO UPDATE SET payloadbinary = excluded.payloadbinary, version = s.version + 1 WHERE s.version = @GrainStateVersion::integer
 RETURNING version AS newgrainstateversion
$q$),

('ClearStorageKey', $q$
 UPDATE fleetsim_control.storage SET payloadbinary = NULL, version = version + 1
 WHERE grainidhash = @GrainIdHash AND graintypehash = @GrainTypeHash AND grainidn0 = @GrainIdN0 AND grainidn1 = @GrainIdN1
   AND graintypestring = @GrainTypeString AND serviceid = @ServiceId AND coalesce(grainidextensionstring, '') = coalesce(@GrainIdExtensionString::text, '')
   AND version = @GrainStateVersion::integer
 RETURNING version AS newgrainstateversion
$q$),

('DeleteStorageKey', $q$
 DELETE FROM fleetsim_control.storage
 WHERE grainidhash = @GrainIdHash AND graintypehash = @GrainTypeHash AND grainidn0 = @GrainIdN0 AND grainidn1 = @GrainIdN1
   AND graintypestring = @GrainTypeString AND serviceid = @ServiceId AND coalesce(grainidextensionstring, '') = coalesce(@GrainIdExtensionString::text, '')
   AND version = @GrainStateVersion::integer
 RETURNING version + 1 AS newgrainstateversion
$q$),

('InsertMembershipVersionKey', $q$
 WITH made AS (INSERT INTO fleetsim_control.membership_version (deploymentid) VALUES (@DeploymentId) ON CONFLICT DO NOTHING RETURNING 1)
 SELECT count(*)::integer FROM made
$q$),

('InsertMembershipKey', $q$
 WITH turn AS (
   UPDATE fleetsim_control.membership_version SET version = version + 1, changed = now()
   WHERE deploymentid = @DeploymentId AND version = @Version AND NOT EXISTS (
     SELECT FROM fleetsim_control.membership WHERE deploymentid = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation)
   RETURNING deploymentid),
 made AS (
   INSERT INTO fleetsim_control.membership (deploymentid, address, port, generation, siloname, hostname, status, proxyport, starttime, iamalivetime)
   SELECT deploymentid, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime FROM turn RETURNING 1)
 SELECT count(*)::integer FROM made
$q$),

('UpdateMembershipKey', $q$
 WITH turn AS (
   UPDATE fleetsim_control.membership_version SET version = version + 1, changed = now()
   WHERE deploymentid = @DeploymentId AND version = @Version AND EXISTS (
     SELECT FROM fleetsim_control.membership WHERE deploymentid = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation)
   RETURNING deploymentid),
 changed AS (
   UPDATE fleetsim_control.membership m SET status = @Status, suspecttimes = @SuspectTimes::text, iamalivetime = greatest(m.iamalivetime, @IAmAliveTime) FROM turn
   WHERE m.deploymentid = turn.deploymentid AND m.address = @Address AND m.port = @Port AND m.generation = @Generation RETURNING 1)
 SELECT count(*)::integer FROM changed
$q$),

('UpdateIAmAlivetimeKey', $q$
 UPDATE fleetsim_control.membership SET iamalivetime = greatest(iamalivetime, @IAmAliveTime)
 WHERE deploymentid = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation
$q$),

('MembershipReadRowKey', $q$
 SELECT v.deploymentid, m.address, m.port, m.generation, m.siloname, m.hostname, m.status, m.proxyport, m.suspecttimes, m.starttime, m.iamalivetime, v.version
 FROM fleetsim_control.membership_version v
 LEFT JOIN fleetsim_control.membership m ON m.deploymentid = v.deploymentid AND m.address = @Address AND m.port = @Port AND m.generation = @Generation
 WHERE v.deploymentid = @DeploymentId
$q$),

('MembershipReadAllKey', $q$
 SELECT v.deploymentid, m.address, m.port, m.generation, m.siloname, m.hostname, m.status, m.proxyport, m.suspecttimes, m.starttime, m.iamalivetime, v.version
 FROM fleetsim_control.membership_version v LEFT JOIN fleetsim_control.membership m ON m.deploymentid = v.deploymentid
 WHERE v.deploymentid = @DeploymentId
$q$),

('DeleteMembershipTableEntriesKey', $q$
 WITH members AS (DELETE FROM fleetsim_control.membership WHERE deploymentid = @DeploymentId)
 DELETE FROM fleetsim_control.membership_version WHERE deploymentid = @DeploymentId
$q$),

-- Status 3 is active, 6 is dead.
('GatewaysQueryKey', $q$
 SELECT address, proxyport, generation FROM fleetsim_control.membership WHERE deploymentid = @DeploymentId AND status = @Status AND proxyport > 0
$q$),

('CleanupDefunctSiloEntriesKey', $q$
 DELETE FROM fleetsim_control.membership
 WHERE deploymentid = @DeploymentId AND status = 6 AND iamalivetime < @IAmAliveTime AND starttime < @IAmAliveTime
$q$),

('CleanupDefunctSiloEntryKey', $q$
 DELETE FROM fleetsim_control.membership
 WHERE deploymentid = @DeploymentId AND status = 6 AND address = @Address AND port = @Port AND generation = @Generation
   AND iamalivetime = @IAmAliveTime AND starttime = @StartTime AND coalesce(suspecttimes, '') = coalesce(@SuspectTimes::text, '')
$q$),

('UpsertReminderRowKey', $q$
 INSERT INTO fleetsim_control.reminder AS r (serviceid, grainid, remindername, starttime, period, grainhash, version)
 VALUES (@ServiceId, @GrainId, @ReminderName, @StartTime, @Period::bigint, @GrainHash, 0)
 ON CONFLICT (serviceid, grainid, remindername) DO UPDATE
 SET starttime = excluded.starttime, period = excluded.period, grainhash = excluded.grainhash, version = r.version + 1
 RETURNING version
$q$),

('ReadReminderRowsKey', $q$
 SELECT grainid, remindername, starttime, period, version FROM fleetsim_control.reminder WHERE serviceid = @ServiceId AND grainid = @GrainId
$q$),

('ReadReminderRowKey', $q$
 SELECT grainid, remindername, starttime, period, version FROM fleetsim_control.reminder
 WHERE serviceid = @ServiceId AND grainid = @GrainId AND remindername = @ReminderName
$q$),

-- The hash is a circle: a range either lies inside it or goes over its end.
('ReadRangeRows1Key', $q$
 SELECT grainid, remindername, starttime, period, version FROM fleetsim_control.reminder
 WHERE serviceid = @ServiceId AND grainhash > @BeginHash AND grainhash <= @EndHash
$q$),

('ReadRangeRows2Key', $q$
 SELECT grainid, remindername, starttime, period, version FROM fleetsim_control.reminder
 WHERE serviceid = @ServiceId AND (grainhash > @BeginHash OR grainhash <= @EndHash)
$q$),

('DeleteReminderRowKey', $q$
 WITH gone AS (
   DELETE FROM fleetsim_control.reminder WHERE serviceid = @ServiceId AND grainid = @GrainId AND remindername = @ReminderName AND version = @Version RETURNING 1)
 SELECT count(*)::integer FROM gone
$q$),

('DeleteReminderRowsKey', $q$
 DELETE FROM fleetsim_control.reminder WHERE serviceid = @ServiceId
$q$)

ON CONFLICT (querykey) DO UPDATE SET querytext = excluded.querytext;
