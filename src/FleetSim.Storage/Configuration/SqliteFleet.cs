using FleetSim.Storage.Sqlite;
using FleetSim.Telemetry;

namespace FleetSim.Storage.Configuration;

/// <summary>One file in the state directory.</summary>
internal sealed record SqliteFleet(string Path) : FleetDatabase
{
    public override string Name => Path;

    public override bool HasRun => File.Exists(Path);

    public override IStateStore Open(StorageMetrics? metrics) => SqliteStateStore.Open(new StateStoreOptions { Path = Path }, metrics);

    public override IStateReader OpenReader() => SqliteStateReader.Open(Path);

    public override IFleetImport BeginImport(bool replace) => new SqliteImport(Path, replace);

    public override void Apply() => SqliteStateStore.Open(new StateStoreOptions { Path = Path }).DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>A file that is not there yet is none: it is made with the first run.</summary>
    public override string? Problem()
    {
        if (!File.Exists(Path)) return null;
        try
        {
            SqliteStateReader.Open(Path).Dispose();
            return null;
        }
        catch (StateStoreException refusal)
        {
            return refusal.Message;
        }
    }

    public override void Clear()
    {
        if (!File.Exists(Path)) return;
        SqliteStateReader.Open(Path).Dispose();
        Delete(Path);
    }

    /// <summary>The file, its log and its index.</summary>
    public static void Delete(string path)
    {
        foreach (string suffix in (string[])["", "-wal", "-shm"]) File.Delete(path + suffix);
    }
}
