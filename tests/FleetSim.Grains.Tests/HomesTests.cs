using System.Net;
using FleetSim.Contracts;

namespace FleetSim.Grains.Tests;

public sealed class HomesTests
{
    private static readonly SiloAddress[] Three = [.. Enumerable.Range(1, 3).Select(Silo)];

    [Fact]
    public void Every_node_finds_the_same_home_in_whatever_order_it_knows_the_others() => Assert.All(
        Enumerable.Range(0, 500), cohort => Assert.Equal(Homes.Of(cohort, Three), Homes.Of(cohort, [.. Three.Reverse()])));

    [Fact]
    public void Three_nodes_share_the_cohorts_evenly()
    {
        int[] shares = [.. Enumerable.Range(0, 3000).GroupBy(c => Homes.Of(c, Three)).Select(g => g.Count())];
        Assert.Equal(3, shares.Length);
        Assert.All(shares, share => Assert.InRange(share, 850, 1150));
    }

    [Fact]
    public void When_a_node_is_gone_only_its_own_cohorts_have_another_home()
    {
        SiloAddress gone = Three[1];
        SiloAddress[] left = [Three[0], Three[2]];
        Assert.All(Enumerable.Range(0, 1000), cohort =>
        {
            SiloAddress before = Homes.Of(cohort, Three);
            if (!before.Equals(gone)) Assert.Equal(before, Homes.Of(cohort, left));
        });
    }

    /// <summary>Twenty thousand handsets, the size of the crash tests: no node of three may be without any.</summary>
    [Fact]
    public void A_small_fleet_is_on_every_node_of_three() => Assert.All(Enumerable.Range(0, 200), run =>
    {
        SiloAddress[] silos = [.. Enumerable.Range(1, 3).Select(n => Silo((run * 3) + n))];
        Assert.Equal(3, Enumerable.Range(0, (int)Cohorts.Count(20_000)).Select(c => Homes.Of(c, silos)).Distinct().Count());
    });

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
