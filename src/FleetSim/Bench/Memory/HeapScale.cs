using System.Diagnostics;
using System.Runtime;

namespace FleetSim.Bench.Memory;

/// <summary>
/// Weighs what a fleet adds to this process. The heap is read after a full, blocking, compacting collection: what is reachable, and not one
/// byte of garbage. The resident set is read before it, as an operator would see it: garbage not yet collected, free space, the store's cache and all.
/// </summary>
internal sealed class HeapScale
{
    private readonly Stopwatch _wall = Stopwatch.StartNew();
    private long _heap = Settled();
    private long _rss = Environment.WorkingSet;
    private TimeSpan _cpu = Environment.CpuUsage.TotalTime;
    private TimeSpan _pauses = GC.GetTotalPauseDuration();

    /// <summary>Begins to count time anew; heap and resident set still count from the beginning.</summary>
    public void Restart()
    {
        _wall.Restart();
        (_cpu, _pauses) = (Environment.CpuUsage.TotalTime, GC.GetTotalPauseDuration());
    }

    /// <param name="stage">Name of the state that the handsets are in now.</param>
    /// <param name="terminals">How many came since the scale was made.</param>
    public StageWeight Read(string stage, int terminals)
    {
        (double seconds, TimeSpan cpu, TimeSpan pauses) = (_wall.Elapsed.TotalSeconds, Environment.CpuUsage.TotalTime - _cpu, GC.GetTotalPauseDuration() - _pauses);
        long rss = Environment.WorkingSet;
        long heap = (Settled() - _heap) / terminals;
        return new StageWeight(stage, heap, (rss - _rss) / terminals, rss, Round(seconds), Round(cpu.TotalSeconds), Round(pauses.TotalSeconds));
    }

    private static long Settled()
    {
        for (int i = 0; i < 2; i++)
        {
            GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: false);
    }

    private static double Round(double seconds) => Math.Round(seconds, 2);
}
