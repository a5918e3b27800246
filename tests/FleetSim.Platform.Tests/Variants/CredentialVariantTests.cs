using FleetSim.Platform.Books;
using FleetSim.Platform.Settings;
using FleetSim.Platform.Tests.Support;
using FleetSim.Protocol.Identity;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.SyncMl.Authentication;

namespace FleetSim.Platform.Tests.Variants;

/// <summary>What handsets prove themselves with, and what they want of the server.</summary>
[Trait("spec", "OMA-TS-DM_Security-V1_2_1, 5.3")]
public sealed class CredentialVariantTests
{
    private static readonly Imei Imei = new(860206000003972);

    [Fact]
    public void A_basic_credential_is_taken_and_no_nonce_given()
    {
        ScriptedHandset handset = new(new Bench(), Imei) { Authentication = AuthenticationType.Basic };
        Command.Status status = ScriptedHandset.HeaderStatusOf(handset.Open("1", AlertCode.ClientInitiated));
        Assert.Equal((212, true), (status.Code, status.Chal is null));
    }

    [Fact]
    public void A_MAC_is_taken_for_each_message_with_the_nonce_of_the_last()
    {
        Bench bench = new();
        ScriptedHandset handset = new(bench, Imei) { Authentication = AuthenticationType.Mac };
        HashSet<string> nonces = [];
        handset.Open("1", AlertCode.ClientInitiated, handset.Report(200, null));
        for (int message = 0; message < 3; message++)
        {
            Command.Status status = ScriptedHandset.HeaderStatusOf(handset.Reply!);
            Assert.Equal((200, Credentials.Mac, true), (status.Code, status.Chal!.Type, nonces.Add(status.Chal.NextNonce!)));
            handset.Post(handset.HeaderStatus(200));
        }
    }

    [Fact]
    public void A_MAC_that_is_missing_in_the_middle_is_challenged()
    {
        ScriptedHandset handset = new(new Bench(Read()), Imei) { Authentication = AuthenticationType.Mac };
        handset.Open("1", AlertCode.ClientInitiated);
        handset.SendsCredential = false;
        handset.Post(handset.HeaderStatus());
        Command.Status status = ScriptedHandset.HeaderStatusOf(handset.Reply!);
        Assert.Equal((407, Credentials.Mac), (status.Code, status.Chal!.Type));
    }

    [Theory]
    [InlineData(ClientAuthentication.Basic, AuthenticationType.Basic, 212)]
    [InlineData(ClientAuthentication.Md5, AuthenticationType.Md5, 212)]
    [InlineData(ClientAuthentication.Mac, AuthenticationType.Mac, 200)]
    public void The_server_asks_for_the_type_of_its_options_and_takes_no_other(ClientAuthentication demanded, AuthenticationType type, int accepted)
    {
        PlatformOptions options = new() { Account = new AccountOptions { Authentication = demanded } };
        ScriptedHandset handset = new(new Bench(options), Imei) { SendsCredential = false };
        handset.Post(handset.Alert(AlertCode.ClientInitiated));
        Command.Status status = ScriptedHandset.HeaderStatusOf(handset.Reply!);
        Assert.Equal((407, type.Text()), (status.Code, status.Chal!.Type));
        handset.Authentication = type;
        handset.Post(handset.Alert(AlertCode.ClientInitiated));
        Assert.Equal(accepted, ScriptedHandset.HeaderStatusOf(handset.Reply!).Code);

        ScriptedHandset other = new(new Bench(options), Imei) { Authentication = type == AuthenticationType.Md5 ? AuthenticationType.Basic : AuthenticationType.Md5 };
        Assert.NotEqual(accepted, ScriptedHandset.HeaderStatusOf(other.Open("1", AlertCode.ClientInitiated)).Code);
    }

    [Fact]
    public void A_credential_for_one_message_is_asked_for_in_each()
    {
        Bench bench = new(Read() with { Account = new AccountOptions { EachMessage = true } });
        ScriptedHandset handset = new(bench, Imei);
        handset.Open("1", AlertCode.ClientInitiated);
        Assert.Equal((200, true), (ScriptedHandset.HeaderStatusOf(handset.Reply!).Code, ScriptedHandset.HeaderStatusOf(handset.Reply!).Chal is not null));
        handset.SendsCredential = false;
        handset.Post(handset.HeaderStatus());
        Assert.Equal(407, ScriptedHandset.HeaderStatusOf(handset.Reply!).Code);
    }

    [Fact]
    public void A_handset_that_demands_a_MAC_gets_one_on_every_message_also_in_its_next_session()
    {
        Bench bench = new(Read());
        ScriptedHandset handset = new(bench, Imei);
        handset.Open("1", AlertCode.ClientInitiated);
        Assert.True(handset.ServerCredentialIsRight);
        Assert.Null(handset.ServerMac);
        handset.Post(false, handset.HeaderStatus(200) with { Chal = new Chal(Credentials.Mac, "b64", "AQIDBAU=") });
        Assert.Null(handset.Reply!.Header.Cred);
        Assert.True(IsGenuine(handset, [1, 2, 3, 4, 5]));
        handset.Post(false, handset.HeaderStatus(200) with { Chal = new Chal(Credentials.Mac, "b64", "BgcICQo=") });
        Assert.True(IsGenuine(handset, [6, 7, 8, 9, 10]));
        Assert.Equal("Mac", bench.Last<BookEntry.Handset>()!.ServerAuthentication);

        handset.Open("2", AlertCode.ClientInitiated);
        Assert.True(IsGenuine(handset, [6, 7, 8, 9, 10]));
    }

    [Fact]
    public void A_handset_that_demands_a_basic_credential_gets_it()
    {
        Bench bench = new(Read());
        ScriptedHandset handset = new(bench, Imei);
        handset.Open("1", AlertCode.ClientInitiated);
        handset.Post(false, handset.HeaderStatus(401) with { Chal = new Chal(Credentials.Basic, "b64", null) });
        Assert.Equal((Credentials.Basic, Convert.ToBase64String("OMADM:mvpdm"u8)), (handset.Reply!.Header.Cred!.Meta!.Type, handset.Reply.Header.Cred.Data.Text));
    }

    [Fact]
    public async Task Over_HTTP_the_MACs_of_both_sides_stand_in_their_header()
    {
        await using RunningPlatform platform = await RunningPlatform.StartAsync(Read());
        ScriptedHandset handset = new(new Bench(), Imei) { SessionId = "1", Authentication = AuthenticationType.Mac };
        (SyncMlMessage first, _, string? none) = await SendAsync(platform, handset, handset.Alert(AlertCode.ClientInitiated));
        Command.Status status = ScriptedHandset.HeaderStatusOf(first);
        Assert.Equal((200, Credentials.Mac, null), (status.Code, status.Chal!.Type, none));
        handset.ClientNonce = Credentials.DecodeNonce(status.Chal.NextNonce!);
        Command.Status demand = new()
        {
            CmdId = CmdId.From(1), MsgRef = MsgId.From(1), CmdRef = CmdId.Header, Cmd = "SyncHdr", Code = 200, Chal = new Chal(Credentials.Mac, "b64", "AQIDBAU="),
        };
        (SyncMlMessage second, byte[] body, string? mac) = await SendAsync(platform, handset, demand);
        Assert.Equal(200, ScriptedHandset.HeaderStatusOf(second).Code);
        Assert.True(CredentialCheck.JudgeMac(mac, body, new Account("OMADM", "mvpdm"), new NonceHistory([1, 2, 3, 4, 5]), NonceForms.Current).IsRight);
    }

    private static async Task<(SyncMlMessage Reply, byte[] Body, string? Mac)> SendAsync(RunningPlatform platform, ScriptedHandset handset, Command command)
    {
        byte[] octets = handset.Encode(true, command);
        using HttpRequestMessage request = new(HttpMethod.Post, "/dm") { Content = new ByteArrayContent(octets) };
        request.Headers.TryAddWithoutValidation(MacHeader.Name, handset.Request(octets).Mac);
        using HttpResponseMessage reply = await platform.Http.SendAsync(request);
        byte[] body = await reply.Content.ReadAsByteArrayAsync();
        return (SyncMlCodec.Decode(body, SyncMlEncoding.Xml).Value!, body, reply.Headers.TryGetValues(MacHeader.Name, out IEnumerable<string>? values) ? values.Single() : null);
    }

    private static bool IsGenuine(ScriptedHandset handset, byte[] nonce) =>
        CredentialCheck.JudgeMac(handset.ServerMac, handset.ReplyBody, new Account("OMADM", "mvpdm"), new NonceHistory(nonce), NonceForms.Current).IsRight;

    /// <summary>A platform that reads one node in every session, so that a session has a second message.</summary>
    private static PlatformOptions Read() => new()
    {
        Scripts = [new ScriptOptions { Name = "read", Commands = [new CommandOptions { Command = CommandName.Get, Uri = "./DevDetail/SwV" }] }],
    };
}
