using Microsoft.Data.Sqlite;

namespace FleetSim.Storage.Tests;

public sealed class StateFileTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_file_of_another_schema_version_is_refused_and_left_alone()
    {
        await using (_directory.Open())
        {
        }
        Alter("PRAGMA user_version = 9");
        byte[] before = await File.ReadAllBytesAsync(_directory.StateFile);

        var refusal = Assert.Throws<StateStoreException>(_directory.Open);
        Assert.Contains("has schema version 9, but this FleetSim uses version 1", refusal.Message, StringComparison.Ordinal);
        Assert.Throws<StateStoreException>(() => SqliteStateReader.Open(_directory.StateFile));
        Assert.Equal(before, await File.ReadAllBytesAsync(_directory.StateFile));
        Assert.Equal([_directory.StateFile], Directory.GetFiles(_directory.Path));
    }

    [Theory]
    [InlineData("hello")]
    [InlineData("SQLite format 3\0 and then something else that is longer than a header of one hundred octets, to be sure of it")]
    public async Task Another_programs_file_is_refused_and_left_alone(string content)
    {
        await File.WriteAllTextAsync(_directory.StateFile, content);
        var refusal = Assert.Throws<StateStoreException>(_directory.Open);
        Assert.Equal($"{_directory.StateFile} is not a FleetSim state file; it was left as it is.", refusal.Message);
        Assert.Equal(content, await File.ReadAllTextAsync(_directory.StateFile));
    }

    [Fact]
    public void Another_programs_database_is_refused()
    {
        Alter("CREATE TABLE theirs (x)");
        Assert.Throws<StateStoreException>(_directory.Open);
    }

    [Fact]
    public async Task An_empty_file_left_by_a_crash_is_taken_as_new()
    {
        await File.WriteAllBytesAsync(_directory.StateFile, []);
        await using var store = _directory.Open();
        Assert.True((await store.WriteAsync(1, 0, new byte[1])).Accepted);
    }

    [Fact]
    public async Task A_missing_directory_is_created()
    {
        string path = Path.Combine(_directory.Path, "a", "b", "state.db");
        await using var store = SqliteStateStore.Open(new StateStoreOptions { Path = path });
        Assert.True(File.Exists(path));
    }

    [Fact]
    public void A_directory_that_is_a_file_is_refused_in_one_sentence()
    {
        string occupied = Path.Combine(_directory.Path, "state");
        File.WriteAllText(occupied, "");
        var refusal = Assert.Throws<StateStoreException>(() => SqliteStateStore.Open(new StateStoreOptions { Path = Path.Combine(occupied, "state.db") }));
        Assert.Equal($"The state directory {occupied} cannot be written.", refusal.Message);
    }

    [Fact]
    public void A_read_only_directory_is_refused_in_one_sentence()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("needs Unix permissions");
            return;
        }
        // Permissions do not bind root; the kernel's own file system binds everybody.
        string directory = Environment.IsPrivilegedProcess ? "/proc/self" : Directory.CreateDirectory(Path.Combine(_directory.Path, "locked"), UnixFileMode.UserRead | UnixFileMode.UserExecute).FullName;
        var refusal = Assert.Throws<StateStoreException>(() => SqliteStateStore.Open(new StateStoreOptions { Path = Path.Combine(directory, "state.db") }));
        Assert.Equal($"The state directory {directory} cannot be written.", refusal.Message);
    }

    [Fact]
    public async Task A_store_that_is_closed_folds_its_log_into_the_file()
    {
        await using (var store = _directory.Open()) await store.WriteAsync(1, 0, new byte[] { 42 });
        Assert.Equal([_directory.StateFile], Directory.GetFiles(_directory.Path));
    }

    [Fact]
    public void A_reader_says_when_there_is_no_file()
    {
        var refusal = Assert.Throws<StateStoreException>(() => SqliteStateReader.Open(_directory.StateFile));
        Assert.Equal($"There is no state file {_directory.StateFile}.", refusal.Message);
        Assert.False(File.Exists(_directory.StateFile));
    }

    [Fact]
    public async Task A_reader_of_its_own_sees_each_commit_of_a_running_store()
    {
        await using var store = _directory.Open();
        using var reader = SqliteStateReader.Open(_directory.StateFile);
        Assert.Null(reader.Read(1));
        await store.WriteAsync(1, 0, new byte[] { 42 });
        Assert.Equal([42], Assert.NotNull(reader.Read(1)).Payload);
    }

    [Fact]
    public async Task A_reader_opens_the_file_of_a_finished_run()
    {
        await using (var store = _directory.Open()) await store.WriteAsync(1, 0, new byte[] { 42 });
        using var reader = SqliteStateReader.Open(_directory.StateFile);
        Assert.Equal([(1L, (byte)42)], reader.Scan().Select(row => (row.Key, row.State.Payload[0])));
    }

    private void Alter(string sql)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _directory.StateFile, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // constants of this file
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        command.ExecuteNonQuery();
    }
}
