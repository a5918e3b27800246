namespace FleetSim.Grains;

/// <summary>Lets one of many through in each second: a store or a silo that fails does so for thousands of handsets, and one line of the log says as much. Any thread may call.</summary>
internal sealed class OnceASecond(TimeProvider clock)
{
    private long _last = DateTimeOffset.MinValue.UtcTicks;

    public bool IsDue()
    {
        long now = clock.GetUtcNow().UtcTicks, last = Interlocked.Read(ref _last);
        return now - last >= TimeSpan.TicksPerSecond && Interlocked.CompareExchange(ref _last, now, last) == last;
    }
}
