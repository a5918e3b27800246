using FleetSim.Device;
using FleetSim.Device.Behaviour;
using FleetSim.Protocol.Download;
using FleetSim.Protocol.Identity;
using FleetSim.Protocol.Notification;
using FleetSim.Protocol.Sms;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.SyncMl.Authentication;
using FleetSim.Scenarios.Conformance.Lint;
using FleetSim.Scenarios.Life;
using FleetSim.Scenarios.Tests.Support;

namespace FleetSim.Scenarios.Tests.Conformance;

/// <summary>
/// The right exchange of one handset with a platform, written down by hand and not played by handset code; each part can be changed.
/// <code>
/// registration, confirmation, package #0
/// message 1: Alert 1200, Replace, Alert 1226   answer 1: Statuses, Get, Alert 1101, the first chunk of an object
/// message 2: Statuses, Results, 1222           answer 2: the second chunk, Final
/// message 3: Statuses, Final                   answer 3: Final
/// descriptor, object cut after 2000 octets, the rest by Range, install notification
/// </code>
/// </summary>
internal sealed class LintStory
{
    public const string ObjectUri = "http://127.0.0.1/object", NotifyUri = "http://127.0.0.1/notify", DmUri = "http://127.0.0.1/dm";
    private const string SessionId = "A4D9", Tag = "\"v1\"";
    private const int CutAt = 2000;

    private static readonly DateTimeOffset Begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Fleet Fleet = Fleets.Of();
    private static readonly int Index = Enumerable.Range(0, 100).First(i => Fleet.Identity.ModelOf(i).Dm is { Encoding: SyncMlEncoding.Xml, Version: DmVersion.V12 });

    private readonly Account _server = new(Fleet.Settings.Account.ServerId, Fleet.Settings.Account.ServerPassword);
    private readonly Account _client = new(Fleet.Settings.Account.UserName, Fleet.Settings.Account.ClientPassword);
    private DateTimeOffset _now = Begin;

    public static Imei Imei => Fleet.Identity.ImeiOf(Index);

    public static byte[] FirstNonce => Credentials.DecodeNonce(Fleet.Settings.Account.ServerNonce);

    public ServerDemand Demand { get; init; } = ServerDemand.Md5;

    public LintLimits Limits { get; init; } = new();

    /// <summary>The answer of the message centre to the registration.</summary>
    public bool Taken { get; init; } = true;

    public Func<TerminalEvent.SmsReceived, IEnumerable<TerminalEvent.SmsReceived>> Confirmation { get; init; } = sms => [sms];

    public Func<TerminalEvent.SmsReceived, IEnumerable<TerminalEvent.SmsReceived>> Push { get; init; } = sms => [sms];

    public Func<Package0, Package0> Package0 { get; init; } = content => content;

    /// <summary>Password and nonce of package #0's digest.</summary>
    public (string Password, byte[] Nonce)? Signing { get; init; }

    public Func<SyncMlMessage, SyncMlMessage> Answer1 { get; init; } = message => message;

    public Func<SyncMlMessage, SyncMlMessage> Answer2 { get; init; } = message => message;

    public Func<SyncMlMessage, SyncMlMessage> Answer3 { get; init; } = message => message;

    /// <summary>The first answer as an event.</summary>
    public Func<TerminalEvent.HttpReplied, TerminalEvent> Reply1 { get; init; } = reply => reply;

    /// <summary>True: the second answer never comes.</summary>
    public bool ReplyTwoFails { get; init; }

    public Func<TerminalEvent.HttpReplied, TerminalEvent> DescriptorReply { get; init; } = reply => reply;

    public Func<DownloadDescriptor, DownloadDescriptor> Descriptor { get; init; } = descriptor => descriptor;

    public string PackageUri { get; init; } = "http://127.0.0.1/descriptor";

    public Func<TerminalEvent.FetchStarted, TerminalEvent.FetchStarted> Head1 { get; init; } = head => head;

    public Func<TerminalEvent.FetchStarted, TerminalEvent.FetchStarted> Head2 { get; init; } = head => head;

    public Func<byte[], byte[]> Rest { get; init; } = octets => octets;

    public Func<TerminalEvent.FetchEnded, TerminalEvent.FetchEnded> End2 { get; init; } = ended => ended;

    public Func<TerminalEvent.HttpReplied, TerminalEvent> NotifyReply { get; init; } = reply => reply;

    /// <summary>How long the run goes on behind the story.</summary>
    public TimeSpan Afterwards { get; init; } = TimeSpan.FromMinutes(1);

    public LintSheet Tell()
    {
        HandsetModel model = Fleet.Identity.ModelOf(Index);
        ServerLint lint = new(Imei, model with { Authentication = model.Authentication with { Server = Demand } }, Fleet.Settings, Limits);
        Register(lint);
        Notify(lint);
        Converse(lint);
        Download(lint);
        lint.End(_now + Afterwards);
        return lint.Sheet;
    }

    public static Command.Status Status(int id, int message, int command, string name, int code) =>
        new() { CmdId = CmdId.From(id), MsgRef = MsgId.From(message), CmdRef = CmdId.From(command), Cmd = name, Code = code };

    public static Item To(string uri, string? value = null) => new() { Target = new Location(uri), Data = value is null ? (ItemData?)null : new ItemData(value) };

    private DateTimeOffset Next() => _now += TimeSpan.FromMilliseconds(100);

    private void Register(ServerLint lint)
    {
        PortAddress ports = new(RegistrationText.Port, RegistrationText.Port);
        lint.Happened(new TerminalEvent.PowerOn(Next(), null));
        lint.Did(new TerminalAction.SendSms(1, RegistrationText.ServiceNumber, UserData.Encode(ports, null, RegistrationText.EncodeUplink(new RegistrationUplink(Imei, "a", "b", "c"))!), false));
        lint.Happened(new TerminalEvent.SmsAccepted(Next(), 1, Taken));
        if (!Taken) return;
        TerminalEvent.SmsReceived right = new(Next(), RegistrationText.ServiceNumber, UserData.Encode(ports, null, RegistrationText.EncodeConfirmation(Imei, true)), true);
        foreach (TerminalEvent.SmsReceived sms in Confirmation(right)) lint.Happened(sms);
    }

    private void Notify(ServerLint lint)
    {
        Package0 content = Package0(new Package0 { Version = 11, SessionId = 0xA4D9, ServerId = _server.Name, Initiator = Initiator.Server });
        byte[] signed = Package0Codec.Encode(content, Signing?.Password ?? _server.Password, Signing?.Nonce ?? FirstNonce);
        byte[] userData = UserData.Encode(new PortAddress(WapPush.Port, 9200), null, WapPush.EncodeNotification(1, signed));
        foreach (TerminalEvent.SmsReceived sms in Push(new TerminalEvent.SmsReceived(Next(), RegistrationText.ServiceNumber, userData, true))) lint.Happened(sms);
    }

    private void Converse(ServerLint lint)
    {
        byte[] clientNonce = [1, 2, 3, 4], second = [.. Enumerable.Range(0, 16).Select(i => (byte)i)];
        Chal chal = Challenge.Make(AuthenticationType.Md5, second);
        byte[] given = [.. Enumerable.Range(100, 16).Select(i => (byte)i)];
        Command.Status proven = Status(1, 1, 0, "SyncHdr", 212) with { Chal = Challenge.Make(Demand == ServerDemand.Mac ? AuthenticationType.Mac : AuthenticationType.Md5, given) };
        Post(lint, 11, 1, CredentialForm.Md5(_client, clientNonce),
            [new Command.Alert { CmdId = CmdId.From(1), Code = 1200 }, new Command.Replace { CmdId = CmdId.From(2), Items = [new Item { Source = new Location("./DevInfo/Mod"), Data = "b" }] }, new Command.Alert { CmdId = CmdId.From(3), Code = 1226 }], true);
        if (!Reply(lint, 11, Answer1(Server(1, Demand == ServerDemand.Md5 ? CredentialForm.Md5(_server, FirstNonce) : null,
            [
                Status(1, 1, 0, "SyncHdr", 212) with { Chal = chal }, Status(2, 1, 1, "Alert", 200), Status(3, 1, 2, "Replace", 200), Status(4, 1, 3, "Alert", 200),
                new Command.Get { CmdId = CmdId.From(5), Items = [To("./DevInfo/Mod")] },
                new Command.Alert { CmdId = CmdId.From(6), Code = 1101, Items = [new Item { Data = "MINDT=10&DR=1" }, new Item { Data = "Update?" }] },
                Chunk(7, "0123456789", 20, true),
            ], false)), Reply1)) return;
        Post(lint, 12, 2, null, [proven, Status(2, 1, 5, "Get", 200), new Command.Results { CmdId = CmdId.From(3), MsgRef = MsgId.From(1), CmdRef = CmdId.From(5) }, Status(4, 1, 6, "Alert", 200), Status(5, 1, 7, "Replace", 213)], false);
        if (!Reply(lint, 12, Answer2(Server(2, null, [Status(1, 2, 0, "SyncHdr", 212), Chunk(2, "0123456789", null, false)], true)),
            reply => ReplyTwoFails ? new TerminalEvent.HttpFailed(reply.At, reply.Request, NetworkFailure.TimedOut) : Guarded(reply, given))) return;
        Post(lint, 13, 3, null, [Status(1, 2, 0, "SyncHdr", 212), Status(2, 2, 2, "Replace", 200)], true);
        Reply(lint, 13, Answer3(Server(3, null, [Status(1, 3, 0, "SyncHdr", 212)], true)), reply => Guarded(reply, given));
        lint.Did(new TerminalAction.CloseSession());
    }

    /// <summary>The MAC of the last answer, where the handset demands one.</summary>
    public Func<string, string?> Mac { get; init; } = mac => mac;

    private TerminalEvent.HttpReplied Guarded(TerminalEvent.HttpReplied reply, byte[] nonce) =>
        Demand == ServerDemand.Mac ? reply with { Hmac = reply.Request == 13 ? Mac(MacFor(nonce, reply)) : MacFor(nonce, reply) } : reply;

    private string MacFor(byte[] nonce, TerminalEvent.HttpReplied reply) => MacHeader.For(_server, nonce, reply.Body).ToString();

    private static Command.Replace Chunk(int id, string text, long? size, bool more) =>
        new() { CmdId = CmdId.From(id), Items = [To("./Settings/WAP/StartPage", text) with { Meta = new Meta { Size = size }, MoreData = more }] };

    private static SyncMlMessage Server(int number, Cred? cred, IReadOnlyList<Command> commands, bool final) => new(
        new SyncHdr { SessionId = SessionId, MsgId = MsgId.From(number), Target = new Location(Imei.ToLocUri()), Source = new Location(DmUri), Cred = cred }, commands, final);

    private void Post(ServerLint lint, int request, int number, Cred? cred, IReadOnlyList<Command> commands, bool final)
    {
        SyncHdr header = new()
        {
            SessionId = SessionId, MsgId = MsgId.From(number), Target = new Location(DmUri), Source = new Location(Imei.ToLocUri(), _client.Name), Cred = cred, Meta = new Meta { MaxMsgSize = 9000 },
        };
        byte[] body = SyncMlCodec.Encode(new SyncMlMessage(header, commands, final), SyncMlEncoding.Xml);
        lint.Did(new TerminalAction.PostDm(request, DmUri, SyncMlEncoding.Xml, SyncMlMediaType.Xml, body, request == 11, TimeSpan.FromSeconds(15)));
    }

    /// <summary>False: there is no message in the answer, and the handset leaves.</summary>
    private bool Reply(ServerLint lint, int request, SyncMlMessage message, Func<TerminalEvent.HttpReplied, TerminalEvent> change)
    {
        TerminalEvent answer = change(new TerminalEvent.HttpReplied(Next(), request, 200, SyncMlMediaType.Xml, SyncMlCodec.Encode(message, SyncMlEncoding.Xml)));
        lint.Happened(answer);
        return answer is TerminalEvent.HttpReplied { Status: 200 } reply && SyncMlCodec.Decode(reply.Body, SyncMlEncoding.Xml).IsDone;
    }

    private void Download(ServerLint lint)
    {
        lint.Did(new TerminalAction.GetDescriptor(21, PackageUri, TimeSpan.FromSeconds(15)));
        DownloadDescriptor descriptor = Descriptor(new DownloadDescriptor { Types = ["application/octet-stream"], Size = Fleets.PackageOctets, ObjectUri = ObjectUri, InstallNotifyUri = NotifyUri, Name = Fleets.PackageName, DdVersion = "1.0" });
        lint.Happened(DescriptorReply(new TerminalEvent.HttpReplied(Next(), 21, 200, DescriptorCodec.MediaType, DescriptorCodec.Encode(descriptor))));
        lint.Did(new TerminalAction.Fetch(22, ObjectUri, 0, null, TimeSpan.FromSeconds(15)));
        lint.Happened(Head1(new TerminalEvent.FetchStarted(Next(), 22, 200, null, Fleets.PackageOctets, Tag) { ContentType = "application/octet-stream" }));
        lint.Happened(new TerminalEvent.FetchOctets(Next(), 22, Fleets.Package.AsMemory(0, CutAt)));
        lint.Happened(new TerminalEvent.SignalLost(Next()));
        lint.Did(new TerminalAction.BreakOff());
        lint.Did(new TerminalAction.Fetch(23, ObjectUri, CutAt, Tag, TimeSpan.FromSeconds(15)));
        lint.Happened(Head2(new TerminalEvent.FetchStarted(Next(), 23, 206, CutAt, Fleets.PackageOctets, Tag) { ContentType = "application/octet-stream" }));
        lint.Happened(new TerminalEvent.FetchOctets(Next(), 23, Rest(Fleets.Package[CutAt..])));
        lint.Happened(End2(new TerminalEvent.FetchEnded(Next(), 23, null)));
        lint.Did(new TerminalAction.PostNotify(24, NotifyUri, "900 Success"u8.ToArray(), TimeSpan.FromSeconds(15)));
        lint.Happened(NotifyReply(new TerminalEvent.HttpReplied(Next(), 24, 200, null, [])));
    }
}
