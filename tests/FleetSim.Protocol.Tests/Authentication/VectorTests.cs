using System.Text;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.SyncMl.Authentication;

namespace FleetSim.Protocol.Tests.Authentication;

/// <summary>Values recomputed by independent programs, and a session of a foreign client.</summary>
[Trait("spec", "OMA-TS-DM_Security-V1_2_1, 5.3")]
public sealed class VectorTests
{
    [Theory]
    [InlineData("Bruce2", "OhBehave", "QnJ1Y2UyOk9oQmVoYXZl")]
    [InlineData("mvpdm", "mvpdm", "bXZwZG06bXZwZG0=")]
    public void Basic_is_name_and_password_in_base64(string name, string password, string data)
    {
        Account account = new(name, password);
        Cred cred = CredentialForm.Basic(account);
        Assert.Equal(("b64", "syncml:auth-basic", data), (cred.Meta!.Format, cred.Meta.Type, cred.Data.Text));
        Assert.True(CredentialCheck.Judge(cred, account, new NonceHistory([])).IsRight);
        Assert.Equal(CredentialOutcome.Wrong, CredentialCheck.Judge(cred, account with { Password = "other" }, new NonceHistory([])).Outcome);
    }

    [Theory]
    [InlineData("Bruce2", "OhBehave", "4E6F6E6365", "Zz6EivR3yeaaENcRN6lpAQ==")]
    [InlineData("Bruce2", "OhBehave", "", "lEf25jyjHbCcTbj4p/1pUw==")]
    [InlineData("Bruce2", "OhBehave", "00000000", "cnPI6nO9RgujiHU0y58kNA==")]
    [InlineData("mvpdm", "mvpdm", "4E6F6E6365", "OJQBc6+9k/Uoa1eo1RnJzw==")]
    [InlineData("mvpdm", "mvpdm", "00000000", "fbdjrDMSZxsM4R3neNLU5g==")]
    [InlineData("guest", "guestpassword", "4E6F6E6365", "8u8TrajVbli5cJnZxIhldQ==")]
    [InlineData("funambol", "srvpwd", "", "Lx7CSZp0iHRedCEbryGJuw==")]
    [InlineData("funambol", "srvpwd", "62566A6B637A41386A5A633D", "YyXmD/pH3lSEBUeU11wxgA==")]
    public void Md5_is_the_digest_over_account_and_nonce(string name, string password, string nonce, string data)
    {
        Account account = new(name, password);
        byte[] octets = Convert.FromHexString(nonce);
        Assert.Equal(data, CredentialForm.Md5(account, octets).Data.Text);
        Assert.Equal(Convert.FromBase64String(data), CredentialForm.RawMd5(account, octets).Data.Octets);
        CredentialVerdict verdict = CredentialCheck.Judge(CredentialForm.Md5(account, octets), account, new NonceHistory(octets));
        Assert.Equal((CredentialOutcome.Right, AuthenticationType.Md5, NonceForms.Current), (verdict.Outcome, verdict.Type!.Value, verdict.Nonce));
    }

    [Fact]
    public void The_sixteen_octets_are_read_as_well_as_their_base64()
    {
        Account account = new("Bruce2", "OhBehave");
        Cred raw = new(new Meta { Type = Credentials.Md5 }, new ItemData(Convert.FromHexString("673e848af477c9e69a10d71137a96901")));
        Assert.True(CredentialCheck.Judge(raw, account, new NonceHistory("Nonce"u8.ToArray())).IsRight);
    }

    [Fact]
    [Trait("spec", "OMA-TS-DM_Security-V1_2_1, 5.4")]
    public void The_mac_is_the_nested_form_over_the_body()
    {
        Account account = new("Bruce2", "OhBehave");
        MacHeader header = MacHeader.For(account, "Nonce"u8, "<SyncML/>"u8);
        Assert.Equal("algorithm=MD5, username=\"Bruce2\", mac=urdCeS3JUmjFgi8SX3webw==", header.ToString());
        Assert.True(CredentialCheck.JudgeMac(header.ToString(), "<SyncML/>"u8, account, new NonceHistory("Nonce"u8.ToArray())).IsRight);
    }

    // Regression list 7.
    [Fact]
    [Trait("spec", "OMA-TS-DM_Security-V1_2_1, 5.4")]
    public void A_mac_after_RFC_2104_is_wrong()
    {
        Account account = new("Bruce2", "OhBehave");
        string key = Convert.ToBase64String(System.Security.Cryptography.MD5.HashData("Bruce2:OhBehave"u8));
        string mac = Convert.ToBase64String(System.Security.Cryptography.HMACMD5.HashData(Encoding.ASCII.GetBytes(key), "<SyncML/>"u8));
        Assert.Equal(CredentialOutcome.Wrong, CredentialCheck.JudgeMac($"username=\"Bruce2\", mac={mac}", "<SyncML/>"u8, account, new NonceHistory("Nonce"u8.ToArray())).Outcome);
    }

    [Fact]
    public void A_foreign_session_authenticates_both_sides()
    {
        Account client = new("guest", "guestpassword");
        Account server = new("funambol", "srvpwd");
        SyncMlMessage package1 = Message("01-client.xml");
        SyncMlMessage package2 = Message("01-server.xml");
        Assert.True(CredentialCheck.Judge(package1.Header.Cred, client, new NonceHistory("Nonce"u8.ToArray())).IsRight);
        Assert.True(CredentialCheck.Judge(package2.Header.Cred, server, new NonceHistory([])).IsRight);
    }

    private static SyncMlMessage Message(string name) => SyncMl.Read.Message(SyncMl.TestFiles.Vector("captured-libdmclient/probe-xml/" + name), SyncMlEncoding.Xml, name);
}
