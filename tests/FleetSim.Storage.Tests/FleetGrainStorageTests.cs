using System.Text;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace FleetSim.Storage.Tests;

public sealed class FleetGrainStorageTests : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly IStateStore _store;
    private readonly FleetGrainStorage<Snapshot> _storage;

    public FleetGrainStorageTests()
    {
        _store = _directory.Open();
        _storage = NewStorage();
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task A_grain_that_never_wrote_has_no_record_and_a_fresh_state()
    {
        var state = new GrainState<Snapshot>(new Snapshot { Text = "left over" }) { ETag = "9", RecordExists = true };
        await _storage.ReadStateAsync("handset", Terminal(1), state);
        Assert.Equal(("", null, false), (state.State?.Text, state.ETag, state.RecordExists));
    }

    [Fact]
    public async Task What_one_activation_writes_the_next_reads()
    {
        var written = new GrainState<Snapshot>(new Snapshot { Text = "registered", Due = 99 });
        await _storage.WriteStateAsync("handset", Terminal(5), written);
        Assert.Equal(("1", true), (written.ETag, written.RecordExists));

        var read = new GrainState<Snapshot>(new Snapshot());
        await _storage.ReadStateAsync("handset", Terminal(5), read);
        Assert.Equal(("registered", "1", true), (read.State?.Text, read.ETag, read.RecordExists));
        Assert.Equal([(5L, 99L)], _store.Reader.ScanDue(0, 10));
    }

    [Fact]
    public async Task The_second_of_two_activations_is_told_that_its_state_is_stale()
    {
        var first = new GrainState<Snapshot>(new Snapshot { Text = "first" });
        var second = new GrainState<Snapshot>(new Snapshot { Text = "second" });
        await _storage.WriteStateAsync("handset", Terminal(5), first);
        var stale = await Assert.ThrowsAsync<InconsistentStateException>(() => _storage.WriteStateAsync("handset", Terminal(5), second));
        Assert.Equal(("1", "none"), (stale.StoredEtag, stale.CurrentEtag));
        await _storage.WriteStateAsync("handset", Terminal(5), first);
        Assert.Equal("2", first.ETag);
    }

    [Fact]
    public async Task A_cleared_state_is_gone()
    {
        var state = new GrainState<Snapshot>(new Snapshot { Text = "x" });
        await _storage.WriteStateAsync("handset", Terminal(5), state);
        await _storage.ClearStateAsync("handset", Terminal(5), state);
        Assert.Equal(("", null, false), (state.State?.Text, state.ETag, state.RecordExists));
        Assert.Null(await _store.ReadAsync(5));
    }

    [Fact]
    public async Task Another_kind_of_grain_is_refused()
    {
        await _storage.ReadStateAsync("handset", Terminal(5), new GrainState<Snapshot>(new Snapshot()));
        await Assert.ThrowsAsync<NotSupportedException>(() => _storage.ReadStateAsync("handset", GrainId.Create("sim", "5"), new GrainState<Snapshot>(new Snapshot())));
        await Assert.ThrowsAsync<NotSupportedException>(() => _storage.ReadStateAsync("other", Terminal(5), new GrainState<Snapshot>(new Snapshot())));
        await Assert.ThrowsAsync<NotSupportedException>(() => _storage.ReadStateAsync("handset", Terminal(5), new GrainState<string>("")));
    }

    private static GrainId Terminal(long index) => GrainId.Create(GrainType.Create("terminal"), GrainIdKeyExtensions.CreateIntegerKey(index));

    private FleetGrainStorage<Snapshot> NewStorage() => new(_store, new GrainStateCodec<Snapshot>(
        state => (Encoding.UTF8.GetBytes(state.Text), state.Due),
        payload => new Snapshot { Text = Encoding.UTF8.GetString(payload) }));

    public sealed class Snapshot
    {
        public string Text { get; init; } = "";

        public long? Due { get; init; }
    }
}
