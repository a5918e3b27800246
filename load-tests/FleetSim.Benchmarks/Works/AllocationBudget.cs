using System.Globalization;
using System.Text.Json;

namespace FleetSim.Benchmarks.Works;

/// <summary>
/// Octets that one operation of each work may allocate, from allocations.json. Counted by the runtime for the measuring thread, so that the
/// figure is exact and the same on every machine; no time is measured.
/// </summary>
public static class AllocationBudget
{
    private const int Warmup = 2_000;
    private const int Operations = 1_000;

    public static IReadOnlyDictionary<string, long> Budget { get; } =
        JsonSerializer.Deserialize<Dictionary<string, long>>(Samples.Resource("allocations.json")) ?? [];

    /// <summary>Octets per operation, rounded up.</summary>
    public static long Measure(Work work)
    {
        ArgumentNullException.ThrowIfNull(work);
        for (int i = 0; i < Warmup; i++) work.Once();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Operations; i++) work.Once();
        return (GC.GetAllocatedBytesForCurrentThread() - before + Operations - 1) / Operations;
    }

    /// <summary>Prints each work that has no budget or exceeds it, and budgets without a work; true when there is none.</summary>
    public static bool Check(TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(output);
        string[] faults = [.. Faults()];
        foreach (string fault in faults) output.WriteLine(fault);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Catalogue.All.Count} works, {faults.Length} beyond the budget"));
        return faults.Length == 0;
    }

    public static IEnumerable<string> Faults()
    {
        foreach (Work work in Catalogue.All)
        {
            long measured = Measure(work);
            if (!Budget.TryGetValue(work.Name, out long budget)) yield return $"{work.Name}: {measured} octets, no budget in allocations.json";
            else if (measured > budget) yield return $"{work.Name}: {measured} octets, budget {budget}";
        }

        foreach (string name in Budget.Keys.Except(Catalogue.All.Select(w => w.Name))) yield return $"{name}: a budget without a work";
    }

    /// <summary>What is allocated now, in the form of allocations.json.</summary>
    public static void Print(TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(output);
        IEnumerable<string> lines = Catalogue.All.Select(work => $"  \"{work.Name}\": {Measure(work)}");
        output.WriteLine("{\n" + string.Join(",\n", lines) + "\n}");
    }
}
