using FleetSim.Benchmarks.Works;
using FleetSim.Protocol.SyncMl;

// Memory is counted: nothing else may run meanwhile.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace FleetSim.Benchmarks.Tests;

/// <summary>What decoding and encoding allocate beside what they give back.</summary>
public sealed class GarbageTests
{
    private const int Messages = 4_000;

    public static TheoryData<string, SyncMlEncoding> All => [.. from name in Samples.Names from encoding in Enum.GetValues<SyncMlEncoding>() select (name, encoding)];

    /// <summary>Messages that are kept take as much as was allocated for them: nothing of it was thrown away.</summary>
    [Theory]
    [MemberData(nameof(All))]
    public void Decoding_allocates_nothing_but_the_message(string name, SyncMlEncoding encoding)
    {
        byte[] octets = Samples.Octets(name, encoding);
        object?[] kept = new object?[Messages];
        for (int i = 0; i < Messages; i++) kept[i] = SyncMlCodec.Decode(octets, encoding).Value;
        Array.Clear(kept);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Messages; i++) kept[i] = SyncMlCodec.Decode(octets, encoding).Value;
        allocated = (GC.GetAllocatedBytesForCurrentThread() - allocated) / Messages;
        long retained = (GC.GetTotalMemory(forceFullCollection: true) - before) / Messages;
        GC.KeepAlive(kept);
        Assert.InRange(allocated, retained - 16, retained + 16);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Encoding_into_a_given_room_allocates_nothing(string name, SyncMlEncoding encoding) =>
        Assert.Equal(0, AllocationBudget.Measure(Catalogue.All.Single(work => work.Name == $"encode {name} {encoding}")));
}
