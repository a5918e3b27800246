namespace FleetSim.EndToEnd.Tests.VirtualTime;

/// <summary>
/// A handset's requests of one kind. Breaking off begins another generation; what comes of an older one is dropped without a word.
/// </summary>
public sealed class RequestsUnderWay
{
    private int _generation;

    public int Count { get; private set; }

    public void BreakOff() => (_generation, Count) = (_generation + 1, 0);

    /// <summary>Begins a request.</summary>
    /// <param name="over">What to do with its answer.</param>
    /// <returns>To be told the answer: ends the request, unless it was broken off.</returns>
    public Action<T> Begin<T>(Action<T> over)
    {
        int generation = _generation;
        Count++;
        return answer =>
        {
            if (generation != _generation) return;
            Count--;
            over(answer);
        };
    }
}
