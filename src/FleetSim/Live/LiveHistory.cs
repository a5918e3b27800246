namespace FleetSim.Live;

/// <summary>The last minute of samples, from which rates are made.</summary>
internal sealed class LiveHistory
{
    public const int Kept = 60;

    private readonly List<LiveSnapshot> _samples = [];

    public LiveSnapshot? Latest => _samples.Count == 0 ? null : _samples[^1];

    public void Add(LiveSnapshot sample)
    {
        _samples.Add(sample);
        if (_samples.Count > Kept + 1) _samples.RemoveAt(0);
    }

    /// <summary>Per second between neighbours, oldest first; one fewer than the samples.</summary>
    public IReadOnlyList<double> Rates(Func<LiveSnapshot, long> total)
    {
        var rates = new List<double>(_samples.Count);
        for (int i = 1; i < _samples.Count; i++) rates.Add(Rate(_samples[i - 1], _samples[i], total));
        return rates;
    }

    /// <summary>Over the last few samples, so that the figure can be read.</summary>
    public double Rate(Func<LiveSnapshot, long> total) =>
        _samples.Count < 2 ? 0 : Rate(_samples[Math.Max(0, _samples.Count - 4)], _samples[^1], total);

    private static double Rate(LiveSnapshot from, LiveSnapshot to, Func<LiveSnapshot, long> total)
    {
        double seconds = (to.Elapsed - from.Elapsed).TotalSeconds;
        return seconds <= 0 ? 0 : Math.Max(0, total(to) - total(from)) / seconds;
    }
}
