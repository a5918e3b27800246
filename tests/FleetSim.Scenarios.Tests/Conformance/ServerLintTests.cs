using System.Text;
using FleetSim.Device;
using FleetSim.Device.Behaviour;
using FleetSim.Protocol.Sms;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.SyncMl.Authentication;
using FleetSim.Scenarios.Conformance.Lint;
using FleetSim.Scenarios.Life;
using static FleetSim.Scenarios.Conformance.Lint.LintRules;

namespace FleetSim.Scenarios.Tests.Conformance;

/// <summary>A right exchange gives no finding; each single change of it gives exactly the finding of its rule.</summary>
public sealed class ServerLintTests
{
    private static readonly Dictionary<string, LintStory> Broken = Stories().ToDictionary(s => s.Rule.Id, s => s.Story);

    public static TheoryData<string> Rules => [.. Broken.Keys];

    [Theory]
    [InlineData(ServerDemand.Md5)]
    [InlineData(ServerDemand.Mac)]
    [InlineData(ServerDemand.None)]
    public void A_right_exchange_gives_no_finding(ServerDemand demand) =>
        Assert.Empty(new LintStory { Demand = demand }.Tell().Findings.Select(f => $"{f.Rule.Id}: {f.Place}: {f.Detail}"));

    [Theory]
    [MemberData(nameof(Rules))]
    public void One_change_gives_exactly_its_finding(string rule)
    {
        LintFinding finding = Assert.Single(Broken[rule].Tell().Findings);
        Assert.Equal((rule, LintStory.Imei), (finding.Rule.Id, finding.Imei));
        Assert.NotEqual("", finding.Detail);
    }

    /// <summary>What these tests leave to others: rules that need more than one change, tested below and in the test of sessions.</summary>
    [Fact]
    public void Every_rule_is_broken_once() =>
        Assert.Equal([AfterChallenge, CredentialRefused, ChallengeMissing, MacForSession, RefusalWithCommands, NonceRepeated, CommandsTooEarly, CommandsRepeated, FinalMissing, SessionEndless], All.Where(rule => !Broken.ContainsKey(rule.Id)).OrderBy(rule => Array.IndexOf(Later, rule)));

    private static readonly LintRule[] Later = [AfterChallenge, CredentialRefused, ChallengeMissing, MacForSession, RefusalWithCommands, NonceRepeated, CommandsTooEarly, CommandsRepeated, FinalMissing, SessionEndless];

    [Fact]
    public void An_undecodable_body_is_found_with_its_octet()
    {
        LintFinding finding = Assert.Single(Broken[Undecodable.Id].Tell().Findings);
        Assert.Equal(new LintPlace(Session: "A4D9", Message: "1", Octet: 8), finding.Place);
    }

    [Theory]
    [InlineData("0x00000000", "ten characters")]
    [InlineData("", "without a nonce")]
    [InlineData("text", "not base64-decoded")]
    public void A_digest_of_a_misread_nonce_is_named(string form, string words)
    {
        byte[] nonce = form switch { "text" => Encoding.UTF8.GetBytes(Convert.ToBase64String(LintStory.FirstNonce)), _ => Encoding.UTF8.GetBytes(form) };
        LintFinding finding = Assert.Single(new LintStory { Signing = ("mvpdm", nonce) }.Tell().Findings);
        Assert.Equal(NotificationDigest, finding.Rule);
        Assert.Contains(words, finding.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void The_default_nonce_is_right() => Assert.Empty(new LintStory { Signing = ("mvpdm", [0, 0, 0, 0]) }.Tell().Findings);

    [Fact]
    public void What_the_emulator_loses_is_not_the_platforms_fault()
    {
        LintStory story = new() { Confirmation = _ => [] };
        Assert.Equal(RegistrationUnconfirmed, Assert.Single(story.Tell().Findings).Rule);
        ServerLint lint = LintDialogue.Begin();
        lint.Happened(new TerminalEvent.PowerOn(DateTimeOffset.UnixEpoch, null));
        lint.Did(new TerminalAction.SendSms(1, "10654040", [], false));
        lint.Befell(FaultKind.ConfirmationLost);
        lint.End(DateTimeOffset.UnixEpoch.AddHours(1));
        Assert.Empty(lint.Sheet.Findings);
    }

    /// <summary>Each octet of each thing that a peer sends, one at a time.</summary>
    [Theory]
    [InlineData("message")]
    [InlineData("confirmation")]
    [InlineData("push")]
    [InlineData("descriptor")]
    public void No_octet_of_a_peer_makes_it_throw(string what)
    {
        for (int at = 0; at < 2500; at++)
        {
            byte[] Spoil(byte[] octets) => [.. octets.Select((octet, i) => i == at % octets.Length ? (byte)(octet ^ (1 << (at % 8))) : octet)];
            LintStory story = what switch
            {
                "message" => new() { Reply1 = r => r with { Body = Spoil(r.Body) } },
                "confirmation" => new() { Confirmation = sms => [sms with { UserData = Spoil(sms.UserData) }] },
                "push" => new() { Push = sms => [sms with { UserData = Spoil(sms.UserData) }] },
                _ => new() { DescriptorReply = r => r with { Body = Spoil(r.Body) } },
            };
            Assert.NotEqual(0, story.Tell().Seen(RegistrationRefused));
        }
    }

    [Fact]
    public void A_rule_that_is_broken_without_end_keeps_three_examples()
    {
        LintSheet sheet = new LintStory { Confirmation = sms => Enumerable.Repeat(sms, 1000) }.Tell();
        Assert.Equal((999, LintSheet.FindingsPerRule), (sheet.Broken(ConfirmationTwice), sheet.Findings.Count()));
    }

    [Fact]
    public void A_peers_text_is_cut_and_cannot_play_with_a_terminal()
    {
        LintStory story = new() { Answer3 = m => Header(m, h => h with { RespUri = "x\t" + new string('x', 100) }) };
        Assert.Equal($"'x.{new string('x', LintSheet.QuotedCharacters - 2)}...'", Assert.Single(story.Tell().Findings).Detail);
    }

    [Fact]
    public void A_rule_without_an_occasion_is_not_seen() => Assert.Equal(0, new LintStory().Tell().Seen(RespUriForbidden));

    [Fact]
    public void A_report_adds_up_and_keeps_the_earliest_example()
    {
        LintReport report = LintReport.Of([new LintStory().Tell(), Broken[HttpStatus.Id].Tell(), Broken[HttpStatus.Id].Tell()]);
        LintResult result = report.Results.Single(r => r.Rule == HttpStatus);
        Assert.Equal((5L, 2L, 2), (result.Seen, result.Broken, result.Handsets));
        Assert.True(report.HasErrors);
        Assert.Equal(All, report.Results.Select(r => r.Rule));
        Assert.False(LintReport.Of([Broken[ReportRefused.Id].Tell()]).HasErrors);
    }

    private static SyncMlMessage Header(SyncMlMessage m, Func<SyncHdr, SyncHdr> change) => m with { Header = change(m.Header) };

    private static SyncMlMessage Change(SyncMlMessage m, int at, Func<Command, Command?> change) =>
        m with { Commands = [.. m.Commands.Select((c, i) => i == at ? change(c) : c).OfType<Command>()] };

    private static SyncMlMessage Plus(SyncMlMessage m, Command command) => m with { Commands = [.. m.Commands.Take(6), command, .. m.Commands.Skip(6)] };

    private static TerminalEvent.HttpFailed Failed(TerminalEvent.HttpReplied r, NetworkFailure failure) => new TerminalEvent.HttpFailed(r.At, r.Request, failure);

    private static TerminalEvent.SmsReceived Text(TerminalEvent.SmsReceived sms, string text, ushort port = 16998) =>
        sms with { UserData = UserData.Encode(new PortAddress(port, port), null, Encoding.ASCII.GetBytes(text)) };

    private static Command.Status Of(Command command) => (Command.Status)command;

    /// <summary>One story for each rule.</summary>
    private static IEnumerable<(LintRule Rule, LintStory Story)> Stories() => [.. Transport(), .. Messages(), .. Commands(), .. ShortMessages(), .. Downloads()];

    private static IEnumerable<(LintRule, LintStory)> Transport() =>
    [
        (ConnectionRefused, new() { Reply1 = r => Failed(r, NetworkFailure.ConnectRefused) }),
        (ConnectionClosed, new() { Reply1 = r => Failed(r, NetworkFailure.ConnectionLost) }),
        (NoAnswer, new() { ReplyTwoFails = true }),
        (HttpStatus, new() { Reply1 = r => r with { Status = 503 } }),
        (MediaType, new() { Reply1 = r => r with { ContentType = "text/html" } }),
        (EmptyBody, new() { Reply1 = r => r with { Body = [] } }),
        (Undecodable, new() { Reply1 = r => r with { Body = "<SyncML><"u8.ToArray() } }),
        (MessageTooLarge, new() { Answer1 = m => Plus(m, new Command.Replace { CmdId = CmdId.From(9), Items = [LintStory.To("./a", new string('x', 9000))] }) }),
    ];

    private static IEnumerable<(LintRule, LintStory)> Messages() =>
    [
        (SessionId, new() { Answer3 = m => Header(m, h => h with { SessionId = "1" }) }),
        (MsgIdCount, new() { Answer3 = m => Header(m, h => h with { MsgId = MsgId.From(7) }) }),
        (HeaderTarget, new() { Answer3 = m => Header(m, h => h with { Target = new Location("IMEI:860206000003972") }) }),
        (LintRules.Version, new() { Answer3 = m => Header(m, h => h with { VerProto = "DM/1.1" }) }),
        (CmdIdTwice, new() { Answer1 = m => Change(m, 4, c => c with { CmdId = CmdId.From(6) }) }),
        (RespUriInvalid, new() { Answer3 = m => Header(m, h => h with { RespUri = "dm/next" }) }),
        (RespUriForbidden, new() { Answer3 = m => Header(m, h => h with { RespUri = "http://192.0.2.1/dm" }) }),
        (HeaderStatus, new() { Answer3 = m => m with { Commands = [] } }),
        (StatusMissing, new() { Answer1 = m => Change(m, 2, _ => null) }),
        (StatusCmdRef, new() { Answer1 = m => Change(m, 2, c => Of(c) with { CmdRef = CmdId.From(99) }) }),
        (StatusMsgRef, new() { Answer1 = m => Change(m, 2, c => Of(c) with { MsgRef = MsgId.From(99) }) }),
        (StatusCmd, new() { Answer1 = m => Change(m, 2, c => Of(c) with { Cmd = "Copy" }) }),
        (LintRules.StatusCode, new() { Answer1 = m => Change(m, 2, c => Of(c) with { Code = 406 }) }),
        (ServerCredentialMissing, new() { Answer1 = m => Header(m, h => h with { Cred = null }) }),
        (ServerDigest, new() { Answer1 = m => Header(m, h => h with { Cred = CredentialForm.Md5(new Account("OMADM", "other"), LintStory.FirstNonce) }) }),
        (ServerMac, new() { Demand = ServerDemand.Mac, Mac = mac => mac[..^5] + "AAA==" }),
        (ChallengeType, new() { Answer1 = m => Change(m, 0, c => Of(c) with { Chal = new Chal("syncml:auth-unknown", "b64", "AAAA") }) }),
        (ReportUnanswered, new() { Answer1 = m => Change(m, 3, _ => null) }),
        (ReportRefused, new() { Answer1 = m => Change(m, 3, c => Of(c) with { Code = 500 }) }),
    ];

    private static IEnumerable<(LintRule, LintStory)> Commands() =>
    [
        (WithoutItem, new() { Answer1 = m => Plus(m, new Command.Get { CmdId = CmdId.From(9) }) }),
        (AtomicContent, new() { Answer1 = m => Plus(m, new Command.Atomic { CmdId = CmdId.From(9), Commands = [new Command.Get { CmdId = CmdId.From(10), Items = [LintStory.To("./a")] }] }) }),
        (AlertIncomplete, new() { Answer1 = m => Change(m, 5, c => (Command.Alert)c with { Items = [] }) }),
        (AlertOptions, new() { Answer1 = m => Change(m, 5, c => (Command.Alert)c with { Items = [new Item { Data = "MINDT=ten&DR=1" }, new Item { Data = "Update?" }] }) }),
        (LargeWithoutSize, new() { Answer1 = m => Size(m, null) }),
        (LargeWrongSize, new() { Answer1 = m => Size(m, 21) }),
        (LargeBrokenOff, new() { Answer2 = m => Change(m, 1, _ => new Command.Get { CmdId = CmdId.From(2), Items = [LintStory.To("./a")] }) }),
    ];

    private static SyncMlMessage Size(SyncMlMessage m, long? size) => Change(m, 6, c => (Command.Replace)c with { Items = [((Command.Replace)c).Items[0] with { Meta = new Meta { Size = size } }] });

    private static IEnumerable<(LintRule, LintStory)> ShortMessages() =>
    [
        (RegistrationRefused, new() { Taken = false }),
        (RegistrationUnconfirmed, new() { Confirmation = _ => [] }),
        (ConfirmationSender, new() { Confirmation = sms => [sms with { Sender = "10658888" }, sms] }),
        (ConfirmationPorts, new() { Confirmation = sms => [Text(sms, LintStory.Imei.ToLocUri() + "/1", 9999), sms] }),
        (ConfirmationHeader, new() { Confirmation = sms => [sms with { HasHeader = false, UserData = RegistrationText.EncodeConfirmation(LintStory.Imei, true) }, sms] }),
        (ConfirmationImei, new() { Confirmation = sms => [Text(sms, "IMEI:860206000003972/1"), sms] }),
        (ConfirmationText, new() { Confirmation = sms => [Text(sms, "ok"), sms] }),
        (ConfirmationTwice, new() { Confirmation = sms => [sms, sms] }),
        (ConfirmationRefuses, new() { Confirmation = sms => [Text(sms, LintStory.Imei.ToLocUri() + "/0")] }),
        (NotificationNone, new() { Push = _ => [] }),
        (NotificationSender, new() { Push = sms => [sms with { Sender = "10658888" }, sms] }),
        (NotificationPort, new() { Push = sms => [Text(sms, "x", 9999), sms] }),
        (PushMalformed, new() { Push = sms => [Text(sms, "x", WapPush.Port), sms] }),
        (NotificationMalformed, new() { Push = sms => [sms with { UserData = UserData.Encode(new PortAddress(WapPush.Port, 9200), null, WapPush.EncodeNotification(1, "short"u8)) }, sms] }),
        (NotificationDigest, new() { Signing = ("other", LintStory.FirstNonce) }),
        (NotificationServer, new() { Package0 = p => p with { ServerId = "NOBODY" } }),
        (NotificationVersion, new() { Package0 = p => p with { Version = 12 } }),
        (NotificationRepeated, new() { Push = sms => [sms, sms] }),
    ];

    private static IEnumerable<(LintRule, LintStory)> Downloads() =>
    [
        (DownloadTarget, new() { PackageUri = "http://192.0.2.1/descriptor" }),
        (DescriptorMissing, new() { DescriptorReply = r => r with { Status = 404 } }),
        (DescriptorUnavailable, new() { DescriptorReply = r => r with { Status = 503 } }),
        (DescriptorInvalid, new() { DescriptorReply = r => r with { Body = "<media/>"u8.ToArray() } }),
        (DescriptorVersion, new() { Descriptor = d => d with { DdVersion = "2.0" } }),
        (DescriptorType, new() { Descriptor = d => d with { Types = ["application/octet-stream", "video/x-drill"] } }),
        (DescriptorSize, new() { Descriptor = d => d with { Size = 1L << 40 }, Head1 = h => h with { TotalOctets = null }, Head2 = h => h with { TotalOctets = null }, End2 = e => e with { Request = 0 } }),
        (ObjectMissing, new() { Head2 = h => h with { Status = 404, RangeStart = null } }),
        (ObjectUnavailable, new() { Head2 = h => h with { Status = 503, RangeStart = null } }),
        (ObjectSize, new() { Head1 = h => h with { TotalOctets = 5001 } }),
        (ObjectType, new() { Head1 = h => h with { ContentType = "text/html" } }),
        (ObjectHash, new() { Rest = octets => [.. octets[..^1], (byte)(octets[^1] ^ 1)] }),
        (RangeIgnored, new() { Head2 = h => h with { Status = 200, RangeStart = null }, End2 = e => e with { Request = 0 } }),
        (ContentRange, new() { Head2 = h => h with { RangeStart = 2001 } }),
        (RangeUnsatisfiable, new() { Head2 = h => h with { Status = 416, RangeStart = null } }),
        (ETagChanged, new() { Head2 = h => h with { Validator = "\"v2\"" } }),
        (RedirectForbidden, new() { Head2 = h => h with { Status = 302, RangeStart = null, Location = "http://192.0.2.1/object" } }),
        (Redirected, new() { Head2 = h => h with { Status = 302, RangeStart = null, Location = "/elsewhere" } }),
        (ObjectCut, new() { End2 = e => e with { Failure = NetworkFailure.ConnectionLost } }),
        (InstallNotify, new() { NotifyReply = r => r with { Status = 500 } }),
    ];
}
