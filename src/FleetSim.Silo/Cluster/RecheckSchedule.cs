namespace FleetSim.Silo.Cluster;

/// <summary>
/// When cohorts look again who must be awake, after a change of the membership: once nearly everything that it set in motion has come to rest, once hardly an
/// answered call can be under way any more that was sent before it, and once none can (Orleans gives them up after a minute): one that comes late can clear timers
/// that were set meanwhile. A further change begins anew.
/// </summary>
public sealed class RecheckSchedule
{
    private static readonly TimeSpan[] After = [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(40), TimeSpan.FromSeconds(70)];

    /// <summary>Looks that a drain waits for; the last is for what is rare.</summary>
    private const int Awaited = 2;

    private DateTimeOffset _changed;
    private volatile int _done = After.Length;

    /// <summary>True as long as a look is to come that finds what the change may well have cost.</summary>
    public bool Settles => _done < Awaited;

    public void Changed(DateTimeOffset now) => (_changed, _done) = (now, 0);

    public bool IsDue(DateTimeOffset now) => _done < After.Length && now >= _changed + After[_done];

    /// <summary>Everybody has been looked after. One that broke is not done: it is due again at once.</summary>
    public void Done() => _done++;
}
