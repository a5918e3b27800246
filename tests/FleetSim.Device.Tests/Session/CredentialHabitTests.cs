using System.Text;
using FleetSim.Device.Behaviour;
using FleetSim.Device.Tests.Support;
using FleetSim.Protocol.Notification;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.SyncMl.Authentication;

namespace FleetSim.Device.Tests.Session;

/// <summary>How models prove themselves, and what they ask of servers.</summary>
[Trait("spec", "OMA-TS-DM_Security-V1_2_1")]
public sealed class CredentialHabitTests
{
    private const string Page = "./Settings/WAP/StartPage";
    private static readonly string Nonce1 = Convert.ToBase64String("nonce-no-one-1234"u8);
    private static readonly string Nonce2 = Convert.ToBase64String("nonce-no-two-1234"u8);

    private Bench _bench = null!;
    private DmServer _server = null!;

    [Fact]
    public void Basic_says_name_and_password()
    {
        Use(new AuthenticationBehaviour { Client = ClientCredential.Basic });
        Cred cred = _server.Take().Header.Cred!;
        Assert.Equal(("syncml:auth-basic", "mvpdm:mvpdm"), (cred.Meta!.Type, Encoding.ASCII.GetString(Convert.FromBase64String(cred.Data.Text))));
    }

    [Fact]
    public void A_handset_that_waits_for_the_challenge_answers_it()
    {
        Use(new AuthenticationBehaviour { Client = ClientCredential.None });
        Assert.Null(_server.Take().Header.Cred);
        _server.Reply(new ReplyForm { Header = 407, NextNonce = Nonce1, Commands = 407 });
        Assert.Equal(Md5(Nonce1), _server.Take().Header.Cred!.Data.Text);
        Assert.Equal(["SyncHdr"], _server.Received.Commands.OfType<Command.Status>().Select(s => s.Cmd));
        Assert.Contains(_server.Received.Commands, c => c is Command.Alert { Code: AlertCode.ServerInitiated });
        _server.Reply().ShouldBeIdle();
    }

    [Theory]
    [InlineData(Credentials.Basic)]
    [InlineData(Credentials.Mac)]
    public void A_challenge_of_another_type_is_followed(string type)
    {
        Use(new AuthenticationBehaviour());
        _server.Reply(new ReplyForm { Header = 401, NextNonce = Nonce1, ChallengeType = type, Commands = 401 });
        SyncMlMessage again = _server.Take();
        if (type == Credentials.Basic) Assert.Equal("syncml:auth-basic", again.Header.Cred!.Meta!.Type);
        else Assert.Equal(MacHeader.For(new Account("mvpdm", "mvpdm"), Credentials.DecodeNonce(Nonce1), _bench.OpenPost!.Body).ToString(), _bench.OpenPost.Hmac);
        Assert.Equal(type == Credentials.Mac, again.Header.Cred is null);
    }

    [Fact]
    public void A_challenge_of_an_unknown_type_ends_the_session()
    {
        Use(new AuthenticationBehaviour());
        _server.Reply(new ReplyForm { Header = 401, NextNonce = Nonce1, ChallengeType = "syncml:auth-x509", Commands = 401 }).ShouldBeIdle();
        Assert.Equal(SessionOutcome.AuthenticationFailed, Assert.Single(_bench.Facts<TerminalFact.SessionEnded>()).Outcome);
    }

    [Fact]
    public void A_MAC_stands_on_every_message_with_the_newest_nonce()
    {
        Use(new AuthenticationBehaviour { Client = ClientCredential.Mac });
        Assert.Equal(Mac("JE48dmgiOyogPzxXPkdUJQ=="), _bench.OpenPost!.Hmac);
        Assert.Null(_server.Take().Header.Cred);
        _server.Reply(new ReplyForm { Header = 200, NextNonce = Nonce1, ChallengeType = Credentials.Mac }, _server.Get(Page));
        Assert.Equal(Mac(Nonce1), _bench.OpenPost!.Hmac);
        _server.Reply(new ReplyForm { Header = 200, NextNonce = Nonce2, ChallengeType = Credentials.Mac }, _server.Get(Page));
        Assert.Equal(Mac(Nonce2), _bench.OpenPost!.Hmac);
    }

    [Fact]
    public void Raw_md5_goes_over_WBXML_as_octets()
    {
        _bench = new Bench(Samples.Wbxml with { Authentication = new AuthenticationBehaviour { RawMd5 = true } }).PowerOn(Samples.HomeSim);
        _server = new DmServer(_bench);
        _server.Notify();
        Cred cred = _server.Take().Header.Cred!;
        Assert.Equal("F7C4SIWTyiwtLZ/YfXMGbg==", Convert.ToBase64String(cred.Data.Octets));
        Assert.True(cred.Data.IsOctets);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Some_repeat_the_credential_after_212(bool repeats)
    {
        Use(new AuthenticationBehaviour { RepeatsCredential = repeats });
        _server.Reply(_server.Get(Page));
        Assert.Equal(repeats, _server.Take().Header.Cred is not null);
    }

    [Fact]
    [Trait("row", "CFG-05")]
    public void A_server_that_must_show_nothing_is_obeyed()
    {
        Use(new AuthenticationBehaviour { Server = ServerDemand.None });
        Command.Replace replace = _server.Replace(Page, "x");
        _server.Reply(new ReplyForm { Credential = ServerCredential.Missing }, replace);
        _server.Take();
        Assert.Equal((200, 200), (_server.HeaderStatus!.Code, _server.CodeOf(replace)));
        Assert.Null(_server.HeaderStatus.Chal);
    }

    [Fact]
    [Trait("spec", "Field practice, authentication of Chinese handsets")]
    public void A_handset_that_wants_the_MAC_says_so_and_checks_from_then_on()
    {
        Use(new AuthenticationBehaviour { Server = ServerDemand.Mac });
        Command.Get get = _server.Get(Page);
        _server.Reply(get);
        _server.Take();
        Assert.Equal((200, 200, Credentials.Mac), (_server.HeaderStatus!.Code, _server.CodeOf(get), _server.HeaderStatus.Chal!.Type));

        Command.Replace right = _server.Replace(Page, "right");
        _server.Reply(new ReplyForm { Mac = ServerCredential.Right }, right);
        _server.Take();
        Assert.Equal((200, 200), (_server.HeaderStatus!.Code, _server.CodeOf(right)));

        Command.Replace wrong = _server.Replace(Page, "wrong");
        _server.Reply(new ReplyForm { Mac = ServerCredential.Wrong }, wrong);
        _server.Take();
        Assert.Equal((401, 401), (_server.HeaderStatus!.Code, _server.CodeOf(wrong)));
        Assert.Equal("right", _bench.Terminal.Read(Page).Value);
        _server.Reply(new ReplyForm { Mac = ServerCredential.Wrong }, _server.Replace(Page, "wrong")).ShouldBeIdle();
    }

    [Fact]
    public void A_missing_MAC_is_407()
    {
        Use(new AuthenticationBehaviour { Server = ServerDemand.Mac });
        _server.Reply(_server.Get(Page));
        Command.Replace replace = _server.Replace(Page, "x");
        _server.Reply(replace);
        _server.Take();
        Assert.Equal((407, 407), (_server.HeaderStatus!.Code, _server.CodeOf(replace)));
    }

    [Fact]
    public void A_weak_handset_gives_out_the_same_nonce_each_time()
    {
        Use(new AuthenticationBehaviour { ConstantNonce = "BKIYZbVlTKaMiFZbXU3euw==" });
        for (int session = 0; session < 2; session++)
        {
            _server.Reply(_server.Get(Page));
            _server.Take();
            Assert.Equal("BKIYZbVlTKaMiFZbXU3euw==", _server.HeaderStatus!.Chal!.NextNonce);
            _server.Reply();
            _server.Notify();
        }
    }

    [Fact]
    [Trait("spec", "OMA-TS-DM_Notification-V1_2_1, 6.2")]
    public void After_a_notification_with_the_default_nonce_our_credential_has_it_too()
    {
        _bench = new Bench().PowerOn(Samples.HomeSim);
        _server = new DmServer(_bench);
        _bench.Sms(_server.Push(UiMode.Background, 3, nonce: [0, 0, 0, 0]));
        Assert.Equal(Credentials.Md5Credential("mvpdm", "mvpdm", [0, 0, 0, 0]), _server.Take().Header.Cred!.Data.Text);
    }

    [Fact]
    [Trait("row", "EXC-14")]
    public void A_report_is_acknowledged_only_by_a_server_that_proved_itself()
    {
        FirmwareBench firmware = new FirmwareBench().Reporting();
        firmware.Server.Reply(new ReplyForm { Credential = ServerCredential.Wrong }, firmware.Server.Get(Page));
        Assert.NotNull(firmware.Bench.Nv.Job);
        firmware.Server.Take();
        Assert.Equal(401, firmware.Server.HeaderStatus!.Code);
        firmware.Server.Reply(new ReplyForm { Credential = ServerCredential.Wrong }, firmware.Server.Get(Page)).ShouldBeIdle();
        Assert.Equal(0, firmware.Bench.Nv.Odometer.LastReportedResult);
        Assert.NotNull(firmware.Bench.Nv.Job);
    }

    [Fact]
    [Trait("row", "EXC-14")]
    public void A_server_that_only_answers_a_report_is_challenged_too_so_that_it_can_prove_itself()
    {
        FirmwareBench firmware = new FirmwareBench().Reporting();
        firmware.Server.Reply(new ReplyForm { Credential = ServerCredential.Wrong });
        firmware.Server.Take();
        Assert.Equal((401, Credentials.Md5), (firmware.Server.HeaderStatus!.Code, firmware.Server.HeaderStatus.Chal!.Type));
        Assert.NotNull(firmware.Bench.Nv.Job);
        firmware.Server.Reply().ShouldBeIdle();
        Assert.Equal(200, firmware.Bench.Nv.Odometer.LastReportedResult);
    }

    private string Mac(string nonce) => MacHeader.For(new Account("mvpdm", "mvpdm"), Credentials.DecodeNonce(nonce), _bench.OpenPost!.Body).ToString();

    private static string Md5(string nonce) => Credentials.Md5Credential("mvpdm", "mvpdm", Credentials.DecodeNonce(nonce));

    private void Use(AuthenticationBehaviour authentication)
    {
        _bench = new Bench(Samples.Xml with { Authentication = authentication }).PowerOn(Samples.HomeSim);
        _server = new DmServer(_bench);
        _server.Notify();
    }
}
