using CsCheck;
using FleetSim.Protocol.SyncMl.Authentication;

namespace FleetSim.Protocol.Tests.Authentication;

[Trait("spec", "OMA-TS-DM_Security-V1_2_1, 5.4")]
public sealed class MacHeaderTests
{
    private static readonly long Cases = long.TryParse(Environment.GetEnvironmentVariable("FLEETSIM_FUZZ_CASES"), out long cases) ? cases : 20_000;

    // Regression list 7: parameters late or without commas.
    [Theory]
    [InlineData("algorithm=MD5, username=\"Robert Jordan\", mac=Dgpoz+Pbu0iC0Z9n1cYFHQ==")]
    [InlineData("mac=Dgpoz+Pbu0iC0Z9n1cYFHQ==, username=\"Robert Jordan\", algorithm=MD5")]
    [InlineData("username=\"Robert Jordan\",mac=Dgpoz+Pbu0iC0Z9n1cYFHQ==")]
    [InlineData("algorithm=MD5 username=\"Robert Jordan\" mac=Dgpoz+Pbu0iC0Z9n1cYFHQ==")]
    [InlineData(", ,algorithm=MD5,,username=\"Robert Jordan\" ,, mac=\"Dgpoz+Pbu0iC0Z9n1cYFHQ==\",")]
    [InlineData("ALGORITHM = MD5 , UserName = \"Robert Jordan\" , MAC = Dgpoz+Pbu0iC0Z9n1cYFHQ== , extra=1, word")]
    [InlineData("algorithm=, username=\"Robert\\ Jordan\", mac=Dgpoz+Pbu0iC0Z9n1cYFHQ==, mac=other")]
    public void Parameters_are_read_in_any_order_and_with_any_commas(string value)
    {
        Decoded<MacHeader> decoded = MacHeader.Decode(value);
        Assert.Equal(new MacHeader("Robert Jordan", "Dgpoz+Pbu0iC0Z9n1cYFHQ=="), decoded.Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("algorithm=MD5")]
    [InlineData("username=\"a\"")]
    [InlineData("mac=AAAA")]
    [InlineData("mac=AAAA, username=\"a")]
    public void A_header_without_user_name_or_mac_is_invalid(string value)
    {
        Assert.Equal(DecodeStatus.Invalid, MacHeader.Decode(value).Status);
    }

    [Fact]
    public void Another_algorithm_is_another_type()
    {
        Account account = new("a", "b");
        string header = MacHeader.For(account, default, "body"u8).ToString().Replace("MD5", "SHA1", StringComparison.Ordinal);
        Assert.Equal(CredentialOutcome.WrongType, CredentialCheck.JudgeMac(header, "body"u8, account, new NonceHistory([])).Outcome);
    }

    [Fact]
    public void What_is_written_is_read() =>
        Gen.Select(Gen.String, Gen.String[Gen.Char['+', 'z'].Where(character => character is not (',' or ';')), 1, 40])
            .Sample((user, mac) => MacHeader.Decode(new MacHeader(user, mac).ToString()).Value == new MacHeader(user, mac), iter: 2_000);

    [Fact]
    public void Any_text_is_a_value() =>
        Gen.String[Gen.OneOf(Gen.Char, Gen.Int[0, 8].Select(i => "=,\"\\ macu"[i])), 0, 60]
            .Sample(text => MacHeader.Decode("username=a mac=b " + text) is { Offset: >= 0 } decoded && (decoded.IsDone || decoded.Reason is not null), iter: Cases);
}
