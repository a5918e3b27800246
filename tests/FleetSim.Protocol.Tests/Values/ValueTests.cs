using FleetSim.Protocol.SyncMl;

namespace FleetSim.Protocol.Tests.Values;

public sealed class ValueTests
{
    [Fact]
    [Trait("spec", "OMA-TS-DM_RepPro-V1_2_1, response status codes")]
    public void Every_code_of_the_lists_has_a_meaning()
    {
        int[] expected =
        [
            101, .. Enumerable.Range(200, 17), 300, 301, 302, 303, 304, 305, .. Enumerable.Range(400, 29), .. Enumerable.Range(500, 9), 510, 511, 512, 513, 514, 516, 517,
        ];
        Assert.Equal(expected, StatusMeaning.Known);
        Assert.All(StatusMeaning.Known, code => Assert.True(StatusMeaning.Of(code) is { IsKnown: true, Name.Length: > 0, Clause: "DM" or "SyncML" }));
        Assert.Equal("DM", StatusMeaning.Of(517).Clause);
        Assert.Equal("SyncML", StatusMeaning.Of(501).Clause);
    }

    [Theory]
    [InlineData(299, StatusClass.Successful, "success")]
    [InlineData(199, StatusClass.Informational, "informational")]
    [InlineData(399, StatusClass.Redirection, "redirection")]
    [InlineData(499, StatusClass.OriginatorFault, "fault of the originator")]
    [InlineData(599, StatusClass.RecipientFault, "fault of the recipient")]
    [InlineData(99, StatusClass.None, "not a status code")]
    [InlineData(600, StatusClass.None, "not a status code")]
    [InlineData(-200, StatusClass.None, "not a status code")]
    [Trait("spec", "OMA-TS-DM_RepPro-V1_2_1, response status codes")]
    public void An_unknown_code_is_treated_by_its_class(int code, StatusClass hundreds, string name)
    {
        Assert.Equal(new StatusMeaning(code, name, hundreds, false, ""), StatusMeaning.Of(code));
    }

    [Theory]
    [InlineData("Add", 418, true)]
    [InlineData("Add", 401, true)]
    [InlineData("Add", 403, false)]
    [InlineData("Alert", 304, true)]
    [InlineData("Atomic", 507, true)]
    [InlineData("Sync", 200, false)]
    [Trait("spec", "OMA-TS-DM_RepPro-V1_2_1, 6.6")]
    public void A_command_has_its_codes(string command, int code, bool listed) => Assert.Equal(listed, CommandStatuses.IsListed(command, code));

    [Fact]
    [Trait("spec", "OMA-TS-DM_RepPro-V1_2_1, alert codes")]
    public void Alert_codes_are_named_and_the_rest_is_reserved()
    {
        Assert.Equal([1100, 1101, 1102, 1103, 1104, 1200, 1201, 1221, 1222, 1223, 1224, 1225, 1226],
            Enumerable.Range(1000, 400).Where(code => AlertCode.NameOf(code) is not null));
        Assert.True(AlertCode.IsReserved(1105) && AlertCode.IsReserved(1299) && !AlertCode.IsReserved(1226) && !AlertCode.IsReserved(1300));
        Assert.True(AlertCode.NeedsDm12(1226) && AlertCode.NeedsDm12(1224) && !AlertCode.NeedsDm12(1223));
    }

    // Regression list 4: "chr " with a trailing blank.
    [Theory]
    [InlineData("chr ", NodeFormat.Chr)]
    [InlineData("B64", NodeFormat.B64)]
    [InlineData("node", NodeFormat.Node)]
    [InlineData("string", null)]
    [InlineData("", null)]
    [Trait("spec", "OMA-TS-DM_TND-V1_2_1, 7 (Format)")]
    public void A_format_is_read_with_blanks_and_capitals(string text, NodeFormat? format) => Assert.Equal(format, NodeFormats.Parse(text));

    [Fact]
    [Trait("spec", "OMA-TS-DM_TND-V1_2_1, 7 (Format)")]
    public void Every_format_and_mark_is_read_as_it_is_written()
    {
        Assert.All(Enum.GetValues<NodeFormat>(), format => Assert.Equal(format, NodeFormats.Parse(format.Text())));
        Assert.All(Enum.GetValues<MarkLevel>(), level => Assert.Equal(level, MarkLevels.Parse(level.Text())));
    }

    [Theory]
    [InlineData(null, MarkLevel.Informational)]
    [InlineData(" Critical ", MarkLevel.Critical)]
    [InlineData("urgent", MarkLevel.Indeterminate)]
    [Trait("spec", "OMA-TS-DM_Protocol-V1_2_1, 8.7")]
    public void A_missing_mark_is_informational_and_an_unknown_one_indeterminate(string? text, MarkLevel level) => Assert.Equal(level, MarkLevels.Parse(text));
}
