using FleetSim.Storage.Control;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace FleetSim.Storage.Tests;

public sealed class OneAtATimeStorageTests
{
    /// <summary>A provider that would notice a second caller.</summary>
    private sealed class Watchful : IGrainStorage
    {
        private int _inside;

        public int Most { get; private set; }

        public int Calls { get; private set; }

        public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => CallAsync();

        public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => CallAsync();

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => Task.FromException(new InvalidOperationException("refused"));

        private async Task CallAsync()
        {
            Most = Math.Max(Most, Interlocked.Increment(ref _inside));
            await Task.Yield();
            Calls++;
            Interlocked.Decrement(ref _inside);
        }
    }

    [Fact]
    public async Task Many_callers_are_let_through_one_after_the_other_and_a_failure_lets_the_next_one_in()
    {
        Watchful provider = new();
        using OneAtATimeStorage storage = new(provider);
        GrainState<string> state = new("");
        GrainId grain = GrainId.Create("handset", "1");
        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => i % 2 == 0 ? storage.WriteStateAsync("s", grain, state) : storage.ReadStateAsync("s", grain, state)));
        await Assert.ThrowsAsync<InvalidOperationException>(() => storage.ClearStateAsync("s", grain, state));
        await storage.ReadStateAsync("s", grain, state);
        Assert.Equal((1, 101), (provider.Most, provider.Calls));
    }
}
