using FleetSim.Device;
using FleetSim.Scenarios.Configuration;
using FleetSim.Scenarios.Life;

namespace FleetSim.Scenarios.Tests.Life;

public sealed class FaultPlanTests
{
    private const int Draws = 100_000;
    private const long Size = 262_144;

    private static readonly FaultSpec Spec = new()
    {
        ConfirmationLoss = 0.02, DownloadSignalLoss = 0.12, DownloadPowerLoss = 0.07, DownloadMemoryLow = 0.03, UpdatePowerLoss = 0.04, ReportAnswerLoss = 0.05,
        SignalGap = TimeRange.Seconds(1, 4), MemoryGap = TimeRange.Seconds(2, 3),
    };

    private static readonly FaultPlan Plan = new(Spec);

    [Fact]
    public void Every_rate_is_met()
    {
        Share(0.02, t => Plan.LosesConfirmation(Of(t), 1));
        Share(0.05, t => Plan.LosesReportAnswer(Of(t), 1));
        Share(0.04, t => Plan.UpdateCut(Of(t), 1) is not null);
        Share(0.12, t => Cut(t)?.Kind == FaultKind.SignalLostInDownload);
        Share(0.07, t => Cut(t)?.Kind == FaultKind.PowerLostInDownload);
        Share(0.03, t => Cut(t)?.Kind == FaultKind.MemoryLowInDownload);
    }

    [Fact]
    public void Rates_are_met_over_the_occasions_of_one_handset_as_well()
    {
        Share(0.02, n => Plan.LosesConfirmation(Of(3), n));
        Share(0.12, n => Plan.CutOf(Of(3), n, 0, Size)?.Kind == FaultKind.SignalLostInDownload);
    }

    [Fact]
    public void The_plan_is_pure()
    {
        for (int i = 0; i < 1000; i++)
        {
            FaultPlan other = new(Spec);
            Assert.Equal(Plan.CutOf(Of(i), 2, 100, Size), other.CutOf(Of(i), 2, 100, Size));
            Assert.Equal(Plan.UpdateCut(Of(i), 1), other.UpdateCut(Of(i), 1));
            Assert.Equal(Plan.LosesConfirmation(Of(i), 1), other.LosesConfirmation(Of(i), 1));
        }
    }

    [Fact]
    public void Faults_of_one_handset_are_independent_of_each_other()
    {
        int both = Enumerable.Range(0, Draws).Count(t => Cut(t)?.Kind == FaultKind.SignalLostInDownload && Plan.LosesReportAnswer(Of(t), 1));
        Assert.InRange(both, (int)(Draws * 0.12 * 0.05 * 0.8), (int)(Draws * 0.12 * 0.05 * 1.2));
    }

    [Fact]
    public void A_cut_lies_strictly_inside_and_is_uniform()
    {
        long[] offsets = [.. Enumerable.Range(0, Draws).Select(t => Plan.CutOf(Of(t), 1, 1000, 10_000)).OfType<PlannedCut>().Select(c => c.Offset)];
        Assert.All(offsets, o => Assert.InRange(o, 1001, 10_999));
        Assert.InRange(offsets.Average(), 5_900, 6_100);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void What_is_too_short_to_be_cut_is_not_cut(long reach) =>
        Assert.All(Enumerable.Range(0, 1000), t => Assert.Null(Plan.CutOf(Of(t), 1, 0, reach)));

    [Fact]
    public void Two_octets_are_cut_after_the_first() =>
        Assert.All(Enumerable.Range(0, 1000).Select(t => Plan.CutOf(Of(t), 1, 0, 2)).OfType<PlannedCut>(), c => Assert.Equal(1, c.Offset));

    [Fact]
    public void Gaps_are_in_their_range()
    {
        for (int i = 0; i < 1000; i++)
        {
            Assert.InRange(Plan.GapOf(Of(i), FaultKind.SignalLostInDownload, 1), Spec.SignalGap.Least, Spec.SignalGap.Most);
            Assert.InRange(Plan.GapOf(Of(i), FaultKind.MemoryLowInDownload, 1), Spec.MemoryGap.Least, Spec.MemoryGap.Most);
        }
    }

    [Fact]
    public void A_gap_of_power_is_the_programmers_mistake() => Assert.Throws<ArgumentOutOfRangeException>(() => Plan.GapOf(Of(1), FaultKind.PowerLostInDownload, 1));

    [Fact]
    public void Without_rates_nothing_happens()
    {
        FaultPlan none = new(new FaultSpec());
        Assert.All(Enumerable.Range(0, 1000), t => Assert.True(none.CutOf(Of(t), 1, 0, Size) is null && none.UpdateCut(Of(t), 1) is null && !none.LosesConfirmation(Of(t), 1) && !none.LosesReportAnswer(Of(t), 1)));
    }

    private static PlannedCut? Cut(int terminal) => Plan.CutOf(Of(terminal), 1, 0, Size);

    private static Chance Of(long terminal) => new(20261124, terminal);

    /// <summary>Within five standard deviations of the rate.</summary>
    private static void Share(double rate, Func<int, bool> happens)
    {
        int count = Enumerable.Range(0, Draws).Count(happens);
        double deviation = Math.Sqrt(rate * (1 - rate) / Draws);
        Assert.InRange((double)count / Draws, rate - (5 * deviation), rate + (5 * deviation));
    }
}
