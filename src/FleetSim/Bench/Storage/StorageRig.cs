using System.Diagnostics;
using FleetSim.Grains;
using FleetSim.Silo;
using FleetSim.Storage;

namespace FleetSim.Bench.Storage;

/// <summary>Writes the same number of rows, with keys drawn at random and sorted in each batch, through the store and by plain SQL, in turns.</summary>
internal sealed class StorageRig(IBenchedDatabase database, int rows, int writes)
{
    public const int StateOctets = 300;

    private const int Pairs = 5;
    private const int BatchRows = 1000;

    /// <summary>Handsets that wait for their write at a time: two batches, so that one fills while the other is committed.</summary>
    private const int Writers = 2 * BatchRows;

    private static readonly GrainType Terminal = GrainType.Create("terminal");

    private readonly Random _random = new(20261124); // the same keys in every run
    private readonly string?[] _etags = [.. Enumerable.Repeat("1", rows)];
    private readonly byte[] _payload = Payload(2);
    private readonly FleetGrainStorage<HandsetState> _storage = new(database.Store, FleetBatchBuilder.Codec);

    public static byte[] Payload(int seed)
    {
        byte[] payload = new byte[StateOctets];
        new Random(seed).NextBytes(payload);
        return payload;
    }

    public static void Seed(StatePlan plan, int rows, byte[] payload)
    {
        using IFleetImport import = plan.BeginImport(replace: false);
        import.States(Enumerable.Range(0, rows).Select(key => ((long)key, new StoredState(1, null, payload))));
        import.Commit();
    }

    public async Task<StorageCost> RunAsync(Action<string> told)
    {
        // Warm: compiled, prepared, cached.
        WriteRaw();
        await WriteAsync();
        List<(Reading Raw, Reading Store)> pairs = [];
        for (int pair = 0; pair < Pairs; pair++)
        {
            Reading raw = default, store = default;
            if (pair % 2 == 0) raw = await MeasureAsync(() => Task.Run(WriteRaw));
            store = await MeasureAsync(WriteAsync);
            if (pair % 2 != 0) raw = await MeasureAsync(() => Task.Run(WriteRaw));
            pairs.Add((raw, store));
            told($"{database.Name} {pair + 1}/{Pairs}: raw {raw.MicrosecondsEach:0.0} µs, store {store.MicrosecondsEach:0.0} µs");
        }
        return StorageCost.Of(database.Name, pairs);
    }

    private void WriteRaw()
    {
        for (int batch = 0; batch < writes / BatchRows; batch++)
        {
            HashSet<long> keys = [];
            while (keys.Count < Math.Min(BatchRows, rows)) keys.Add(_random.Next(rows));
            database.WriteRaw([.. keys.Order()], _payload);
        }
    }

    /// <summary>Each writer has handsets of its own, as an activation has: nobody else writes them.</summary>
    private Task WriteAsync()
    {
        int writers = Math.Min(Writers, rows), each = writes / writers;
        int[] seeds = [.. Enumerable.Range(0, writers).Select(_ => _random.Next())];
        return Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(() => WriteAsync(writer, writers, each, new Random(seeds[writer])))));
    }

    private async Task WriteAsync(int writer, int writers, int count, Random random)
    {
        int own = (rows - writer + writers - 1) / writers;
        for (int i = 0; i < count; i++)
        {
            int key = writer + (random.Next(own) * writers);
            GrainState<HandsetState> state = new(new HandsetState { Snapshot = _payload }) { ETag = _etags[key], RecordExists = true };
            await _storage.WriteStateAsync("handset", GrainId.Create(Terminal, GrainIdKeyExtensions.CreateIntegerKey(key)), state);
            _etags[key] = state.ETag;
        }
    }

    private async Task<Reading> MeasureAsync(Func<Task> work)
    {
        using Process own = Process.GetCurrentProcess();
        TimeSpan? server = database.ServerCpu;
        own.Refresh();
        TimeSpan cpu = own.TotalProcessorTime;
        long start = Stopwatch.GetTimestamp();
        await work();
        TimeSpan wall = Stopwatch.GetElapsedTime(start);
        own.Refresh();
        return new Reading(writes, own.TotalProcessorTime - cpu, database.ServerCpu - server, wall);
    }
}
