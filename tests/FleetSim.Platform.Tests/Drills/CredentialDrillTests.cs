using FleetSim.Platform.Tests.Support;
using FleetSim.Protocol.Identity;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.SyncMl.Authentication;

namespace FleetSim.Platform.Tests.Drills;

/// <summary>How a handset that does all right is treated while a drill is on.</summary>
[Trait("spec", "OMA-TS-DM_Security-V1_2_1, 5.3")]
public sealed class CredentialDrillTests
{
    private static readonly Imei Imei = new(860206000003972);

    [Fact]
    public void The_right_credential_is_refused_each_time_with_another_challenge()
    {
        ScriptedHandset handset = Handset("credentialNeverAccepted");
        HashSet<string> nonces = [];
        handset.Open("1");
        for (int message = 1; message <= 5; message++)
        {
            Command.Status status = ScriptedHandset.HeaderStatusOf(handset.Reply!);
            Assert.Equal((401, Credentials.Md5), (status.Code, status.Chal!.Type));
            Assert.True(nonces.Add(status.Chal.NextNonce!));
            handset.Post(handset.Alert(AlertCode.ServerInitiated));
        }
    }

    [Fact]
    public void The_first_message_is_challenged_whatever_it_has_and_the_second_taken()
    {
        ScriptedHandset handset = Handset("challengeFirst");
        handset.Open("1");
        Assert.Equal(["SyncHdr 407", "Alert 407", "Replace 407"], Statuses(handset));
        handset.Post(handset.Alert(AlertCode.ServerInitiated));
        Assert.Equal(["SyncHdr 212", "Alert 200"], Statuses(handset));
    }

    [Theory]
    [InlineData("challengeBasic", AuthenticationType.Basic, Credentials.Basic, false, 212, 401)]
    [InlineData("challengeMac", AuthenticationType.Mac, Credentials.Mac, true, 200, 407)]
    public void Another_type_is_asked_for_and_then_only_that_is_taken(string drill, AuthenticationType type, string text, bool hasNonce, int accepted, int refused)
    {
        ScriptedHandset handset = Handset(drill);
        handset.Open("1");
        Command.Status status = ScriptedHandset.HeaderStatusOf(handset.Reply!);
        Assert.Equal((401, text, hasNonce), (status.Code, status.Chal!.Type, status.Chal.NextNonce is not null));
        handset.Authentication = type;
        handset.Post(handset.Alert(AlertCode.ServerInitiated));
        Assert.Equal(accepted, ScriptedHandset.HeaderStatusOf(handset.Reply!).Code);

        ScriptedHandset stubborn = Handset(drill);
        stubborn.Open("1");
        stubborn.Post(stubborn.Alert(AlertCode.ServerInitiated));
        Assert.Equal((refused, true), (ScriptedHandset.HeaderStatusOf(stubborn.Reply!).Code, ScriptedHandset.HeaderStatusOf(stubborn.Reply!).Chal is null));
    }

    [Fact]
    public void A_challenge_names_a_type_that_there_is_not()
    {
        ScriptedHandset handset = Handset("challengeUnknown");
        Assert.Equal("syncml:auth-unknown", ScriptedHandset.HeaderStatusOf(handset.Open("1")).Chal!.Type);
    }

    [Fact]
    public void A_credential_holds_for_one_message_and_the_next_one_is_taken_with_the_nonce_that_came()
    {
        ScriptedHandset handset = Handset("credentialForOneMessage");
        handset.Open("1");
        Command.Status first = ScriptedHandset.HeaderStatusOf(handset.Reply!);
        Assert.Equal((200, true), (first.Code, first.Chal is not null));
        handset.Answer();
        Assert.Equal(200, ScriptedHandset.HeaderStatusOf(handset.Reply!).Code);
    }

    [Fact]
    public void Every_nonce_is_the_same()
    {
        ScriptedHandset handset = Handset("sameNonce");
        string first = ScriptedHandset.HeaderStatusOf(handset.Open("1", AlertCode.ClientInitiated)).Chal!.NextNonce!;
        string second = ScriptedHandset.HeaderStatusOf(handset.Open("2", AlertCode.ClientInitiated)).Chal!.NextNonce!;
        Assert.Equal(("c2l4dGVlbiBvY3RldHMgIA==", first), (first, second));
    }

    [Fact]
    public void The_server_has_no_credential()
    {
        ScriptedHandset handset = Handset("serverCredentialMissing");
        Assert.Null(handset.Open("1").Header.Cred);
    }

    [Fact]
    public void The_servers_digest_is_wrong()
    {
        ScriptedHandset handset = Handset("serverCredentialWrong");
        handset.Open("1");
        Assert.Equal((Credentials.Md5, 24, false), (handset.Reply!.Header.Cred!.Meta!.Type, handset.Reply.Header.Cred.Data.Text.Length, handset.ServerCredentialIsRight));
    }

    [Fact]
    public void The_server_has_its_credential_until_it_is_asked_for_one()
    {
        ScriptedHandset handset = Handset("serverCredentialAfterChallenge");
        handset.Open("1");
        Assert.True(handset.ServerCredentialIsRight);
        handset.Post(handset.HeaderStatus(401, "AQIDBAU="));
        Assert.Null(handset.Reply!.Header.Cred);
    }

    [Fact]
    public void The_servers_MAC_is_that_of_no_message()
    {
        ScriptedHandset handset = Handset("serverMacWrong");
        handset.Open("1");
        handset.Post(handset.HeaderStatus(200) with { Chal = new Chal(Credentials.Mac, "b64", "AQIDBAU=") });
        MacHeader mac = MacHeader.Decode(handset.ServerMac!).Value!;
        Assert.Equal(("OMADM", "AAAAAAAAAAAAAAAAAAAAAA=="), (mac.UserName, mac.Mac));
    }

    private static ScriptedHandset Handset(string drill)
    {
        Bench bench = new(Bench.Drilled(drill));
        bench.Register(Imei);
        bench.Pass(2);
        return new ScriptedHandset(bench, Imei);
    }

    private static IEnumerable<string> Statuses(ScriptedHandset handset) =>
        handset.Reply!.Commands.OfType<Command.Status>().Select(s => $"{s.Cmd} {s.Code}");
}
