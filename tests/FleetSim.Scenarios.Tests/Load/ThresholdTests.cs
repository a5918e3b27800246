using FleetSim.Scenarios.Load;

namespace FleetSim.Scenarios.Tests.Load;

public sealed class ThresholdTests
{
    [Theory]
    [InlineData("truth.mismatches == 0", "truth.mismatches", "==", 0)]
    [InlineData("firmware.resumes >= 300", "firmware.resumes", ">=", 300)]
    [InlineData("sessions.p99 < 400ms", "sessions.p99", "<", 400)]
    [InlineData("sessions.p99 < 2s", "sessions.p99", "<", 2000)]
    [InlineData("sessions.p99 < 1.5 s", "sessions.p99", "<", 1500)]
    [InlineData("sessions.failed_share <= 0.5%", "sessions.failed_share", "<=", 0.005)]
    [InlineData("sessions.failed_share <= 50 %", "sessions.failed_share", "<=", 0.5)]
    [InlineData("  a   !=   -3  ", "a", "!=", -3)]
    [InlineData("a\t>\t1e3", "a", ">", 1000)]
    [InlineData("a > .25", "a", ">", 0.25)]
    public void A_threshold_is_metric_operator_value_unit(string text, string metric, string comparison, double value)
    {
        Threshold threshold = Threshold.Parse(text)!;
        Assert.Equal((text, metric, comparison), (threshold.Expression, threshold.Metric, threshold.Operator));
        Assert.Equal(value, threshold.Value, 1e-12);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("a <")]
    [InlineData("a < b")]
    [InlineData("a = 0")]
    [InlineData("a =< 0")]
    [InlineData("a<0")]
    [InlineData("a < 1 2 3")]
    [InlineData("a < 4 00ms")]
    [InlineData("a < 4 0")]
    [InlineData("a < 5min")]
    [InlineData("a < 5 minutes")]
    [InlineData("a < 5ms s")]
    [InlineData("a < 5%%")]
    [InlineData("a < %")]
    [InlineData("a < NaN")]
    [InlineData("a < 1,5")]
    [InlineData("a < 0x10")]
    public void Anything_else_is_none(string text) => Assert.Null(Threshold.Parse(text));

    [Theory]
    [InlineData("<", true, false, false)]
    [InlineData("<=", true, true, false)]
    [InlineData(">", false, false, true)]
    [InlineData(">=", false, true, true)]
    [InlineData("==", false, true, false)]
    [InlineData("!=", true, false, true)]
    public void Every_operator_compares_what_was_measured(string comparison, bool below, bool equal, bool above)
    {
        Threshold threshold = Threshold.Parse($"a {comparison} 10")!;
        Assert.Equal((below, equal, above), (threshold.Holds(9), threshold.Holds(10), threshold.Holds(11)));
    }
}
