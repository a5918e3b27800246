using System.Net;
using FleetSim.Contracts;

namespace FleetSim.Grains.Tests;

public sealed class HomesTests
{
    private static readonly SiloAddress[] Three = [.. Enumerable.Range(1, 3).Select(Silo)];

    [Fact]
    public void Every_node_finds_the_same_homes_in_whatever_order_it_knows_the_others() => Assert.Equal(Homes.Of(500, Three), Homes.Of(500, [.. Three.Reverse()]));

    [Theory]
    [InlineData(3, 1, 1)]
    [InlineData(20, 6, 7)]
    [InlineData(977, 325, 326)]
    public void No_node_has_more_than_its_share(long cohorts, int least, int most) => Assert.All(Enumerable.Range(0, 50), run =>
    {
        SiloAddress[] silos = [.. Enumerable.Range(1, 3).Select(n => Silo((run * 3) + n))];
        int[] shares = [.. Homes.Of(cohorts, silos).GroupBy(home => home).Select(g => g.Count())];
        Assert.Equal(3, shares.Length);
        Assert.All(shares, share => Assert.InRange(share, least, most));
    });

    /// <summary>The cohorts of a node that is gone need another home, a third of all; few others move for the balance's sake.</summary>
    [Fact]
    public void When_a_node_is_gone_most_others_stay_at_home()
    {
        SiloAddress[] before = Homes.Of(900, Three), after = Homes.Of(900, [Three[0], Three[2]]);
        Assert.DoesNotContain(Three[1], after);
        int moved = before.Zip(after).Count(c => !c.First.Equals(Three[1]) && !c.First.Equals(c.Second));
        Assert.InRange(moved, 0, 120);
    }

    [Fact]
    public void Cohorts_are_slices_side_by_side()
    {
        Assert.Equal((0, 1024), Cohorts.Slice(0));
        Assert.Equal((1024, 2048), Cohorts.Slice(1));
        Assert.Equal((0, 1, 1), (Cohorts.Of(1023), Cohorts.Of(1024), Cohorts.Of(2047)));
        Assert.Equal((1, 1, 2, 977), (Cohorts.Count(1), Cohorts.Count(1024), Cohorts.Count(1025), Cohorts.Count(1_000_000)));
    }

    private static SiloAddress Silo(int number) => SiloAddress.New(new IPEndPoint(IPAddress.Loopback, 11_000 + number), number * 7919);
}
