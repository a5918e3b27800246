namespace FleetSim.Bench.Session;

/// <summary>A round of handsets and the round of the raw loop behind it.</summary>
internal readonly record struct SessionPair(double CpuUs, double RawCpuUs, long AllocatedBytes, double PauseUs)
{
    public double Ratio => CpuUs / RawCpuUs;
}

/// <summary>The pairs of one connection policy.</summary>
internal sealed record PolicyCost(IReadOnlyList<SessionPair> Pairs)
{
    public double Median(Func<SessionPair, double> of) => Pairs.Select(of).Order().ElementAt(Pairs.Count / 2);
}

/// <summary>What <c>fleetsim bench session</c> found. Medians; microseconds of CPU (user and system) for each session of three POSTs.</summary>
/// <param name="Sessions">Sessions of each round.</param>
/// <param name="Gc">Settings of the garbage collector.</param>
/// <param name="CpuPerSessionUs">A handset's session on a connection of its own.</param>
/// <param name="RawCpuPerSessionUs">The same octets by the raw loop.</param>
/// <param name="RatioNewConnection">Median of the pairs' ratios.</param>
/// <param name="PooledCpuPerSessionUs">A handset's session on kept-alive connections.</param>
/// <param name="AllocatedBytesPerSession">Garbage of a handset's session on a connection of its own.</param>
/// <param name="GcPauseUsPerSession">How long the collector held every thread for it; part of it is CPU of its session.</param>
internal sealed record SessionReport(
    int Sessions, string Gc, double CpuPerSessionUs, double RawCpuPerSessionUs, double RatioNewConnection,
    double PooledCpuPerSessionUs, double PooledRawCpuPerSessionUs, double RatioPooled, long AllocatedBytesPerSession, long PooledAllocatedBytesPerSession,
    double GcPauseUsPerSession, double PooledGcPauseUsPerSession)
{
    public static SessionReport Of(int sessions, PolicyCost own, PolicyCost pooled) => new(
        sessions, GcWords.Now, Round(own.Median(p => p.CpuUs), 1), Round(own.Median(p => p.RawCpuUs), 1), Round(own.Median(p => p.Ratio), 3),
        Round(pooled.Median(p => p.CpuUs), 1), Round(pooled.Median(p => p.RawCpuUs), 1), Round(pooled.Median(p => p.Ratio), 3),
        (long)own.Median(p => p.AllocatedBytes), (long)pooled.Median(p => p.AllocatedBytes), Round(own.Median(p => p.PauseUs), 1), Round(pooled.Median(p => p.PauseUs), 1));

    private static double Round(double value, int digits) => Math.Round(value, digits);
}
