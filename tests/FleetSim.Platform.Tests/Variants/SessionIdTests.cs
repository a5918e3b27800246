using System.Globalization;
using FleetSim.Platform.Books;
using FleetSim.Platform.Dm;
using FleetSim.Platform.Tests.Support;
using FleetSim.Protocol.Identity;

namespace FleetSim.Platform.Tests.Variants;

/// <summary>SessionIDs are matched by value.</summary>
public sealed class SessionIdTests
{
    private static readonly Imei Imei = new(860206000003972);

    [Theory]
    [InlineData("A4D9", true, false)]
    [InlineData("a4d9", true, false)]
    [InlineData("0000A4D9", true, false)]
    [InlineData("42201", false, true)]
    [InlineData(" 42201 ", false, true)]
    [InlineData("42202", false, false)]
    [InlineData("A4D9A4D9A4D9", false, false)]
    [InlineData("", false, false)]
    public void Hex_and_decimal_are_told_apart(string text, bool hex, bool isDecimal) =>
        Assert.Equal((hex, isDecimal), (SessionIdText.IsHex(text, 0xA4D9), SessionIdText.IsDecimal(text, 0xA4D9)));

    [Theory]
    [InlineData("A4D9", "a4d9", true)]
    [InlineData("0A", "A", true)]
    [InlineData("0", "00", true)]
    [InlineData("42201", "A4D9", false)]
    public void Within_a_session_case_and_zeros_do_not_matter(string a, string b, bool equal) => Assert.Equal(equal, SessionIdText.AreEqual(a, b));

    [Theory]
    [InlineData("X", false)]
    [InlineData("D", true)]
    public void A_notified_handset_shows_the_form_it_writes(string form, bool isDecimal)
    {
        Bench bench = new();
        bench.Register(Imei);
        bench.Pass(2);
        ScriptedHandset handset = new(bench, Imei);
        string id = bench.Last<BookEntry.Job>()!.SessionId.ToString(form, CultureInfo.InvariantCulture);
        Assert.Equal(id, handset.Open(id).Header.SessionId);
        Assert.Equal(isDecimal, bench.Last<BookEntry.Handset>()?.DecimalSessionId ?? false);
        handset.Answer();
        Assert.Equal("done", bench.JobState("collect"));
    }
}
