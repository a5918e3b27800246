namespace FleetSim.Storage.Tests;

/// <summary>A directory of one test, gone after it.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("fleetsim-storage-").FullName;

    public string StateFile => System.IO.Path.Combine(Path, "state.db");

    public IStateStore Open() => SqliteStateStore.Open(new StateStoreOptions { Path = StateFile });

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
