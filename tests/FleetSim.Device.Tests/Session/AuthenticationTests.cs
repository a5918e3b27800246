using System.Text;
using FleetSim.Device.Tests.Support;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.SyncMl.Authentication;

namespace FleetSim.Device.Tests.Session;

[Trait("spec", "OMA-TS-DM_Security-V1_2_1")]
public sealed class AuthenticationTests
{
    private const string Apn = "./Settings/GPRS/CMNet/APN";
    private static readonly string Nonce1 = Convert.ToBase64String("nonce-no-one-1234"u8);
    private static readonly string Nonce2 = Convert.ToBase64String("nonce-no-two-1234"u8);

    private readonly Bench _bench;
    private readonly DmServer _server;

    public AuthenticationTests()
    {
        _bench = new Bench().PowerOn(Samples.HomeSim);
        _server = new DmServer(_bench);
        _server.Notify();
    }

    [Fact]
    [Trait("spec", "OMA-TS-DM_Security-V1_2_1, 5.3")]
    public void The_first_credential_is_the_vectors()
    {
        Cred cred = _server.Take().Header.Cred!;
        Assert.Equal("syncml:auth-md5", cred.Meta!.Type);
        Assert.Equal("b64", cred.Meta.Format);
        Assert.Equal("F7C4SIWTyiwtLZ/YfXMGbg==", cred.Data.Text);
    }

    [Fact]
    public void Accepted_for_the_session_no_credential_is_sent_any_more()
    {
        _server.Reply(_server.Get(Apn));
        Assert.Null(_server.Take().Header.Cred);
    }

    [Fact]
    public void Accepted_for_one_message_the_next_one_has_the_new_nonce()
    {
        _server.Reply(new ReplyForm { Header = StatusCode.Ok, NextNonce = Nonce1 }, _server.Get(Apn));
        Assert.Equal(Credential(Nonce1), _server.Take().Header.Cred!.Data.Text);
    }

    [Theory]
    [InlineData(StatusCode.AuthenticatedForSession)]
    [InlineData(StatusCode.Ok)]
    public void The_next_session_uses_the_nonce_it_was_given(int code)
    {
        _server.Reply(new ReplyForm { Header = code, NextNonce = Nonce1 });
        NextSession();
        Assert.Equal(Credential(Nonce1), _server.Take().Header.Cred!.Data.Text);
    }

    [Fact]
    public void The_nonce_survives_power_off()
    {
        _server.Reply(new ReplyForm { NextNonce = Nonce1 });
        _bench.Reboot();
        NextSession();
        Assert.Equal(Credential(Nonce1), _server.Take().Header.Cred!.Data.Text);
    }

    [Fact]
    public void After_a_lost_answer_the_refused_credential_is_repeated_once_with_the_challenge()
    {
        _bench.PostFails(NetworkFailure.TimedOut);
        NextSession();
        _server.Reply(new ReplyForm { Header = StatusCode.InvalidCredentials, Commands = StatusCode.InvalidCredentials, NextNonce = Nonce1 });
        SyncMlMessage repeated = _server.Take();
        Assert.Equal("2", repeated.Header.MsgId.Text);
        Assert.Equal(Credential(Nonce1), repeated.Header.Cred!.Data.Text);
        Assert.Equal(AlertCode.ServerInitiated, repeated.Commands.OfType<Command.Alert>().Single().Code);
        Assert.Equal(5, repeated.Commands.OfType<Command.Replace>().Single().Items.Count);
        _server.Reply(new ReplyForm { NextNonce = Nonce2 }).ShouldBeIdle();
        Assert.Equal(1, _bench.Nv.Odometer.SessionsCompleted);
        NextSession();
        Assert.Equal(Credential(Nonce2), _server.Take().Header.Cred!.Data.Text);
    }

    [Fact]
    public void A_challenge_nonce_that_was_accepted_serves_until_the_server_gives_another()
    {
        _server.Reply(new ReplyForm { Header = StatusCode.InvalidCredentials, Commands = StatusCode.InvalidCredentials, NextNonce = Nonce1 });
        _server.Reply();
        NextSession();
        Assert.Equal(Credential(Nonce1), _server.Take().Header.Cred!.Data.Text);
    }

    [Theory]
    [InlineData(StatusCode.InvalidCredentials)]
    [InlineData(StatusCode.CredentialsMissing)]
    public void Two_refusals_end_the_session(int code)
    {
        ReplyForm refusal = new() { Header = code, Commands = code, NextNonce = Nonce1 };
        _server.Reply(refusal);
        _server.Reply(refusal).ShouldHavePosted(2).ShouldBeIdle().ShouldBeSilent();
        Assert.Equal(SessionOutcome.AuthenticationFailed, Ended.Outcome);
        NextSession();
        Assert.Equal("F7C4SIWTyiwtLZ/YfXMGbg==", _server.Take().Header.Cred!.Data.Text);
    }

    [Fact]
    public void The_servers_credential_is_answered_by_212_and_the_next_nonce()
    {
        byte[] factory = _server.Nonce;
        _server.Reply(_server.Get(Apn));
        _server.Take();
        Assert.Equal(212, _server.HeaderStatus!.Code);
        Assert.Equal("syncml:auth-md5", _server.HeaderStatus.Chal!.Type);
        Assert.Equal(16, _server.Nonce.Length);
        Assert.NotEqual(factory, _server.Nonce);
    }

    [Fact]
    public void A_server_that_missed_our_last_message_is_behind_by_one_and_welcome()
    {
        byte[] factory = _server.Nonce;
        _server.Reply(_server.Get(Apn));
        _bench.PostFails(NetworkFailure.ConnectionLost);
        _server.Nonce = factory;
        _server.Notify();
        Command.Get get = _server.Get(Apn);
        _server.Reply(get);
        _server.Take();
        Assert.Equal(200, _server.CodeOf(get));
    }

    [Fact]
    public void A_server_whose_messages_never_arrive_stays_welcome()
    {
        byte[] factory = _server.Nonce;
        for (int lost = 0; lost < 5; lost++)
        {
            _server.Reply(_server.Get(Apn));
            _bench.PostFails(NetworkFailure.ConnectionLost);
            _server.Nonce = factory;
            _server.Notify();
        }

        _server.Reply(_server.Get(Apn));
        _server.Take();
        Assert.Equal(212, _server.HeaderStatus!.Code);
    }

    [Fact]
    public void A_session_that_only_reads_is_stored_when_it_ends()
    {
        _server.Reply().ShouldBeIdle();
        _ = _bench.Terminal.TakeDirty();
        _server.Notify();
        List<bool> stored = [_bench.Terminal.TakeDirty()];
        _bench.After = _ => stored.Add(_bench.Terminal.TakeDirty());
        _server.Reply(new ReplyForm { NextNonce = Nonce1 }, _server.Get(Apn));
        _server.Reply(_server.Get(Apn));
        _server.Reply().ShouldBeIdle();
        Assert.Equal([false, false, false, true], stored);
    }

    /// <summary>What is stored of the nonce is its draw, and the server may have got it or not.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void After_a_crash_the_server_is_welcome_with_the_nonce_it_was_given_and_with_the_one_before(bool received)
    {
        byte[] nonce = _server.Nonce;
        for (int crash = 0; crash < 3; crash++)
        {
            _server.Reply(new ReplyForm { NextNonce = Nonce1 }, _server.Get(Apn));
            _server.Take();
            if (!received) _server.Nonce = nonce;
            nonce = _server.Nonce;
            _bench.Revive().ShouldBeIdle();
            _server.Notify();
        }

        ServerShouldBeWelcome();
    }

    [Fact]
    public void In_a_session_of_the_handsets_own_after_a_crash_the_given_nonce_counts_as_well()
    {
        _server.Reply(_server.Get(Apn));
        _server.Take();
        byte[] given = _server.Nonce;
        _bench.Revive();
        // By the default nonce nothing is learnt of what the server has.
        _server.Nonce = new byte[4];
        _server.Notify();
        _server.Nonce = given;
        ServerShouldBeWelcome();
    }

    /// <summary>What a model takes of nonces it takes of the one that a crash has left as well, and no more.</summary>
    [Theory]
    [InlineData(NonceForms.Previous, false)]
    [InlineData(NonceForms.DefaultOctets | NonceForms.Undecoded, true)]
    public void After_a_crash_the_forms_of_nonce_are_the_models_own(NonceForms forms, bool isTaken)
    {
        Bench bench = new Bench(Samples.Xml with { Authentication = Samples.Xml.Authentication with { Nonces = forms } }).PowerOn(Samples.HomeSim);
        DmServer server = new(bench) { Nonce = new byte[4] };
        bench.Nv.Preset.PreviousServerNonce = new byte[4];
        server.Notify().ShouldHavePosted(1);
        server.Reply(server.Get(Apn));
        server.Take();
        bench.Revive();
        server.Nonce = Encoding.ASCII.GetBytes(Convert.ToBase64String(server.Nonce));
        server.Notify().ShouldHavePosted(isTaken ? 3 : 2);
    }

    [Fact]
    public void A_notification_in_a_session_may_be_made_with_the_nonce_that_the_session_gave_out()
    {
        _server.Reply(_server.Get(Apn));
        _server.Take();
        _server.Notify();
        _server.Reply();
        Assert.NotNull(_bench.OpenPost);
        ServerShouldBeWelcome();
    }

    [Fact]
    public void A_nonce_that_was_not_given_out_is_nobodys()
    {
        byte[] factory = _server.Nonce;
        _bench.PostFails(NetworkFailure.ConnectionLost);
        _server.Nonce = factory;
        _server.Notify().ShouldHavePosted(2);
    }

    [Fact]
    public void A_client_nonce_that_is_lost_in_a_crash_is_told_again_by_a_challenge()
    {
        _server.Reply(new ReplyForm { NextNonce = Nonce1 }, _server.Get(Apn));
        _server.Take();
        _bench.Revive();
        NextSession();
        Assert.Equal("F7C4SIWTyiwtLZ/YfXMGbg==", _server.Take().Header.Cred!.Data.Text);
        _server.Reply(new ReplyForm { Header = StatusCode.InvalidCredentials, Commands = StatusCode.InvalidCredentials, NextNonce = Nonce1 });
        Assert.Equal(Credential(Nonce1), _server.Take().Header.Cred!.Data.Text);
    }

    [Fact]
    public void A_server_may_fall_back_to_the_default_nonce()
    {
        _server.Nonce = new byte[4];
        Command.Get get = _server.Get(Apn);
        _server.Reply(get);
        _server.Take();
        Assert.Equal(200, _server.CodeOf(get));
    }

    [Theory]
    [InlineData(ServerCredential.Wrong, 401)]
    [InlineData(ServerCredential.Missing, 407)]
    internal void An_unauthenticated_server_is_challenged_and_not_obeyed(ServerCredential credential, int code)
    {
        Command.Replace replace = _server.Replace(Apn, "stolen");
        Command.Get get = _server.Get(Apn);
        _server.Reply(new ReplyForm { Credential = credential }, replace, get);
        _server.Take();
        Assert.Equal(code, _server.HeaderStatus!.Code);
        Assert.Equal("syncml:auth-md5", _server.HeaderStatus.Chal!.Type);
        Assert.Equal(code, _server.CodeOf(replace));
        Assert.Equal(code, _server.CodeOf(get));
        Assert.Empty(_server.ResultsOf(get));
        Assert.Equal("cmnet", _bench.Terminal.Read(Apn).Value);

        Command.Get again = _server.Get(Apn);
        _server.Reply(again);
        _server.Take();
        Assert.Equal(212, _server.HeaderStatus!.Code);
        Assert.Equal("cmnet", _server.ResultsOf(again)[Apn]);
    }

    [Fact]
    public void A_server_refused_twice_is_left()
    {
        ReplyForm wrong = new() { Credential = ServerCredential.Wrong };
        _server.Reply(wrong, _server.Get(Apn));
        _server.Reply(wrong, _server.Get(Apn)).ShouldHavePosted(2).ShouldBeIdle();
        Assert.Equal(SessionOutcome.AuthenticationFailed, Ended.Outcome);
    }

    [Fact]
    public void A_wrong_credential_costs_the_server_no_nonce_it_may_hold()
    {
        _server.Reply(_server.Get(Apn));
        _server.Reply();
        byte[] held = _server.Nonce;
        NextSession();
        _server.Reply(new ReplyForm { Credential = ServerCredential.Wrong }, _server.Get(Apn));
        _bench.PostFails(NetworkFailure.ConnectionLost);
        _server.Nonce = held;
        _server.Notify().ShouldHavePosted(5);
    }

    [Fact]
    public void A_nonce_from_an_unauthenticated_server_is_not_kept()
    {
        ReplyForm rogue = new() { NextNonce = Nonce1, Credential = ServerCredential.Wrong };
        _server.Reply(rogue, _server.Get(Apn));
        _server.Reply(rogue, _server.Get(Apn));
        NextSession();
        Assert.Equal("F7C4SIWTyiwtLZ/YfXMGbg==", _server.Take().Header.Cred!.Data.Text);
    }

    [Fact]
    public void A_nonce_without_end_is_not_kept()
    {
        int before = _bench.Save().Length;
        _server.Reply(new ReplyForm { NextNonce = Convert.ToBase64String(new byte[257]) });
        Assert.InRange(_bench.Save().Length, before, before + 100);
    }

    [Fact]
    public void A_nonce_that_is_no_base64_is_taken_as_it_stands()
    {
        _server.Reply(new ReplyForm { NextNonce = "not base64!" });
        NextSession();
        Assert.Equal(Credentials.Md5Credential("mvpdm", "mvpdm", Encoding.UTF8.GetBytes("not base64!")), _server.Take().Header.Cred!.Data.Text);
    }

    private void ServerShouldBeWelcome()
    {
        Command.Get get = _server.Get(Apn);
        _server.Reply(get);
        _server.Take();
        Assert.Equal((212, 200), (_server.HeaderStatus!.Code, _server.CodeOf(get)));
    }

    private TerminalFact.SessionEnded Ended => Assert.Single(_bench.Facts<TerminalFact.SessionEnded>());

    private void NextSession() => _server.Notify();

    private static string Credential(string nonce) => Credentials.Md5Credential("mvpdm", "mvpdm", Convert.FromBase64String(nonce));
}
