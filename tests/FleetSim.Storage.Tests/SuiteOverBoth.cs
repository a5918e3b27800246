namespace FleetSim.Storage.Tests;

public sealed class SqliteStateStoreTests() : StateStoreTests(new TemporaryDirectory());

public sealed class PostgresStateStoreTests() : StateStoreTests(new TemporaryDatabase());

public sealed class SqliteMessageStoreTests() : MessageStoreTests(new TemporaryDirectory());

public sealed class PostgresMessageStoreTests() : MessageStoreTests(new TemporaryDatabase());
