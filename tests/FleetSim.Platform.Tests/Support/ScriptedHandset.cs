using FleetSim.Platform.Http;
using FleetSim.Protocol;
using FleetSim.Protocol.Identity;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.SyncMl.Authentication;

namespace FleetSim.Platform.Tests.Support;

/// <summary>A handset that says what the test tells it to: it only does the arithmetic of numbers, nonces and credentials.</summary>
internal sealed class ScriptedHandset(Bench bench, Imei imei, SyncMlEncoding encoding = SyncMlEncoding.Xml)
{
    private int _msgId;
    private int _cmdId;

    public Imei Imei { get; } = imei;

    public string SessionId { get; set; } = "1";

    public byte[] ClientNonce { get; set; } = Credentials.DecodeNonce("JE48dmgiOyogPzxXPkdUJQ==");

    public byte[] ServerNonce { get; set; } = Credentials.DecodeNonce("ZtexnABuWuR7El4aJffQSw==");

    public string Password { get; set; } = "mvpdm";

    /// <summary>What it proves itself with.</summary>
    public AuthenticationType Authentication { get; set; } = AuthenticationType.Md5;

    /// <summary>"1.2" or "1.1".</summary>
    public string Version { get; set; } = "1.2";

    /// <summary>The x-syncml-hmac header of the last reply.</summary>
    public string? ServerMac { get; private set; }

    /// <summary>The body of the last reply, as it came.</summary>
    public byte[] ReplyBody { get; private set; } = [];

    /// <summary>True: the next message has a credential.</summary>
    public bool SendsCredential { get; set; } = true;

    public long? MaxMsgSize { get; set; }

    public long? MaxObjSize { get; set; }

    /// <summary>The body of the last POST, to send it again.</summary>
    public byte[] LastBody { get; private set; } = [];

    public SyncMlMessage? Reply { get; private set; }

    /// <summary>Values the handset has; others are 404.</summary>
    public Dictionary<string, string> Tree { get; } = [];

    /// <summary>Begins a session: MsgID 1.</summary>
    public SyncMlMessage Open(string sessionId, int alert = AlertCode.ServerInitiated, params Command[] more)
    {
        SessionId = sessionId;
        _msgId = 0;
        SendsCredential = true;
        return Post([Alert(alert), DevInfo(), .. more]);
    }

    public Command.Alert Alert(int code, params Item[] items) => new() { CmdId = Next(), Code = code, Items = items };

    public Command.Alert Report(int result, string? correlator, string type = "org.openmobilealliance.dm.firmwareupdate.download") => new()
    {
        CmdId = Next(),
        Code = AlertCode.Generic,
        Correlator = correlator,
        Items = [new Item { Source = new Location("./FwUpdate"), Meta = new Meta { Type = type, Format = "chr" }, Data = result.ToString(System.Globalization.CultureInfo.InvariantCulture) }],
    };

    public Command.Replace DevInfo() => new()
    {
        CmdId = Next(),
        Items = [new Item { Source = new Location("./DevInfo/Mod"), Data = "M1" }],
    };

    public Command.Status StatusOf(Command command, int code, string? nextNonce = null) => new()
    {
        CmdId = Next(),
        MsgRef = Reply!.Header.MsgId,
        CmdRef = command.CmdId,
        Cmd = command.Name,
        Code = code,
        Chal = nextNonce is null ? null : new Chal(Credentials.Md5, "b64", nextNonce),
    };

    public Command.Status HeaderStatus(int code = StatusCode.AuthenticatedForSession, string? nextNonce = null) => new()
    {
        CmdId = Next(), MsgRef = Reply!.Header.MsgId, CmdRef = CmdId.Header, Cmd = "SyncHdr", Code = code,
        Chal = nextNonce is null ? null : new Chal(Credentials.Md5, "b64", nextNonce),
    };

    /// <summary>Answers the server's commands as an honest handset with this <see cref="Tree"/>.</summary>
    public SyncMlMessage Answer(int exec = StatusCode.Accepted, int confirm = StatusCode.Ok, string? nextNonce = null)
    {
        List<Command> answers = [HeaderStatus(nextNonce: nextNonce)];
        foreach (Command command in Asked(Reply!)) Answer(command, exec, confirm, answers);
        return Post([.. answers]);
    }

    public SyncMlMessage Post(params Command[] commands) => Post(true, commands);

    public SyncMlMessage Post(bool final, params Command[] commands) => PostBody(Encode(final, commands));

    /// <summary>The next message as it would be sent.</summary>
    public byte[] Encode(bool final, params Command[] commands)
    {
        Account account = new("mvpdm", Password);
        SyncHdr header = new()
        {
            VerDtd = Version,
            VerProto = "DM/" + Version,
            SessionId = SessionId,
            MsgId = MsgId.From(++_msgId),
            Target = new Location("http://127.0.0.1:1/dm"),
            Source = new Location(Imei.ToLocUri(), "mvpdm"),
            Cred = !SendsCredential || Authentication == AuthenticationType.Mac ? null
                : Authentication == AuthenticationType.Basic ? CredentialForm.Basic(account)
                : CredentialForm.Md5(account, ClientNonce),
            Meta = MaxMsgSize is null && MaxObjSize is null ? null : new Meta { MaxMsgSize = MaxMsgSize, MaxObjSize = MaxObjSize },
        };
        return SyncMlCodec.Encode(new SyncMlMessage(header, commands, final), encoding);
    }

    /// <summary>A request with that body, and its MAC where the handset has one.</summary>
    public WebRequest Request(byte[] body) => new("POST", "/dm")
    {
        ContentType = SyncMlMediaType.For(encoding),
        Body = body,
        Mac = SendsCredential && Authentication == AuthenticationType.Mac ? MacHeader.For(new Account("mvpdm", Password), ClientNonce, body).ToString() : null,
    };

    /// <summary>POSTs these octets, takes over a challenge, and returns the server's message.</summary>
    public SyncMlMessage PostBody(byte[] body)
    {
        LastBody = body;
        WebReply reply = bench.Http(Request(body));
        Assert.Equal(200, reply.Status);
        Assert.Equal(SyncMlMediaType.For(encoding), reply.ContentType);
        Decoded<SyncMlMessage> decoded = SyncMlCodec.Decode(reply.Body.Span, encoding);
        Assert.True(decoded.IsDone, decoded.Reason);
        (Reply, ReplyBody, ServerMac) = (decoded.Value, reply.Body.ToArray(), reply.Mac);
        Command.Status header = HeaderStatusOf(Reply);
        if (header.Chal?.NextNonce is { } next) ClientNonce = Credentials.DecodeNonce(next);
        SendsCredential = header.Code != StatusCode.AuthenticatedForSession;
        _cmdId = 0;
        return Reply;
    }

    /// <summary>The commands the server wants done, groups as they are.</summary>
    public static IReadOnlyList<Command> Asked(SyncMlMessage reply) => [.. reply.Commands.Where(c => c is not Command.Status)];

    public static Command.Status HeaderStatusOf(SyncMlMessage reply) => reply.Commands.OfType<Command.Status>().First(s => s.CmdRef == CmdId.Header);

    public bool ServerCredentialIsRight =>
        Reply!.Header.Cred is { } cred && cred.Data.Text == Credentials.Md5Credential("OMADM", "mvpdm", ServerNonce);

    private void Answer(Command command, int exec, int confirm, List<Command> answers)
    {
        switch (command)
        {
            case Command.Sequence sequence:
                answers.Add(StatusOf(sequence, StatusCode.Ok));
                foreach (Command child in sequence.Commands)
                {
                    if (confirm == StatusCode.Ok || child is Command.Alert) Answer(child, exec, confirm, answers);
                    else answers.Add(StatusOf(child, StatusCode.NotExecuted));
                }

                break;
            case Command.Get get:
                foreach (Item item in get.Items) AnswerGet(get, item.Target!.LocUri, answers);
                break;
            case Command.Replace replace:
                foreach (Item item in replace.Items) Tree[item.Target!.LocUri] = item.Data!.Value.Text;
                answers.Add(StatusOf(replace, StatusCode.Ok));
                break;
            case Command.Exec:
                answers.Add(StatusOf(command, exec));
                break;
            default:
                answers.Add(StatusOf(command, confirm));
                break;
        }
    }

    private void AnswerGet(Command.Get get, string uri, List<Command> answers)
    {
        bool known = Tree.TryGetValue(uri, out string? value);
        answers.Add(StatusOf(get, known ? StatusCode.Ok : StatusCode.NotFound) with { TargetRefs = [uri] });
        if (!known) return;
        answers.Add(new Command.Results
        {
            CmdId = Next(), MsgRef = Reply!.Header.MsgId, CmdRef = get.CmdId, Items = [new Item { Source = new Location(uri), Data = value! }],
        });
    }

    private CmdId Next() => CmdId.From(++_cmdId);
}
