using FleetSim.Protocol;
using FleetSim.Protocol.Notification;
using FleetSim.Protocol.Sms;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.SyncMl.Authentication;

namespace FleetSim.Device.Tests.Support;

internal enum ServerCredential
{
    Right,
    Wrong,
    Missing,
}

/// <summary>What one server message says beside its commands.</summary>
internal sealed record ReplyForm
{
    /// <summary>Status of the client's header.</summary>
    public int Header { get; init; } = StatusCode.AuthenticatedForSession;

    /// <summary>Base64 nonce in the challenge beside the header's Status; null: no challenge.</summary>
    public string? NextNonce { get; init; }

    /// <summary>Status of the client's commands; the Alert 1226 has its own.</summary>
    public int Commands { get; init; } = StatusCode.Ok;

    public int Report { get; init; } = StatusCode.Ok;

    public ServerCredential Credential { get; init; }

    public bool Final { get; init; } = true;

    public string? RespUri { get; init; }

    /// <summary>MaxMsgSize and MaxObjSize in the header; null: not said.</summary>
    public long? MaxMsgSize { get; init; }

    public long? MaxObjSize { get; init; }

    /// <summary>Type of the challenge beside the header's Status.</summary>
    public string ChallengeType { get; init; } = Credentials.Md5;

    public string VerDtd { get; init; } = "1.2";

    public string VerProto { get; init; } = "DM/1.2";

    /// <summary>Null: that of the session.</summary>
    public string? SessionId { get; init; }

    /// <summary>The x-syncml-hmac header; null: none.</summary>
    public ServerCredential? Mac { get; init; }
}

/// <summary>
/// A DM server that says what the test tells it to. It does the arithmetic of numbers, nonces and credentials and shares no
/// session code with the handset.
/// </summary>
internal sealed class DmServer(Bench bench)
{
    public const string FactoryServerNonce = "ZtexnABuWuR7El4aJffQSw==";

    private int _cmdId;
    private int _msgId;
    private ushort _notification = 0x9000;

    /// <summary>Nonce of the server's next credential and notification.</summary>
    public byte[] Nonce { get; set; } = Credentials.DecodeNonce(FactoryServerNonce);

    public string ServerId { get; set; } = "OMADM";

    public string Password { get; set; } = "mvpdm";

    /// <summary>The last client message taken.</summary>
    public SyncMlMessage Received { get; private set; } = null!;

    /// <summary>Session id of the last notification.</summary>
    public ushort LastNotification => _notification;

    public Command.Get Get(params string[] uris) => new() { CmdId = Id(), Items = [.. uris.Select(u => new Item { Target = new Location(u) })] };

    public Command.Replace Replace(string uri, string value) => Replace((uri, value));

    public Command.Replace Replace(params (string Uri, string Value)[] items) =>
        new() { CmdId = Id(), Items = [.. items.Select(i => new Item { Target = new Location(i.Uri), Data = i.Value })] };

    public Command.Add Add(string uri) => new() { CmdId = Id(), Items = [new Item { Target = new Location(uri), Data = "x" }] };

    public Command.Delete Delete(string uri) => new() { CmdId = Id(), Items = [new Item { Target = new Location(uri) }] };

    public Command.Exec Exec(string uri, string? correlator = null) => new() { CmdId = Id(), Correlator = correlator, Items = [new Item { Target = new Location(uri) }] };

    public Command.Sequence Sequence(params Command[] commands) => new() { CmdId = Id(), Commands = commands };

    public Command.Atomic Atomic(params Command[] commands) => new() { CmdId = Id(), Commands = commands };

    /// <summary>An alert with options and a text, as 1100 and 1101 have them.</summary>
    public Command.Alert Alert(int code, string text) => new() { CmdId = Id(), Code = code, Items = [new Item { Data = "MINDT=10" }, new Item { Data = text }] };

    public Command.Alert Alert(int code) => new() { CmdId = Id(), Code = code };

    /// <summary>The notification's user data, header included.</summary>
    public byte[] Push(UiMode mode, ushort session, byte[]? nonce = null, string? serverId = null, int version = 11)
    {
        Package0 content = new() { UiMode = mode, Initiator = Initiator.Server, SessionId = session, ServerId = serverId ?? ServerId, Version = version };
        byte[] package = Package0Codec.Encode(content, Password, nonce ?? Nonce);
        return UserData.Encode(new PortAddress(WapPush.Port, 49154), null, WapPush.EncodeNotification(1, package));
    }

    /// <summary>Sends package #0 with a new session id.</summary>
    public Bench Notify(UiMode mode = UiMode.Background) => bench.Sms(Push(mode, ++_notification));

    /// <summary>Reads the open POST and notes what the client demands of the next credential.</summary>
    public SyncMlMessage Take()
    {
        TerminalAction.PostDm post = Bench.Required(bench.OpenPost);
        Decoded<SyncMlMessage> decoded = SyncMlCodec.Decode(post.Body, post.Encoding);
        Assert.True(decoded.IsDone, decoded.Reason);
        Received = decoded.Value;
        if (Received.Header.MsgId == MsgId.From(1)) _msgId = 0;
        if (HeaderStatus?.Chal?.NextNonce is { } next) Nonce = Credentials.DecodeNonce(next);
        return Received;
    }

    /// <summary>The client's verdict on the server's last message.</summary>
    public Command.Status? HeaderStatus => Received.Commands.OfType<Command.Status>().FirstOrDefault(s => s.CmdRef == CmdId.Header);

    public Bench Reply(params Command[] commands) => Reply(new ReplyForm(), commands);

    /// <summary>Answers the open POST: Status for all that the client said, then these commands.</summary>
    public Bench Reply(ReplyForm form, params Command[] commands)
    {
        byte[] body = Encode(form, commands);
        string? mac = form.Mac is { } kind ? MacHeader.For(new Account(ServerId, kind == ServerCredential.Right ? Password : "guess"), Nonce, body).ToString() : null;
        return bench.PostAnswered(200, body, SyncMlMediaType.For(Encoding), mac);
    }

    public byte[] Encode(ReplyForm form, params Command[] commands)
    {
        Take();
        SyncHdr header = new()
        {
            VerDtd = form.VerDtd, VerProto = form.VerProto, SessionId = form.SessionId ?? Received.Header.SessionId, MsgId = MsgId.From(++_msgId), Target = Received.Header.Source, Source = new Location(ServerId),
            Cred = form.Mac is null ? Credential(form.Credential) : null, RespUri = form.RespUri,
            Meta = form.MaxMsgSize is null && form.MaxObjSize is null ? null : new Meta { MaxMsgSize = form.MaxMsgSize, MaxObjSize = form.MaxObjSize },
        };
        List<Command> all = [Answer(CmdId.Header, "SyncHdr", form.Header) with { Chal = form.NextNonce is null ? null : new Chal(form.ChallengeType, "b64", form.NextNonce) }];
        foreach (Command said in Received.Commands.Where(c => c is not (Command.Status or Command.Results)))
            all.Add(Answer(said.CmdId, said.Name, said is Command.Alert { Code: AlertCode.Generic } ? form.Report : form.Commands));
        byte[] body = SyncMlCodec.Encode(new SyncMlMessage(header, [.. all, .. commands], form.Final), Encoding);
        _cmdId = 0;
        return body;
    }

    /// <summary>The code that the client's last message gives to a command of ours; null: none.</summary>
    public int? CodeOf(Command command, string? target = null) =>
        Received.Commands.OfType<Command.Status>().SingleOrDefault(s => s.CmdRef == command.CmdId && (target is null || s.TargetRefs.Contains(target)))?.Code;

    /// <summary>What the client's last message gives back for this command.</summary>
    public IReadOnlyDictionary<string, string> ResultsOf(Command command) =>
        Received.Commands.OfType<Command.Results>().Where(r => r.CmdRef == command.CmdId).SelectMany(r => r.Items).ToDictionary(i => i.Source!.LocUri, i => i.Data!.Value.Text);

    /// <summary>The Alert 1226 in the client's last message; there is one at most.</summary>
    public Command.Alert? Report => Reports.SingleOrDefault();

    /// <summary>The Alerts 1226 in the client's last message.</summary>
    public IEnumerable<Command.Alert> Reports => Received.Commands.OfType<Command.Alert>().Where(a => a.Code == AlertCode.Generic);

    private SyncMlEncoding Encoding => bench.Terminal.Model.Dm.Encoding;

    private CmdId Id() => CmdId.From(100 + ++_cmdId);

    private Command.Status Answer(CmdId to, string name, int code) => new() { CmdId = Id(), MsgRef = Received.Header.MsgId, CmdRef = to, Cmd = name, Code = code };

    private Cred? Credential(ServerCredential kind) => kind == ServerCredential.Missing
        ? null
        : new Cred(new Meta { Type = Credentials.Md5, Format = "b64" }, Credentials.Md5Credential(ServerId, kind == ServerCredential.Right ? Password : "guess", Nonce));
}
