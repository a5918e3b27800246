using FleetSim.Storage.Transfer;
using Microsoft.Extensions.Configuration;

namespace FleetSim.Storage.Tests;

/// <summary>A fleet in one file: over both databases and back it stays the same, octet by octet; a file that is not whole changes nothing.</summary>
public sealed class FleetTransferTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_fleet_goes_to_PostgreSQL_and_back_and_its_file_stays_the_same()
    {
        using TemporaryDatabase database = new();
        StatePlan here = await Filled("here"), there = InPostgres(database.ConnectionString), back = Empty("back");
        foreach (string ready in there.Apply()) Assert.NotEmpty(ready);
        byte[] first = Export(here, "scenario of the run");
        Assert.Equal(3000, Import(there, first));
        byte[] second = Export(there, "scenario of the run");
        Assert.Equal(3000, Import(back, second));
        Assert.Equal(first, second);
        Assert.Equal(first, Export(back, "scenario of the run"));

        using IStateReader original = here.OpenReader(), copy = there.OpenReader();
        Assert.Equal(original.Scan().Select(Text), copy.Scan().Select(Text));
        Assert.Equal(original.Messages().Select(m => (m.Id, m.Destination, m.ValidUntilUnixMs, m.Payload[0])), copy.Messages().Select(m => (m.Id, m.Destination, m.ValidUntilUnixMs, m.Payload[0])));
        Assert.Equal([new("checkpoint", "{\"a\":\"二\"}"), new("seed", "7")], copy.Notes());
        Assert.Equal(ControlRows.Select(Text), there.ControlTable.Read().Select(Text));
        await using IStateStore store = there.Open();
        Assert.True((await store.WriteAsync(5, 1, new byte[] { 1 })).Accepted);
    }

    [Fact]
    public async Task Files_of_the_state_directory_come_along()
    {
        byte[] file = Export(await Filled("here"), "scenario of the run");
        Dictionary<string, MemoryStream> carried = [];
        using MemoryStream from = new(file);
        new FleetTransfer(Empty("there"), _ => { }).Import(from, "fleet", replace: false, name => carried[name] = new MemoryStream());
        Assert.Equal(["scenario.json"], carried.Keys);
        Assert.Equal("scenario of the run"u8.ToArray(), carried["scenario.json"].ToArray());
    }

    [Fact]
    public async Task A_file_that_is_cut_anywhere_is_refused_and_changes_nothing()
    {
        byte[] file = Export(await Filled("here"), "x");
        foreach (int length in (int[])[0, 1, 15, 16, 17, 100, file.Length / 2, file.Length - 33, file.Length - 32, file.Length - 1])
            Refused(file[..length], length < FleetFile.HeaderOctets ? "fleet is not a fleet file." : "fleet is cut or altered: its check value does not fit. Nothing was imported.");
        Refused([.. file, 0], "fleet is cut or altered: its check value does not fit. Nothing was imported.");
    }

    [Fact]
    public async Task A_file_with_an_altered_octet_is_refused_and_changes_nothing()
    {
        byte[] file = Export(await Filled("here"), "x");
        foreach (int at in (int[])[16, 17, 200, file.Length / 2, file.Length - 33, file.Length - 32, file.Length - 1])
        {
            byte[] altered = [.. file];
            altered[at] ^= 0x10;
            Refused(altered, "fleet is cut or altered: its check value does not fit. Nothing was imported.");
        }
    }

    [Fact]
    public async Task A_file_of_a_later_version_is_refused_with_what_to_do()
    {
        byte[] file = Export(await Filled("here"), "x");
        file[15] = 9;
        Refused(file, "fleet is a fleet file of version 9, but this FleetSim reads version 1: use the FleetSim that wrote it, or a newer one.");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_fleet_that_is_there_is_replaced_only_when_that_is_said(bool postgres)
    {
        using TemporaryDatabase? database = postgres ? new TemporaryDatabase() : null;
        StatePlan there = database is null ? Empty("there") : InPostgres(database.ConnectionString);
        foreach (string ready in there.Apply()) Assert.NotEmpty(ready);
        byte[] file = Export(await Filled("here"), "x");
        await using (IStateStore store = there.Open()) await store.WriteAsync(99_999, 0, new byte[] { 9 });
        Assert.EndsWith("holds a fleet already; it was left as it is.", Assert.Throws<StateStoreException>(() => Import(there, file)).Message, StringComparison.Ordinal);
        using (IStateReader before = there.OpenReader()) Assert.Equal([99_999L], before.Scan().Select(row => row.Key));
        Assert.Equal(3000, Import(there, file, replace: true));
        using IStateReader after = there.OpenReader();
        Assert.Equal(3000, after.Count());
        Assert.Null(after.Read(99_999));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Rows_that_break_off_leave_the_store_as_it_was(bool postgres)
    {
        using TemporaryDatabase? database = postgres ? new TemporaryDatabase() : null;
        StatePlan plan = database is null ? Empty("there") : InPostgres(database.ConnectionString);
        await using (IStateStore store = plan.Open()) await store.WriteAsync(1, 0, new byte[] { 9 });
        using (IFleetImport import = plan.BeginImport(replace: true)) Assert.Throws<InvalidDataException>(() => import.States(Broken()));
        using IStateReader reader = plan.OpenReader();
        Assert.Equal([1L], reader.Scan().Select(row => row.Key));

        static IEnumerable<(long, StoredState)> Broken()
        {
            for (int key = 0; key < 100; key++) yield return (key, new StoredState(1, null, [1]));
            throw new InvalidDataException("cut");
        }
    }

    private static readonly ControlRow[] ControlRows =
    [
        new(-5, 0, long.MinValue, 17, "cohort", null, [1, 2], 3), new(-5, 0, 4, 17, "cohort", null, null, 4), new(99, 0, 0, -1, "run", "run", [7], 1),
    ];

    private async Task<StatePlan> Filled(string name)
    {
        StatePlan plan = Empty(name);
        plan.Prepare();
        await using IStateStore store = plan.Open();
        await Task.WhenAll(Enumerable.Range(0, 3000).Select(key => store.WriteAsync(key, 0, Enumerable.Repeat((byte)key, key % 300).ToArray(), key % 3 == 0 ? null : key).AsTask()));
        await store.WriteAsync(7, 1, "again"u8.ToArray());
        await store.PutMessagesAsync([new StoredMessage(long.MaxValue - 1, 10, 5000, [2]), new StoredMessage(1, 10, -6000, [1])]);
        await store.SetMetaAsync("seed", "7");
        await store.SetMetaAsync("checkpoint", "{\"a\":\"二\"}");
        plan.ControlTable.Replace([.. ControlRows]);
        return plan;
    }

    private StatePlan Empty(string name) => StatePlan.InDirectory(Directory.CreateDirectory(Path.Combine(_directory.Path, name)).FullName);

    private StatePlan InPostgres(string connection) => StatePlan.Read(
        new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Orleans:GrainStorage:handsets:ProviderType"] = "FleetBatch", ["Orleans:GrainStorage:handsets:Invariant"] = "Npgsql", ["Orleans:GrainStorage:handsets:ConnectionName"] = "fleet",
            ["Orleans:GrainStorage:control:ProviderType"] = "AdoNet", ["Orleans:GrainStorage:control:Invariant"] = "Npgsql", ["Orleans:GrainStorage:control:ConnectionName"] = "fleet",
            ["ConnectionStrings:fleet"] = connection,
        }).Build(),
        _directory.Path);

    private byte[] Export(StatePlan plan, string scenario)
    {
        string path = Path.Combine(_directory.Path, "scenario.json");
        File.WriteAllText(path, scenario);
        using MemoryStream file = new();
        new FleetTransfer(plan, _ => { }).Export(file, new Dictionary<string, string> { ["scenario.json"] = path, ["absent"] = path + ".absent" });
        return file.ToArray();
    }

    private static long Import(StatePlan plan, byte[] file, bool replace = false)
    {
        using MemoryStream from = new(file);
        return new FleetTransfer(plan, _ => { }).Import(from, "fleet", replace, _ => null);
    }

    private void Refused(byte[] file, string sentence)
    {
        StatePlan empty = Empty("empty");
        Assert.Equal(sentence, Assert.Throws<StateStoreException>(() => Import(empty, file)).Message);
        Assert.False(empty.HasRun);
        Assert.Empty(Directory.GetFiles(Path.Combine(_directory.Path, "empty")));
    }

    private static string Text((long Key, StoredState State) row) => $"{row.Key} {row.State.Version} {row.State.DueUnixMs} {Convert.ToHexString(row.State.Payload)}";

    private static string Text(ControlRow row) => $"{row.IdHash} {row.N0} {row.N1} {row.TypeHash} {row.Type} {row.Extension} {(row.Payload is { } p ? Convert.ToHexString(p) : "-")} {row.Version}";
}
