using FleetSim.Reports.Model;
using FleetSim.Scenarios.Life;
using FleetSim.Storage;

namespace FleetSim.Run;

/// <summary>What the committed snapshots say in the end, read in one pass that holds one handset at a time.</summary>
/// <param name="Totals">The sums of the report.</param>
/// <param name="Truth">The comparison with the platform's books; its source is "none" without them.</param>
public sealed record FleetReview(FleetTotals Totals, TruthReport Truth)
{
    /// <param name="store">The snapshots.</param>
    /// <param name="fleet">Whose they are.</param>
    /// <param name="booksPath">The file of the platform's books; null: nothing is compared.</param>
    public static FleetReview Read(IStateReader store, Fleet fleet, string? booksPath)
    {
        using PlatformBooks? books = booksPath is null ? null : PlatformBooks.Open(booksPath);
        using TruthCheck? truth = books is null ? null : new TruthCheck(fleet, books);
        FleetTotals totals = new();
        foreach ((long index, StoredState state) in store.Scan())
        {
            Handset handset = Handset.Load(fleet, index, state.Payload);
            totals.Add(handset);
            truth?.Check(handset);
        }

        return new FleetReview(totals, truth?.Finish() ?? new TruthReport { Source = "none" });
    }
}
