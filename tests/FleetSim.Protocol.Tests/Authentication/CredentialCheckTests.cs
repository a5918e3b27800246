using System.Text;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.SyncMl.Authentication;

namespace FleetSim.Protocol.Tests.Authentication;

[Trait("spec", "OMA-TS-DM_Security-V1_2_1, 5.3")]
public sealed class CredentialCheckTests
{
    private static readonly Account Account = new("mvpdm", "mvpdm");

    // The current nonce is itself base64 text, so that a careless peer decodes it twice.
    private static readonly NonceHistory History = new("bVjkczA8jZc="u8.ToArray(), "old"u8.ToArray(), "YlZqa2N6QThqWmM9");

    [Theory]
    [InlineData(NonceForms.Current, "bVjkczA8jZc=")]
    [InlineData(NonceForms.Previous, "old")]
    [InlineData(NonceForms.DefaultOctets, "\0\0\0\0")]
    [InlineData(NonceForms.DefaultText, "0x00000000")]
    [InlineData(NonceForms.Empty, "")]
    [InlineData(NonceForms.Undecoded, "YlZqa2N6QThqWmM9")]
    public void The_verdict_names_the_nonce_and_a_form_not_wanted_is_wrong(NonceForms form, string nonce)
    {
        Check(form, Encoding.Latin1.GetBytes(nonce));
    }

    // Regression list 6.
    [Fact]
    public void A_nonce_that_is_base64_again_may_have_been_decoded_twice()
    {
        Check(NonceForms.DecodedTwice, Convert.FromBase64String("bVjkczA8jZc="));
    }

    [Fact]
    public void Without_a_Cred_it_is_missing()
    {
        Assert.Equal(CredentialOutcome.Missing, CredentialCheck.Judge(null, Account, History).Outcome);
        Assert.Equal(CredentialOutcome.Missing, CredentialCheck.JudgeMac(null, default, Account, History).Outcome);
    }

    [Theory]
    [InlineData("syncml:auth-basic", AuthenticationType.Md5)]
    [InlineData("syncml:auth-md5", AuthenticationType.Basic)]
    [InlineData("syncml:auth-MAC", null)]
    [InlineData("syncml:auth-other", null)]
    public void Another_type_than_demanded_is_not_looked_at(string type, AuthenticationType? demanded)
    {
        Cred cred = new(new Meta { Type = type }, Credentials.Md5Credential("mvpdm", "mvpdm", History.Current));
        Assert.Equal(CredentialOutcome.WrongType, CredentialCheck.Judge(cred, Account, History, demanded: demanded).Outcome);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no base64!")]
    [InlineData("AAAA")]
    public void Data_that_is_no_digest_is_wrong(string data)
    {
        Assert.Equal(CredentialOutcome.Wrong, CredentialCheck.Judge(new Cred(new Meta { Type = Credentials.Md5 }, data), Account, History).Outcome);
    }

    // Regression list 13.
    [Fact]
    public void White_space_around_the_digest_and_the_type_is_forgiven()
    {
        Cred cred = new(new Meta { Type = " syncml:AUTH-md5\r\n", Format = "b64" }, "\r\n  " + Credentials.Md5Credential("mvpdm", "mvpdm", History.Current) + "\r\n");
        Assert.True(CredentialCheck.Judge(cred, Account, History).IsRight);
    }

    private static void Check(NonceForms form, byte[] nonce)
    {
        Cred cred = CredentialForm.Md5(Account, nonce);
        CredentialVerdict verdict = CredentialCheck.Judge(cred, Account, History, NonceForms.All);
        Assert.Equal((CredentialOutcome.Right, form, form != NonceForms.Current), (verdict.Outcome, verdict.Nonce, verdict.NeedsResynchronisation));
        Assert.Equal(CredentialOutcome.Wrong, CredentialCheck.Judge(cred, Account, History, NonceForms.All & ~form).Outcome);
        string header = MacHeader.For(Account, nonce, "body"u8).ToString();
        Assert.Equal(form, CredentialCheck.JudgeMac(header, "body"u8, Account, History, NonceForms.All).Nonce);
        Assert.False(CredentialCheck.JudgeMac(header, "Body"u8, Account, History, NonceForms.All).IsRight);
    }
}
