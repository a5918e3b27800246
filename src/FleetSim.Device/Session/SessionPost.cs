using FleetSim.Device.Behaviour;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Device.Session;

/// <summary>Puts what the session has to say into a message and on its way.</summary>
internal static class SessionPost
{
    /// <summary>Sends the next message of the package; it is closed when nothing is left over.</summary>
    /// <param name="final">True when the handset may close its package.</param>
    public static void Send(in StepContext context, DmSession session, bool final)
    {
        Terminal terminal = context.Terminal;
        DmBehaviour dm = terminal.Model.Dm;
        SyncHdr header = Header(terminal, session);
        MessageCut cut = new(session, dm.Encoding, (commands, last) => SyncMlCodec.Encode(new SyncMlMessage(header, commands, last), dm.Encoding, dm.Style));
        byte[] body = cut.Next(final);
        session.MsgId++;
        foreach (Command command in cut.Sent)
        {
            if (command is Command.Alert { Code: AlertCode.Generic } report) (session.Reports ??= [])[(MsgId.From(session.MsgId), report.CmdId)] = report.Items[0].Source!.LocUri;
        }

        session.Tries = 0;
        session.Sent = new TerminalAction.PostDm(
            0, session.Uri, dm.Encoding, dm.EffectiveContentType, body, session.Reports is { Count: > 0 }, context.Settings.SessionTimeout)
        {
            Hmac = session.Client.Mac(body), Http = terminal.Model.Http,
        };
        Emit(context, session);
    }

    /// <summary>The same message once more.</summary>
    public static void Emit(in StepContext context, DmSession session)
    {
        session.Tries++;
        session.Request = context.Terminal.NextRequest();
        context.Emit(session.Sent! with { Request = session.Request });
    }

    private static SyncHdr Header(Terminal terminal, DmSession session)
    {
        DmBehaviour dm = terminal.Model.Dm;
        bool dm12 = dm.Version == DmVersion.V12;
        return new SyncHdr
        {
            VerDtd = dm12 ? "1.2" : "1.1", VerProto = dm12 ? "DM/1.2" : "DM/1.1",
            SessionId = session.SessionId, MsgId = MsgId.From(session.MsgId + 1),
            Target = new Location(session.Uri), Source = new Location(terminal.Imei.ToLocUri(), session.Account.Client.Name),
            Cred = session.Client.Credential(dm.Encoding),
            Meta = new Meta { MaxMsgSize = dm.MaxMsgSize, MaxObjSize = dm.MaxObjSize },
        };
    }
}
