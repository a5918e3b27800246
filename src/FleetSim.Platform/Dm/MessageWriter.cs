using FleetSim.Platform.Drills;
using FleetSim.Platform.Settings;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Platform.Dm;

/// <summary>Puts the header before the server's commands, lets the drills have their way with the message, and encodes it.</summary>
internal sealed class MessageWriter(AccountOptions account, DrillBoard drills, Func<string> baseUrl)
{
    /// <summary>Octets of a message that the server takes.</summary>
    private const int MaxMsgSize = 65_536;

    private readonly ServerCredential _credential = new(account);

    /// <summary>The server's next message. It counts as sent, and is remembered as what was asked when it has commands.</summary>
    public DmReply Write(DmSession session, SyncMlMessage request, IReadOnlyList<Command> commands, bool final)
    {
        session.ServerMessages++;
        MessageDraft draft = drills.Apply(session.Device.Imei, new MessageDraft(
            Message(session, request, commands, final, session.ServerMessages), request, session.LastAsked, baseUrl() + "/dm", session.Ended));
        session.Ended = draft.EndsSession;
        bool asks = draft.Message.Commands.Any(c => c is not Command.Status and not Command.Alert { Code: AlertCode.NextMessage });
        session.PackageIsOpen = asks && !final;
        if (asks) session.LastAsked = draft.Message;
        byte[] body = SyncMlCodec.Encode(draft.Message, session.Encoding);
        return new DmReply(body, session.Encoding, session.Device.Imei, false, _credential.MacFor(session, body));
    }

    /// <summary>Octets of the next message as it would be encoded with those commands.</summary>
    public int Octets(DmSession session, SyncMlMessage request, IReadOnlyList<Command> commands) =>
        SyncMlCodec.Encode(Message(session, request, commands, true, session.ServerMessages + 1), session.Encoding).Length;

    /// <summary>True when the handset names no bound, or the message stays within it.</summary>
    public bool Fits(DmSession session, SyncMlMessage request, IReadOnlyList<Command> commands) =>
        session.MaxMsgSize is not { } most || Octets(session, request, commands) <= most;

    private SyncMlMessage Message(DmSession session, SyncMlMessage request, IReadOnlyList<Command> commands, bool final, int number) => new(
        new SyncHdr
        {
            VerDtd = request.Header.VerDtd,
            VerProto = request.Header.VerProto,
            SessionId = session.Id,
            MsgId = MsgId.From(number),
            Target = new Location(request.Header.Source.LocUri),
            Source = new Location(request.Header.Target.LocUri, account.ServerId),
            Cred = _credential.For(session),
            Meta = new Meta { MaxMsgSize = MaxMsgSize, MaxObjSize = DmSession.MaxObjSize },
        },
        commands,
        final);
}
