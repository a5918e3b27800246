using FleetSim.Platform.Books;
using FleetSim.Platform.Tests.Support;
using FleetSim.Protocol.Identity;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Platform.Tests;

[Trait("spec", "OMA-TS-DM_Security-V1_2_1")]
public sealed class AuthenticationTests
{
    private static readonly Imei Imei = new(860206000003972);

    [Fact]
    public void The_right_credential_is_taken_for_the_session_and_a_new_nonce_given()
    {
        Bench bench = new();
        ScriptedHandset handset = new(bench, Imei);
        Command.Status status = ScriptedHandset.HeaderStatusOf(handset.Open("1", AlertCode.ClientInitiated));
        Assert.Equal(212, status.Code);
        Assert.Equal(16, Credentials.DecodeNonce(status.Chal!.NextNonce!).Length);
        Assert.Equal(bench.Last<BookEntry.Account>()!.ClientNonce, handset.ClientNonce);
    }

    [Fact]
    public void A_raw_digest_is_taken_as_well()
    {
        Bench bench = new();
        ScriptedHandset handset = new(bench, Imei, SyncMlEncoding.Wbxml);
        SyncHdr header = new()
        {
            SessionId = "1", MsgId = MsgId.From(1), Target = new Location("http://x/dm"), Source = new Location(Imei.ToLocUri(), "mvpdm"),
            Cred = new Cred(new Meta { Type = Credentials.Md5 }, new ItemData(Credentials.Md5Digest("mvpdm", "mvpdm", handset.ClientNonce))),
        };
        handset.PostBody(SyncMlCodec.Encode(new SyncMlMessage(header, [handset.Alert(AlertCode.ClientInitiated)], true), SyncMlEncoding.Wbxml));
        Assert.Equal(212, ScriptedHandset.HeaderStatusOf(handset.Reply!).Code);
    }

    [Fact]
    public void A_missing_credential_is_challenged_and_nothing_is_done()
    {
        Bench bench = new();
        ScriptedHandset handset = new(bench, Imei) { SendsCredential = false };
        SyncMlMessage reply = handset.Post(handset.Alert(AlertCode.ClientInitiated), handset.Report(200, "c"));
        Assert.Equal(["SyncHdr 407", "Alert 407", "Alert 407"], reply.Commands.Cast<Command.Status>().Select(s => $"{s.Cmd} {s.Code}"));
        Assert.Null(bench.Last<BookEntry.Firmware>());
        Assert.Equal(212, ScriptedHandset.HeaderStatusOf(handset.Post(handset.Alert(AlertCode.ClientInitiated))).Code);
    }

    [Fact]
    public void A_wrong_credential_may_be_repeated_once_with_the_challenge()
    {
        Bench bench = new();
        ScriptedHandset handset = new(bench, Imei) { ClientNonce = [9, 9] };
        Assert.Equal(401, ScriptedHandset.HeaderStatusOf(handset.Open("1")).Code);
        Assert.Equal(212, ScriptedHandset.HeaderStatusOf(handset.Post(handset.Alert(AlertCode.ServerInitiated))).Code);
    }

    [Fact]
    public void A_wrong_credential_twice_ends_the_session_without_a_challenge()
    {
        Bench bench = new();
        ScriptedHandset handset = new(bench, Imei) { Password = "wrong" };
        handset.Open("1");
        Command.Status second = ScriptedHandset.HeaderStatusOf(handset.Post(handset.Alert(AlertCode.ServerInitiated)));
        Assert.Equal(401, second.Code);
        Assert.Null(second.Chal);
        Assert.Equal(0, bench.Status.OpenSessions);
    }

    [Fact]
    public void A_lost_answer_does_not_lock_the_handset_out()
    {
        Bench bench = new();
        ScriptedHandset handset = new(bench, Imei);
        byte[] held = handset.ClientNonce;
        handset.Open("1", AlertCode.ClientInitiated);
        for (int lost = 2; lost < 5; lost++)
        {
            handset.ClientNonce = held;
            Assert.Equal(212, ScriptedHandset.HeaderStatusOf(handset.Open($"{lost}", AlertCode.ClientInitiated)).Code);
        }
    }

    [Fact]
    public void Once_the_new_nonce_was_used_the_one_before_is_void()
    {
        Bench bench = new();
        ScriptedHandset handset = new(bench, Imei);
        byte[] factory = handset.ClientNonce;
        handset.Open("1", AlertCode.ClientInitiated);
        handset.Open("2", AlertCode.ClientInitiated);
        Assert.Equal(212, ScriptedHandset.HeaderStatusOf(handset.Reply!).Code);
        handset.ClientNonce = factory;
        Assert.Equal(401, ScriptedHandset.HeaderStatusOf(handset.Open("3", AlertCode.ClientInitiated)).Code);
    }

    [Fact]
    public void The_server_shows_its_credential_until_it_is_taken()
    {
        Bench bench = new();
        ScriptedHandset handset = Notified(bench);
        handset.Open("1");
        Assert.True(handset.ServerCredentialIsRight);
        handset.Answer();
        Assert.Null(handset.Reply!.Header.Cred);
    }

    [Fact]
    public void A_server_refused_before_it_asked_anything_asks_with_the_right_nonce()
    {
        Bench bench = new();
        ScriptedHandset handset = Notified(bench);
        handset.SendsCredential = false;
        handset.Post(handset.Alert(AlertCode.ServerInitiated), handset.DevInfo());
        SyncMlMessage reply = handset.Post(handset.HeaderStatus(401, Convert.ToBase64String("another-nonce-00"u8)), handset.Alert(AlertCode.ServerInitiated), handset.DevInfo());
        handset.ServerNonce = "another-nonce-00"u8.ToArray();
        Assert.NotEmpty(reply.Commands.OfType<Command.Get>());
        Assert.Equal(Convert.ToBase64String(Credentials.Md5Digest("OMADM", "mvpdm", handset.ServerNonce)), reply.Header.Cred!.Data.Text);
    }

    [Fact]
    public void A_refused_server_credential_is_repeated_with_the_new_nonce_and_the_same_commands()
    {
        Bench bench = new();
        ScriptedHandset handset = Notified(bench);
        handset.Tree["./DevDetail/SwV"] = "V1";
        int asked = ScriptedHandset.Asked(handset.Open("1")).Count;
        handset.ServerNonce = [1, 2, 3, 4, 5];
        SyncMlMessage again = handset.Post([handset.HeaderStatus(401, "AQIDBAU="), .. ScriptedHandset.Asked(handset.Reply!).Select(c => handset.StatusOf(c, 401))]);
        Assert.True(handset.ServerCredentialIsRight);
        Assert.Equal(asked, ScriptedHandset.Asked(again).Count);
        handset.Answer();
        Assert.Equal("done", bench.JobState("collect"));
        Assert.Equal("0102030405", Convert.ToHexString(bench.Last<BookEntry.Account>()!.ServerNonce));
    }

    [Fact]
    public void A_server_credential_refused_twice_ends_the_session()
    {
        Bench bench = new();
        ScriptedHandset handset = Notified(bench);
        handset.Open("1");
        handset.Post(handset.HeaderStatus(401, "AQIDBAU="));
        SyncMlMessage last = handset.Post(handset.HeaderStatus(401, "AQIDBAU="));
        Assert.Empty(ScriptedHandset.Asked(last));
        Assert.Equal(0, bench.Status.OpenSessions);
        Assert.Equal("notified", bench.JobState("collect"));
    }

    [Fact]
    public void After_a_notification_with_the_default_nonce_the_default_nonce_counts()
    {
        Bench bench = new();
        bench.Register(Imei);
        bench.Pass(35);
        ScriptedHandset handset = new(bench, Imei) { ClientNonce = new byte[4], ServerNonce = new byte[4] };
        Assert.Equal(212, ScriptedHandset.HeaderStatusOf(handset.Open("1")).Code);
        Assert.True(handset.ServerCredentialIsRight);
    }

    [Fact]
    public void The_default_nonce_counts_for_nothing_otherwise()
    {
        Bench bench = new();
        ScriptedHandset handset = new(bench, Imei) { ClientNonce = new byte[4] };
        Assert.Equal(401, ScriptedHandset.HeaderStatusOf(handset.Open("1")).Code);
    }

    private static ScriptedHandset Notified(Bench bench)
    {
        bench.Register(Imei);
        bench.Pass(2);
        return new ScriptedHandset(bench, Imei);
    }
}
