using Orleans.Storage;

namespace FleetSim.Storage.Control;

/// <summary>
/// Lets one call at a time through to a provider whose database has a single writer. Many at once only wait for SQLite's lock, sleeping longer each time:
/// in turn they are twice as fast.
/// </summary>
public sealed class OneAtATimeStorage(IGrainStorage provider) : IGrainStorage, IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => InTurnAsync(() => provider.ReadStateAsync(stateName, grainId, grainState));

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => InTurnAsync(() => provider.WriteStateAsync(stateName, grainId, grainState));

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => InTurnAsync(() => provider.ClearStateAsync(stateName, grainId, grainState));

    public void Dispose() => _turn.Dispose();

    private async Task InTurnAsync(Func<Task> call)
    {
        await _turn.WaitAsync();
        try
        {
            await call();
        }
        finally
        {
            _turn.Release();
        }
    }
}
