using System.ComponentModel;

namespace FleetSim.Reports.Model;

/// <summary>What each handset holds against what the target says.</summary>
public sealed record TruthReport
{
    /// <summary>Mismatches listed one by one, at most.</summary>
    public const int ListedItems = 100;

    [Description("books: the reference platform's own file; export: a foreign platform's; wire: acknowledged only; none.")]
    public required string Source { get; init; }

    [Description("Handsets compared.")]
    public long Checked { get; init; }

    [Description("Differences that nothing explains.")]
    public long Mismatches { get; init; }

    [Description("Differences that the fault plan caused.")]
    public long Explained { get; init; }

    [Description("Differences that the fault plan must have caused: equal to explained in a passed run.")]
    public long ExpectedExplained { get; init; }

    [Description("Handsets that had not come to rest when the drain phase ended.")]
    public long Unsettled { get; init; }

    [Description("The first 100 mismatches.")]
    public IReadOnlyList<TruthItem> Items { get; init; } = [];

    [Description("The first 100 unsettled handsets: what the handset was doing, and the jobs that the platform had not ended.")]
    public IReadOnlyList<TruthItem> UnsettledItems { get; init; } = [];

    /// <summary>Both lists: what people want to see first when something is wrong.</summary>
    internal IEnumerable<TruthItem> Listed => Items.Concat(UnsettledItems);
}
