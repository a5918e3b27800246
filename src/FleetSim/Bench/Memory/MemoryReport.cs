namespace FleetSim.Bench.Memory;

/// <summary>What <c>fleetsim bench memory</c> found: bytes for each handset, unless said otherwise.</summary>
/// <param name="Terminals">Handsets in each state.</param>
/// <param name="Gc">Settings of the garbage collector.</param>
/// <param name="BareActivationHeapBytes">An activation of a grain with nothing in it.</param>
/// <param name="IdleHeapBytes">Switched on, never registered.</param>
/// <param name="RegisteredHeapBytes">Registered, at rest, activated.</param>
/// <param name="InSessionHeapBytes">Waiting for the answer to package 1; the connection itself is not in it.</param>
/// <param name="HibernatedHeapBytes">Registered, its activation given up: what memory still knows of it.</param>
/// <param name="RssBytes">Resident set of the registered fleet.</param>
/// <param name="ProcessRssBytes">Resident set of the whole process at that moment.</param>
internal sealed record MemoryReport(
    int Terminals, string Gc, long BareActivationHeapBytes, long IdleHeapBytes, long RegisteredHeapBytes, long InSessionHeapBytes, long HibernatedHeapBytes, long RssBytes,
    long ProcessRssBytes, IReadOnlyList<StageWeight> Stages)
{
    public static MemoryReport Of(int terminals, string gc, IReadOnlyList<StageWeight> stages)
    {
        Dictionary<string, StageWeight> by = stages.ToDictionary(s => s.Stage);
        return new MemoryReport(
            terminals, gc, by["bareActivation"].HeapBytes, by["idle"].HeapBytes, by["registered"].HeapBytes, by["inSession"].HeapBytes, by["hibernated"].HeapBytes,
            by["registered"].RssBytes, by["registered"].ProcessRssBytes, stages);
    }
}

/// <summary>What one process of the bench found.</summary>
internal sealed record MemoryLifeReport(string Gc, IReadOnlyList<StageWeight> Stages);
