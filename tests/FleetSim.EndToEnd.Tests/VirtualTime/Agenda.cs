namespace FleetSim.EndToEnd.Tests.VirtualTime;

/// <summary>What is going to happen, in the order of (moment, order of planning). The only clock of a virtual world.</summary>
public sealed class Agenda(DateTimeOffset beginning)
{
    private readonly PriorityQueue<Action, (DateTimeOffset At, long Number)> _queue = new();
    private long _planned;

    public DateTimeOffset Now { get; private set; } = beginning;

    /// <summary>Plans something; what is planned for the past happens now, behind everything planned for now.</summary>
    public void At(DateTimeOffset at, Action happen) => _queue.Enqueue(happen, (at < Now ? Now : at, _planned++));

    public void After(TimeSpan wait, Action happen) => At(Now + wait, happen);

    /// <summary>Lets the next thing happen; false when nothing is planned.</summary>
    public bool Next()
    {
        if (!_queue.TryDequeue(out Action? happen, out (DateTimeOffset At, long Number) moment)) return false;
        Now = moment.At;
        happen();
        return true;
    }
}
