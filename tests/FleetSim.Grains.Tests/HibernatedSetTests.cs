namespace FleetSim.Grains.Tests;

public sealed class HibernatedSetTests
{
    private readonly HibernatedSet _set = new();

    [Fact]
    public void A_handset_is_in_it_once()
    {
        Assert.Equal((true, false, 1L), (_set.Add(17), _set.Add(17), _set.Count));
        Assert.Equal((true, false, 0L), (_set.Remove(17), _set.Remove(17), _set.Count));
    }

    [Fact]
    public void Numbers_far_apart_do_not_disturb_each_other()
    {
        long[] some = [0, 63, 64, 65_535, 65_536, 1_999_999, 49_999_999];
        Assert.All(some, n => Assert.True(_set.Add(n)));
        Assert.Equal(some.Length, _set.Count);
        Assert.False(_set.Remove(1));
        Assert.False(_set.Remove(100_000_000));
        Assert.All(some, n => Assert.True(_set.Remove(n)));
        Assert.Equal(0, _set.Count);
    }

    [Fact]
    public void Many_threads_may_use_it()
    {
        Parallel.For(0, 200_000, n => _set.Add(n));
        Parallel.For(0, 100_000, n => _set.Remove(2 * n));
        Assert.Equal(100_000, _set.Count);
        Assert.True(_set.Remove(199_999));
    }
}
