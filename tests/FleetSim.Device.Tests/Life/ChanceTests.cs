namespace FleetSim.Device.Tests.Life;

public sealed class ChanceTests
{
    private static readonly Chance Chance = new(20261124, 77);

    /// <summary>Stability: a change of these numbers changes every run that was ever named by its seed.</summary>
    [Fact]
    public void The_same_occasion_is_the_same_draw_for_ever()
    {
        Assert.Equal(Chance.Bits(ChancePurpose.DownloadCut, 3), new Chance(20261124, 77).Bits(ChancePurpose.DownloadCut, 3));
        Assert.Equal(Chance.Octets(ChancePurpose.ServerNonce, 1, 16)[..10], Chance.Octets(ChancePurpose.ServerNonce, 1, 10));
    }

    [Fact]
    public void Seed_terminal_purpose_and_occasion_each_make_another_draw()
    {
        ulong[] draws =
        [
            Chance.Bits(ChancePurpose.DownloadCut, 3), Chance.Bits(ChancePurpose.DownloadCut, 4), Chance.Bits(ChancePurpose.SimSwap, 3), Chance.Bits(ChancePurpose.DownloadCut, 3, 1),
            new Chance(20261124, 78).Bits(ChancePurpose.DownloadCut, 3), new Chance(20261125, 77).Bits(ChancePurpose.DownloadCut, 3),
        ];
        Assert.Equal(draws.Length, draws.Distinct().Count());
    }

    [Fact]
    public void Draws_are_uniform_over_terminals_and_over_occasions()
    {
        foreach (Func<int, double> draw in (Func<int, double>[])[i => new Chance(1, i).Unit(ChancePurpose.Model, 0), i => Chance.Unit(ChancePurpose.Model, i)])
        {
            int[] tenths = new int[10];
            for (int i = 0; i < 100_000; i++) tenths[(int)(draw(i) * 10)]++;
            Assert.All(tenths, t => Assert.InRange(t, 9_600, 10_400));
        }
    }

    [Fact]
    public void Between_reaches_both_ends_and_nothing_else()
    {
        HashSet<double> seen = [.. Enumerable.Range(0, 500).Select(i => Chance.Between(ChancePurpose.OffTime, i, TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(8)).TotalMilliseconds)];
        Assert.Equal([5, 6, 7, 8], seen.Order());
    }

    [Fact]
    public void Below_stays_below()
    {
        HashSet<long> seen = [.. Enumerable.Range(0, 500).Select(i => Chance.Below(ChancePurpose.Persona, i, 4))];
        Assert.Equal([0, 1, 2, 3], seen.Order());
    }
}
