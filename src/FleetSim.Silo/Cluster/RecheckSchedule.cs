namespace FleetSim.Silo.Cluster;

/// <summary>
/// When cohorts look again who must be awake, after a change of the membership: once nearly everything that it set in motion has come to rest, and once no
/// answered call can be under way any more that was sent before it (Orleans gives them up after 30 s): one that comes late can clear timers that were set
/// meanwhile. A further change begins anew.
/// </summary>
public sealed class RecheckSchedule
{
    private static readonly TimeSpan[] After = [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(40)];

    private DateTimeOffset _changed;
    private volatile int _done = After.Length;

    /// <summary>True as long as a look is to come: what the change has cost is not known yet.</summary>
    public bool Settles => _done < After.Length;

    public void Changed(DateTimeOffset now) => (_changed, _done) = (now, 0);

    public bool IsDue(DateTimeOffset now) => Settles && now >= _changed + After[_done];

    /// <summary>Everybody has been looked after. One that broke is not done: it is due again at once.</summary>
    public void Done() => _done++;
}
