namespace FleetSim.Grains;

/// <summary>
/// A hashed timing wheel: a timer costs one dictionary entry and one slot entry, whatever its distance. Deterministic, knows no
/// clock. A timer fires in the tick that its due time falls into, never earlier.
/// <code>slot = tick % slots; an entry of a later round stays in its slot; a replaced or cancelled one is dropped when met</code>
/// </summary>
public sealed class TimingWheel(TimeSpan tick)
{
    private const int SlotCount = 1024;
    private const int SlotBits = 4;

    /// <summary>Highest number of a handset's timer.</summary>
    public const int LastSlot = (1 << SlotBits) - 1;

    // A fleet has a thousand wheels, and most of their slots are empty: a slot's list is made when it is needed.
    private readonly List<(long Key, long Tick)>?[] _slots = new List<(long, long)>?[SlotCount];
    private readonly Dictionary<long, long> _due = [];
    private readonly List<(long Tick, long Key)> _ripe = [];
    private long _lastTick = long.MinValue;

    public int Count => _due.Count;

    /// <summary>Sets (or replaces) a timer. One that is overdue fires in the next tick.</summary>
    public void Arm(long terminal, int slot, DateTimeOffset due)
    {
        long at = Math.Max(TickOf(due), _lastTick + 1);
        long key = Key(terminal, slot);
        if (_due.TryGetValue(key, out long known) && known == at) return;
        _due[key] = at;
        (_slots[at % SlotCount] ??= []).Add((key, at));
    }

    /// <summary>Sets a timer unless it is set for an earlier moment.</summary>
    public void ArmAgain(long terminal, int slot, DateTimeOffset due)
    {
        if (!_due.TryGetValue(Key(terminal, slot), out long known) || TickOf(due) < known) Arm(terminal, slot, due);
    }

    public void Cancel(long terminal, int slot) => _due.Remove(Key(terminal, slot));

    /// <summary>Takes a timer back that was set for this moment; one that is set for another stays, and so does one that was overdue when it was set.</summary>
    public void Cancel(long terminal, int slot, DateTimeOffset due)
    {
        if (_due.TryGetValue(Key(terminal, slot), out long at) && at == TickOf(due)) Cancel(terminal, slot);
    }

    /// <summary>Appends every timer that is due by now, in the order of due ticks.</summary>
    public void Advance(DateTimeOffset now, List<(long Terminal, int Slot)> fired)
    {
        long current = now.UtcTicks / tick.Ticks;
        bool behind = _lastTick == long.MinValue || current - _lastTick > SlotCount;
        for (long at = behind ? current - SlotCount + 1 : _lastTick + 1; at <= current; at++) Sweep(ref _slots[at % SlotCount], current);
        // Slots come in the order of ticks, except when more than a round is swept at once.
        if (behind) _ripe.Sort();
        foreach ((_, long key) in _ripe) fired.Add((key >> SlotBits, (int)(key & LastSlot)));
        _ripe.Clear();
        _lastTick = Math.Max(_lastTick, current);
    }

    private long TickOf(DateTimeOffset due) => (due.UtcTicks + tick.Ticks - 1) / tick.Ticks;

    private void Sweep(ref List<(long Key, long Tick)>? kept, long current)
    {
        if (kept is not { } slot) return;
        Keep(slot, current);
        if (slot.Count == 0) kept = null;
    }

    /// <summary>What is due goes to the ripe ones; what is of a later round stays.</summary>
    private void Keep(List<(long Key, long Tick)> slot, long current)
    {
        int kept = 0;
        for (int i = 0; i < slot.Count; i++)
        {
            (long key, long at) = slot[i];
            if (!_due.TryGetValue(key, out long armed) || armed != at) continue;
            if (at > current)
            {
                slot[kept++] = (key, at);
                continue;
            }

            _due.Remove(key);
            _ripe.Add((at, key));
        }

        slot.RemoveRange(kept, slot.Count - kept);
    }

    private static long Key(long terminal, int slot) => (terminal << SlotBits) | (uint)slot;
}
