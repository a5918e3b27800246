namespace FleetSim.EndToEnd.Tests.VirtualTime;

/// <summary>The handsets' timers, as <c>TimingWheel</c> keeps them but exact: one for each handset and slot, arming again replaces.</summary>
public sealed class VirtualTimers(Agenda agenda)
{
    private readonly Dictionary<(long Terminal, int Slot), (DateTimeOffset Due, long Stamp)> _armed = [];
    private long _stamp;

    public int Count => _armed.Count;

    public void Arm(long terminal, int slot, DateTimeOffset due, Action fire)
    {
        if (_armed.TryGetValue((terminal, slot), out (DateTimeOffset Due, long) known) && known.Due == due) return;
        long stamp = ++_stamp;
        _armed[(terminal, slot)] = (due, stamp);
        agenda.At(due, () =>
        {
            if (!_armed.TryGetValue((terminal, slot), out (DateTimeOffset, long Stamp) armed) || armed.Stamp != stamp) return;
            _armed.Remove((terminal, slot));
            fire();
        });
    }

    public void Cancel(long terminal, int slot) => _armed.Remove((terminal, slot));

    public void Clear() => _armed.Clear();
}
