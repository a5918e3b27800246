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
        SyncMlMessage message = Message(session, request, commands, final);
        return Send(session, request, message, SyncMlCodec.Encode(message, session.Encoding));
    }

    /// <summary>As <see cref="Write"/>; null, and nothing counts as sent, when it is over the handset's MaxMsgSize.</summary>
    public DmReply? WriteIfItFits(DmSession session, SyncMlMessage request, IReadOnlyList<Command> commands, bool final)
    {
        SyncMlMessage message = Message(session, request, commands, final);
        byte[] body = SyncMlCodec.Encode(message, session.Encoding);
        return session.MaxMsgSize is { } most && body.Length > most ? null : Send(session, request, message, body);
    }

    /// <summary>Octets of the next message as it would be encoded with those commands.</summary>
    public int Octets(DmSession session, SyncMlMessage request, IReadOnlyList<Command> commands) =>
        SyncMlCodec.Encode(Message(session, request, commands, true), session.Encoding).Length;

    /// <param name="body">The message encoded; it is encoded again only when a drill changed it.</param>
    private DmReply Send(DmSession session, SyncMlMessage request, SyncMlMessage message, byte[] body)
    {
        session.ServerMessages++;
        MessageDraft draft = drills.Apply(session.Device.Imei, new MessageDraft(message, request, session.LastAsked, baseUrl() + "/dm", session.Ended));
        if (!ReferenceEquals(draft.Message, message)) body = SyncMlCodec.Encode(draft.Message, session.Encoding);
        session.Ended = draft.EndsSession;
        bool asks = draft.Message.Commands.Any(c => c is not Command.Status and not Command.Alert { Code: AlertCode.NextMessage });
        session.PackageIsOpen = asks && !draft.Message.Final;
        if (asks) session.LastAsked = draft.Message;
        return new DmReply(body, session.Encoding, session.Device.Imei, false, _credential.MacFor(session, body));
    }

    private SyncMlMessage Message(DmSession session, SyncMlMessage request, IReadOnlyList<Command> commands, bool final) => new(
        new SyncHdr
        {
            VerDtd = request.Header.VerDtd,
            VerProto = request.Header.VerProto,
            SessionId = session.Id,
            MsgId = MsgId.From(session.ServerMessages + 1),
            Target = new Location(request.Header.Source.LocUri),
            Source = new Location(request.Header.Target.LocUri, account.ServerId),
            Cred = _credential.For(session),
            Meta = new Meta { MaxMsgSize = MaxMsgSize, MaxObjSize = DmSession.MaxObjSize },
        },
        commands,
        final);
}
