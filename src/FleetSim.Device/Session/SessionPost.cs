using FleetSim.Device.Behaviour;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Device.Session;

/// <summary>Puts what the session has to say into a message and on its way.</summary>
internal static class SessionPost
{
    /// <summary>The sizes that were said last: most models name the same.</summary>
    private static Meta _sizes = new();

    /// <summary>Sends the next message of the package; it is closed when nothing is left over.</summary>
    /// <param name="final">True when the handset may close its package.</param>
    public static void Send(in StepContext context, DmSession session, bool final)
    {
        Terminal terminal = context.Terminal;
        DmBehaviour dm = terminal.Model.Dm;
        MessageCut cut = new(session, Header(terminal, session), dm);
        byte[] body = cut.Next(final);
        session.MsgId++;
        for (int i = 0; i < cut.Sent.Count; i++)
        {
            if (cut.Sent[i] is Command.Alert { Code: AlertCode.Generic } report) (session.Reports ??= [])[(MsgId.From(session.MsgId), report.CmdId)] = report.Items[0].Source!.LocUri;
        }

        session.Tries = 0;
        Emit(context, session, new TerminalAction.PostDm(
            terminal.NextRequest(), session.Uri, dm.Encoding, dm.EffectiveContentType, body, session.Reports is { Count: > 0 }, context.Settings.SessionTimeout)
        {
            Hmac = session.Client.Mac(body), Http = terminal.Model.Http,
        });
    }

    /// <summary>The same message once more.</summary>
    public static void Again(in StepContext context, DmSession session) => Emit(context, session, session.Sent! with { Request = context.Terminal.NextRequest() });

    private static void Emit(in StepContext context, DmSession session, TerminalAction.PostDm post)
    {
        session.Tries++;
        session.Request = post.Request;
        session.Sent = post;
        context.Emit(post);
    }

    private static Meta Sizes(DmBehaviour dm)
    {
        Meta said = _sizes;
        if (said.MaxMsgSize == dm.MaxMsgSize && said.MaxObjSize == dm.MaxObjSize) return said;
        return _sizes = new Meta { MaxMsgSize = dm.MaxMsgSize, MaxObjSize = dm.MaxObjSize };
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
            Meta = Sizes(dm),
        };
    }
}
