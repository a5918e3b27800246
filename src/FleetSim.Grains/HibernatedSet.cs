namespace FleetSim.Grains;

/// <summary>Which handsets of a node hibernate: one bit each, so that millions cost a few hundred KiB. Any thread may call.</summary>
public sealed class HibernatedSet
{
    private const int PageBits = 65_536, WordBits = 64;

    private readonly Lock _growing = new();
    private volatile ulong[][] _pages = [];
    private long _count;

    public long Count => Interlocked.Read(ref _count);

    /// <summary>False: it was in the set already.</summary>
    public bool Add(long terminal)
    {
        ulong bit = 1UL << (int)(terminal % WordBits);
        bool added = (Interlocked.Or(ref Word(terminal), bit) & bit) == 0;
        if (added) Interlocked.Increment(ref _count);
        return added;
    }

    /// <summary>False: it was not in the set.</summary>
    public bool Remove(long terminal)
    {
        if (terminal / PageBits >= _pages.Length) return false;
        ulong bit = 1UL << (int)(terminal % WordBits);
        bool removed = (Interlocked.And(ref Word(terminal), ~bit) & bit) != 0;
        if (removed) Interlocked.Decrement(ref _count);
        return removed;
    }

    private ref ulong Word(long terminal)
    {
        int page = (int)(terminal / PageBits);
        if (page >= _pages.Length) Grow(page + 1);
        return ref _pages[page][(int)(terminal % PageBits) / WordBits];
    }

    /// <summary>The pages themselves are never replaced: who holds one writes into the right place.</summary>
    private void Grow(int pages)
    {
        lock (_growing)
        {
            if (pages <= _pages.Length) return;
            _pages = [.. _pages, .. Enumerable.Range(0, pages - _pages.Length).Select(_ => new ulong[PageBits / WordBits])];
        }
    }
}
