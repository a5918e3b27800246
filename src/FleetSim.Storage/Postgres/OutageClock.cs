using System.Diagnostics;

namespace FleetSim.Storage.Postgres;

/// <summary>Adds up the time in which the database did not answer. All readers and the writer of a store share one.</summary>
internal sealed class OutageClock
{
    private readonly Lock _gate = new();
    private TimeSpan _past;
    private int _outages;
    private long _since;
    private volatile bool _away;

    public OutageReport Report
    {
        get
        {
            lock (_gate) return new OutageReport(_outages, _away ? _past + Stopwatch.GetElapsedTime(_since) : _past);
        }
    }

    public void Failed()
    {
        lock (_gate)
        {
            if (_away) return;
            _away = true;
            _since = Stopwatch.GetTimestamp();
            _outages++;
        }
    }

    public void Answered()
    {
        if (!_away) return;
        lock (_gate)
        {
            if (!_away) return;
            _away = false;
            _past += Stopwatch.GetElapsedTime(_since);
        }
    }
}
