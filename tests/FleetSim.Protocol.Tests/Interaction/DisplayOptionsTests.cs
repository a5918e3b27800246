using CsCheck;
using FleetSim.Protocol.Interaction;

namespace FleetSim.Protocol.Tests.Interaction;

[Trait("spec", "OMA-TS-DM_Protocol-V1_2_1, 10")]
public sealed class DisplayOptionsTests
{
    private static readonly long Cases = long.TryParse(Environment.GetEnvironmentVariable("FLEETSIM_FUZZ_CASES"), out long cases) ? cases : 20_000;

    [Fact]
    public void All_options_are_read_in_any_order_and_unknown_ones_skipped()
    {
        DisplayOptions expected = new()
        {
            MinimumTime = TimeSpan.FromSeconds(10), MaximumTime = TimeSpan.FromSeconds(30), Default = "a b&c", MaximumLength = 30, Input = InputType.Date, IsHidden = true,
        };
        Assert.Equal(expected, DisplayOptions.Read("MINDT=10&MAXDT=30&DR=a+b%26c&MAXLEN=30&IT=D&ET=P"));
        Assert.Equal(expected, DisplayOptions.Read("X=1&ET=P&IT=D&&foo&MAXLEN=30&DR=a%20b%26c&=&MAXDT=30&mindt=10"));
        Assert.Equal(expected, DisplayOptions.Read(expected.ToString()));
        Assert.Equal(DisplayOptions.None, DisplayOptions.Read(""));
    }

    // Regression list 12.
    [Theory]
    [InlineData("MAXDT=15DR=1")]
    [InlineData("MAXDT=15&amp;DR=1")]
    [InlineData(" MAXDT=15 & DR=1 \r\n")]
    public void A_lost_or_doubly_escaped_ampersand_is_put_back(string text)
    {
        DisplayOptions options = DisplayOptions.Read(text);
        Assert.Equal((TimeSpan.FromSeconds(15), "1"), (options.MaximumTime!.Value, options.Default));
    }

    // Regression list 12.
    [Theory]
    [InlineData("2-3", 6, new[] { 2, 3 })]
    [InlineData("1-3,6", 6, new[] { 1, 3, 6 })]
    [InlineData("6,1,1", 6, new[] { 1, 6 })]
    [InlineData("0-7-2", 6, new[] { 2 })]
    [InlineData("two", 6, new int[0])]
    public void Defaults_are_numbers_with_dashes_or_commas_between(string text, int choices, int[] numbers)
    {
        Assert.Equal(numbers, DisplayOptions.Read("DR=" + text).DefaultChoices(choices));
    }

    [Theory]
    [InlineData("MAXDT=-1")]
    [InlineData("MAXDT=9999999999")]
    [InlineData("MAXDT=ten")]
    [InlineData("IT=Z")]
    [InlineData("ET=X")]
    [InlineData("MAXLEN=")]
    public void An_option_that_cannot_be_read_is_skipped(string text) => Assert.Equal(DisplayOptions.None, DisplayOptions.Read(text));

    [Fact]
    public void What_is_written_is_read()
    {
        Gen<TimeSpan?> times = Gen.Frequency((1, Gen.Const((TimeSpan?)null)), (2, Gen.Int[0, 100_000].Select(seconds => (TimeSpan?)TimeSpan.FromSeconds(seconds))));
        Gen.Select(times, times, Gen.String.AlphaNumeric, Gen.Int[0, 500], Gen.Enum<InputType>(), Gen.Bool, (minimum, maximum, text, length, input, hidden) => new DisplayOptions
        {
            MinimumTime = minimum, MaximumTime = maximum, Default = "+&=% " + text, MaximumLength = length, Input = input, IsHidden = hidden,
        }).Sample(options => DisplayOptions.Read(options.ToString()) == options, iter: 2_000);
    }

    [Fact]
    public void A_long_text_is_read_in_linear_time()
    {
        string digits = new('1', 400_000);
        Assert.Equal("2", DisplayOptions.Read("DR=" + digits + "&MAXDT=" + digits + "&DR=2").Default);
        Assert.Equal("1", DisplayOptions.Read(string.Concat(Enumerable.Repeat("DR=1", 60))).Default);
    }

    [Fact]
    public void Any_text_gives_options() =>
        Gen.Select(Gen.String, Gen.String).Sample((a, b) => DisplayOptions.Read("MAXDT=1" + a + "&DR=" + b).DefaultChoices(9).Count <= 9, iter: Cases);
}
