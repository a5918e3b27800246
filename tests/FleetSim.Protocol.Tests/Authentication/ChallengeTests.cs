using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.SyncMl.Authentication;

namespace FleetSim.Protocol.Tests.Authentication;

[Trait("spec", "OMA-TS-DM_Security-V1_2_1, 5.3")]
public sealed class ChallengeTests
{
    [Theory]
    [InlineData(AuthenticationType.Basic, null)]
    [InlineData(AuthenticationType.Md5, "Tm9uY2U=")]
    [InlineData(AuthenticationType.Mac, "Tm9uY2U=")]
    public void A_challenge_that_is_made_is_read(AuthenticationType type, string? nonce)
    {
        Chal chal = Challenge.Make(type, "Nonce"u8);
        Assert.Equal(new Chal(type.Text(), "b64", nonce), chal);
        Challenge read = Challenge.Read(chal).Value!;
        Assert.Equal((type, nonce), (read.Type, read.NonceText));
        Assert.Equal(nonce is null ? null : "Nonce"u8.ToArray(), read.Nonce);
    }

    [Fact]
    public void The_answer_is_of_the_type_and_with_the_nonce_demanded()
    {
        Account account = new("Bruce2", "OhBehave");
        Challenge md5 = Challenge.Read(new Chal(" syncml:auth-md5 ", null, "\r\n Tm9uY2U= ")).Value!;
        Assert.Equal("Zz6EivR3yeaaENcRN6lpAQ==", md5.Answer(account, default)!.Data.Text);
        Assert.Equal("lEf25jyjHbCcTbj4p/1pUw==", (md5 with { Nonce = null }).Answer(account, default)!.Data.Text);
        Assert.Equal("QnJ1Y2UyOk9oQmVoYXZl", Challenge.Read(new Chal(Credentials.Basic, "b64", null)).Value!.Answer(account, default)!.Data.Text);
        Assert.Null(Challenge.Read(new Chal(Credentials.Mac, "b64", "Tm9uY2U=")).Value!.Answer(account, default));
    }

    [Fact]
    public void A_nonce_is_decoded_once_even_if_the_result_is_base64_again()
    {
        Assert.Equal("bVjkczA8jZc="u8.ToArray(), Challenge.Read(new Chal(Credentials.Md5, "b64", "YlZqa2N6QThqWmM9")).Value!.Nonce);
    }

    [Fact]
    public void An_unknown_type_is_invalid()
    {
        Assert.Equal(DecodeStatus.Invalid, Challenge.Read(new Chal("syncml:auth-x", null, null)).Status);
    }
}
