using System.Text;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace FleetSim.Storage.Tests;

/// <summary>Two nodes each believe that a handset lives on them: the one that reads late can never erase what the other has written since.</summary>
public abstract class TwoWritersTests(IStoreHome home) : IDisposable
{
    private static readonly GrainId Terminal = GrainId.Create(GrainType.Create("terminal"), GrainIdKeyExtensions.CreateIntegerKey(5));

    public void Dispose()
    {
        home.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_second_activation_on_another_node_cannot_erase_a_newer_state()
    {
        await using var here = home.Open();
        await using var there = home.Open();
        FleetGrainStorage<Snapshot> first = StorageOn(here), second = StorageOn(there);
        GrainState<Snapshot> old = await Read(first), current = await Read(second);
        await Write(second, current, "registered");
        await Write(second, current, "firmware updated");

        InconsistentStateException stale = await Assert.ThrowsAsync<InconsistentStateException>(() => Write(first, old, "never heard of it"));
        Assert.Equal(("2", "none"), (stale.StoredEtag, stale.CurrentEtag));
        await Assert.ThrowsAsync<InconsistentStateException>(() => first.ClearStateAsync("handset", Terminal, old));
        Assert.Equal(("firmware updated", "2"), ((await Read(first)).State!.Text, (await Read(first)).ETag));
    }

    [Fact]
    public async Task Many_pairs_of_activations_that_race_never_lose_an_accepted_write()
    {
        const int Handsets = 50, Rounds = 20;
        await using var here = home.Open();
        await using var there = home.Open();
        int[] accepted = new int[Handsets];
        await Task.WhenAll(from store in (IStateStore[])[here, there] from key in Enumerable.Range(0, Handsets) select Task.Run(() => Activation(store, key)));
        Assert.Equal(accepted.Select(a => (long)a), here.Reader.Scan().Select(row => row.State.Version));

        async Task Activation(IStateStore store, int key)
        {
            for (long round = 0, version = 0; round < Rounds; round++)
            {
                var outcome = await store.WriteAsync(key, version, BitConverter.GetBytes(version + 1));
                if (outcome.Accepted) Interlocked.Increment(ref accepted[key]);
                version = outcome.Version;
            }
        }
    }

    private static FleetGrainStorage<Snapshot> StorageOn(IStateStore store) => new(store, new GrainStateCodec<Snapshot>(
        state => (Encoding.UTF8.GetBytes(state.Text), null), payload => new Snapshot { Text = Encoding.UTF8.GetString(payload) }));

    private static async Task<GrainState<Snapshot>> Read(FleetGrainStorage<Snapshot> storage)
    {
        GrainState<Snapshot> state = new(new Snapshot());
        await storage.ReadStateAsync("handset", Terminal, state);
        return state;
    }

    private static Task Write(FleetGrainStorage<Snapshot> storage, GrainState<Snapshot> state, string text)
    {
        state.State = new Snapshot { Text = text };
        return storage.WriteStateAsync("handset", Terminal, state);
    }

    public sealed class Snapshot
    {
        public string Text { get; init; } = "";
    }
}

public sealed class SqliteTwoWritersTests() : TwoWritersTests(new TemporaryDirectory());

public sealed class PostgresTwoWritersTests() : TwoWritersTests(new TemporaryDatabase());
