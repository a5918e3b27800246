namespace FleetSim.Bench.Storage;

/// <summary>What one durable state costs: through the grain storage provider and its group commit, and by plain batched SQL on rows like them.</summary>
/// <param name="Database">sqlite or postgres.</param>
/// <param name="RawMicroseconds">CPU per row of plain SQL, that of the database included; median of the pairs.</param>
/// <param name="StoreMicroseconds">CPU per state through the store, that of the database included; median of the pairs.</param>
/// <param name="Ratio">Median of the pairs' ratios: store over raw.</param>
/// <param name="ClientRatio">The same without the database's own processes; null where the database is in this one.</param>
/// <param name="StatesPerSecond">By the wall clock, through the store; median.</param>
/// <param name="RawPerSecond">By the wall clock, plain SQL; median.</param>
/// <param name="Ratios">Of each pair, in their order.</param>
internal sealed record StorageCost(
    string Database, double RawMicroseconds, double StoreMicroseconds, double Ratio, double? ClientRatio, double StatesPerSecond, double RawPerSecond, IReadOnlyList<double> Ratios)
{
    public static StorageCost Of(string database, IReadOnlyList<(Reading Raw, Reading Store)> pairs) => new(
        database, Median(pairs.Select(p => p.Raw.MicrosecondsEach)), Median(pairs.Select(p => p.Store.MicrosecondsEach)), Median(pairs.Select(RatioOf)),
        pairs.All(p => p.Raw.ServerCpu is not null) ? Median(pairs.Select(p => p.Store.OwnCpu / p.Raw.OwnCpu)) : null,
        Median(pairs.Select(p => p.Store.EachSecond)), Median(pairs.Select(p => p.Raw.EachSecond)), [.. pairs.Select(RatioOf)]);

    private static double RatioOf((Reading Raw, Reading Store) pair) => pair.Store.MicrosecondsEach / pair.Raw.MicrosecondsEach;

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}

/// <summary>One measured stretch of work.</summary>
/// <param name="Rows">Rows written.</param>
/// <param name="OwnCpu">CPU of this process.</param>
/// <param name="ServerCpu">CPU of the database's processes; null: they are not on this machine, or there are none.</param>
/// <param name="Wall">From begin to end.</param>
internal readonly record struct Reading(int Rows, TimeSpan OwnCpu, TimeSpan? ServerCpu, TimeSpan Wall)
{
    public double MicrosecondsEach => (OwnCpu + (ServerCpu ?? TimeSpan.Zero)).TotalMicroseconds / Rows;

    public double EachSecond => Rows / Wall.TotalSeconds;
}
