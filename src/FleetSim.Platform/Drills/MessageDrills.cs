using FleetSim.Protocol.SyncMl;

namespace FleetSim.Platform.Drills;

/// <summary>What drills do to a DM message of the server before it is encoded.</summary>
internal static class MessageDrills
{
    private const string NoSuchNumber = "99";

    /// <summary>TEST-NET-1 of RFC 5737: nobody's address, and on nobody's list of allowed targets.</summary>
    public const string ForbiddenUrl = "http://192.0.2.1/dm";

    public static Strike Header(Func<SyncHdr, SyncHdr> change) => Message(draft => With(draft, change(draft.Message.Header)));

    /// <summary>The Cred goes, or is another; a message without one gives no occasion.</summary>
    public static Strike Credential(Func<Cred, Cred?> change) =>
        Message(draft => draft.Message.Header.Cred is { } cred ? With(draft, draft.Message.Header with { Cred = change(cred) }) : null);

    /// <summary>The Cred is missing just when the handset asked for it.</summary>
    public static Strike NoCredentialAfterChallenge() => Message(draft =>
        draft.Request.Commands.OfType<Command.Status>().Any(s => s.CmdRef == CmdId.Header && s.Chal is not null) && draft.Message.Header.Cred is not null
            ? With(draft, draft.Message.Header with { Cred = null })
            : null);

    /// <summary>The last Status for a command becomes another, or nothing; that of the SyncHdr is left alone.</summary>
    public static Strike LastStatus(Func<Command.Status, Command?> change) =>
        Status(draft => draft.Message.Commands.OfType<Command.Status>().LastOrDefault(s => s.CmdRef != CmdId.Header), change);

    /// <summary>The Status for the handset's Alert 1226 becomes another, or nothing.</summary>
    public static Strike ReportStatus(Func<Command.Status, Command?> change) => Status(
        draft => draft.Request.Commands.FirstOrDefault(c => c is Command.Alert { Code: AlertCode.Generic }) is { } report
            ? draft.Message.Commands.OfType<Command.Status>().FirstOrDefault(s => s.CmdRef == report.CmdId && s.MsgRef == draft.Request.Header.MsgId)
            : null,
        change);

    /// <summary>A challenge names a type that DM does not have.</summary>
    public static Strike UnknownChallenge() => Status(
        draft => draft.Message.Commands.OfType<Command.Status>().FirstOrDefault(s => s.Chal is not null),
        status => status with { Chal = status.Chal! with { Type = "syncml:auth-unknown" } });

    /// <summary>The last command has the number of the first.</summary>
    public static Strike NumberTwice() => Message(draft => draft.Message.Commands is [{ } first, .., { } last]
        ? With(draft, [.. draft.Message.Commands.SkipLast(1), last with { CmdId = first.CmdId }])
        : null);

    public static Strike NoFinal() => Message(draft => draft.Message.Final ? draft with { Message = draft.Message with { Final = false } } : null);

    /// <summary>The commands of the last package again, in the middle of the handset's answer to them.</summary>
    public static Strike RepeatCommands() => Message(draft => !draft.Request.Final && draft.Previous is { } previous
        ? With(draft, [.. draft.Message.Commands, .. Asked(previous).Select((c, i) => c with { CmdId = CmdId.From(draft.Message.Commands.Count + 1 + i) })])
        : null);

    /// <summary>Alert 1223 in place of the second and later packages' commands.</summary>
    public static Strike Abort() => Message(draft => draft.Previous is not null && Asked(draft.Message).Any()
        ? With(draft, [.. draft.Message.Commands.OfType<Command.Status>(), Aborting(draft)]) with { EndsSession = true }
        : null);

    public static Strike RespUri(string? url) =>
        Message(draft => With(draft, draft.Message.Header with { RespUri = url ?? draft.DmUrl + "/next" }));

    public static Command WrongCmdRef(Command.Status status) => status with { CmdRef = new CmdId(NoSuchNumber) };

    public static Command WrongMsgRef(Command.Status status) => status with { MsgRef = new MsgId(NoSuchNumber) };

    private static Command.Alert Aborting(MessageDraft draft) =>
        new() { CmdId = CmdId.From(draft.Message.Commands.OfType<Command.Status>().Count() + 1), Code = AlertCode.SessionAbort };

    private static IEnumerable<Command> Asked(SyncMlMessage message) => message.Commands.Where(c => c is not Command.Status);

    private static Strike<MessageDraft> Status(Func<MessageDraft, Command.Status?> find, Func<Command.Status, Command?> change) => Message(draft =>
        find(draft) is { } status ? With(draft, [.. draft.Message.Commands.Select(c => ReferenceEquals(c, status) ? change(status) : c).OfType<Command>()]) : null);

    private static Strike<MessageDraft> Message(Func<MessageDraft, MessageDraft?> change) => new Strike<MessageDraft>((draft, _) => change(draft));

    private static MessageDraft With(MessageDraft draft, SyncHdr header) => draft with { Message = draft.Message with { Header = header } };

    private static MessageDraft With(MessageDraft draft, IReadOnlyList<Command> commands) => draft with { Message = draft.Message with { Commands = commands } };
}
