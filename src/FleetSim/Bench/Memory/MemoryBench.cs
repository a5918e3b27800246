using System.Text.Json;

namespace FleetSim.Bench.Memory;

/// <summary>
/// What a handset weighs inside the whole machinery: activation, directory entry, wheel entry, storage, ledger. Each life begins in a new
/// process of this program, with the same settings of the garbage collector: what one fleet left behind (pools grown, tables resized, heap
/// fragmented) is not in the way of the next, and the bare activation is weighed under the same conditions. Inside a process one zero point, set after some handsets
/// have warmed everything up, holds for all its states.
/// </summary>
internal static class MemoryBench
{
    public static async Task<MemoryReport> RunAsync(int terminals, CancellationToken stop)
    {
        List<StageWeight> weights = [];
        string gc = "";
        foreach (MemoryLife life in Enum.GetValues<MemoryLife>())
        {
            MemoryLifeReport report = await InChildAsync(terminals, life, stop);
            weights.AddRange(report.Stages);
            gc = report.Gc;
        }

        return MemoryReport.Of(terminals, gc, weights);
    }

    /// <summary>The child's part: its weights as one line.</summary>
    public static async Task RunChildAsync(int terminals, MemoryLife life, TextWriter output, TextWriter progress, CancellationToken stop)
    {
        MemoryLifeReport report = new(GcWords.Now, await new MemoryChild(terminals, progress).WeighAsync(life, stop));
        await output.WriteLineAsync(JsonSerializer.Serialize(report, BenchLineJson.Default.MemoryLifeReport));
    }

    private static async Task<MemoryLifeReport> InChildAsync(int terminals, MemoryLife life, CancellationToken stop)
    {
        await using ChildProcess child = ChildProcess.Start("bench", "memory", "--terminals", $"{terminals}", "--life", life.ToString());
        return JsonSerializer.Deserialize(await child.ReadAsync(stop), BenchLineJson.Default.MemoryLifeReport)!;
    }
}
