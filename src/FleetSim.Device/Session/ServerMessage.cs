using FleetSim.Device.Firmware;
using FleetSim.Protocol;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Device.Session;

/// <summary>
/// A server's message: read, believed or not, carried out, answered.
/// <code>
/// not 200, no SyncML, another SessionID, too many       the session ends: the server's mistake
/// unknown VerDTD or VerProto                            Status 505 or 513, then the end
/// our credential refused                                the package once more with the challenge's nonce, then the end
/// its credential missing or wrong                       401 or 407 for everything, with a challenge, once; wrong again: the end
/// Alert 1223                                            the end, without an answer
/// Final, no commands, nothing of ours left              the end: completed
/// otherwise                                             Status and Results, Alert 1222 when there is nothing to say
/// </code>
/// Spec: OMA-TS-DM_Protocol-V1_2_1, 8 and 9.
/// </summary>
internal static class ServerMessage
{
    public static void Replied(in StepContext context, DmSession session, TerminalEvent.HttpReplied reply)
    {
        session.Request = 0;
        SyncMlEncoding encoding = SyncMlMediaType.Parse(reply.ContentType) ?? context.Terminal.Model.Dm.Encoding;
        Decoded<SyncMlMessage> message = reply.Status == 200 ? SyncMlCodec.Decode(reply.Body, encoding) : Decoded.Invalid<SyncMlMessage>(0, "not 200");
        if (!session.Leaving && message.IsDone && IsWithinLimits(session) && IsOurs(session, message.Value.Header)) Take(context, session, message.Value, reply);
        else SessionMachine.Fail(context, session, SessionOutcome.ServerMistake);
    }

    /// <summary>Messages that only move an object in chunks have a limit of their own: an object of MaxObjSize needs many.</summary>
    private static bool IsWithinLimits(DmSession session) => session.Sending is not null || session.Receiving?.Receiving is not null
        ? ++session.ChunkReplies <= SessionMachine.ChunkMessageLimit
        : ++session.Replies <= SessionMachine.MessageLimit;

    /// <summary>Goes on with the commands, after the message came or after the user has answered an Alert of it.</summary>
    public static void Continue(in StepContext context, DmSession session)
    {
        if (!CommandExecutor.Run(context, session))
        {
            SessionMachine.Move(session, SessionInput.RepliedAlert);
            return;
        }

        if (session.Phase == SessionPhase.Posting) SessionMachine.Move(session, SessionInput.RepliedMore);
        bool mayClose = session.ServerClosed && session.Receiving?.Receiving is null;
        if ((!mayClose && !session.Outgoing.HasContent) || (session.Receiving?.Receiving is not null && OnlyChunks(session)))
            session.Outgoing.Add(new Command.Alert { CmdId = session.Outgoing.Next, Code = AlertCode.NextMessage });
        SessionMachine.Post(context, session, mayClose);
    }

    private static void Take(in StepContext context, DmSession session, SyncMlMessage message, TerminalEvent.HttpReplied reply)
    {
        session.Current = message;
        session.ResultOctets = 0;
        session.Outgoing.Clear();
        Note(context.Terminal.Model.Dm, session, message);
        Command.Status? header = ReadStatuses(session, message);
        if (UnknownVersion(message.Header) is { } version)
        {
            Leave(context, session, message, version);
            return;
        }

        ClientVerdict ours = session.Client.Read(header);
        bool theirs = session.Server.Judge(context, session, message, reply.Hmac, reply.Body, out int code);
        if (session.Server.IsProven) session.ClientNonce = session.Client.NextNonce;
        if (theirs) Acknowledge(context, session);
        if (ours == ClientVerdict.GiveUp) SessionMachine.Fail(context, session, SessionOutcome.AuthenticationFailed);
        else if (ours == ClientVerdict.Repeat) Repeat(context, session);
        else if (!theirs) Refuse(context, session, message, code);
        else if (Aborts(message.Commands)) SessionMachine.Fail(context, session, SessionOutcome.Aborted);
        else Work(context, session, message);
    }

    private static void Work(in StepContext context, DmSession session, SyncMlMessage message)
    {
        if (session.Left is { } left) session.Outgoing.AddLeft(left);
        session.Left = null;
        session.Line.Fill(message);
        bool over = session.Line.IsEmpty && message.Final && session.Sending is null && !session.Outgoing.HasContent;
        if (over) SessionMachine.Complete(context, session);
        else Continue(context, session);
    }

    /// <summary>Our credential was refused: the package once more, answered by the challenge's nonce. It is package 1 again, also in mid-session.</summary>
    private static void Repeat(in StepContext context, DmSession session)
    {
        session.Left = null;
        (session.Sending, session.Receiving) = (null, null);
        PackageOne.Fill(context, session);
        SessionMachine.Post(context, session, final: true);
    }

    /// <summary>
    /// The server's credential is missing or wrong: nothing is carried out, everything is answered with that code. A message of nothing but
    /// Status is challenged as well: it may be what acknowledges a report, and a server whose nonce is stale learns the right one only so.
    /// </summary>
    private static void Refuse(in StepContext context, DmSession session, SyncMlMessage message, int code)
    {
        if (session.Server.IsRefused)
        {
            SessionMachine.Fail(context, session, SessionOutcome.AuthenticationFailed);
            return;
        }

        foreach (Command command in message.Commands) RefuseAll(session, message, command, code);
        SessionMachine.Post(context, session, final: true);
    }

    /// <summary>Every command gets its Status, those in groups as well.</summary>
    private static void RefuseAll(DmSession session, SyncMlMessage message, Command command, int code)
    {
        if (command is Command.Status or Command.Results) return;
        session.Outgoing.Status(message, command, code);
        if (command is not Command.Group group) return;
        foreach (Command child in group.Commands) RefuseAll(session, message, child, code);
    }

    /// <summary>A message that cannot be understood in full: its header gets the code, and the session is over.</summary>
    private static void Leave(in StepContext context, DmSession session, SyncMlMessage message, int code)
    {
        session.Outgoing.HeaderStatus(message, code, null);
        foreach (Command command in message.Commands) RefuseAll(session, message, command, code);
        session.Leaving = true;
        SessionMachine.Post(context, session, final: true);
    }

    /// <summary>What the header says for the rest of the session.</summary>
    private static void Note(Behaviour.DmBehaviour dm, DmSession session, SyncMlMessage message)
    {
        if (dm.ObeysRespUri && message.Header.RespUri is { Length: > 0 } next) session.Uri = next;
        session.PeerMessageOctets = message.Header.Meta?.MaxMsgSize ?? session.PeerMessageOctets;
        session.PeerObjectOctets = message.Header.Meta?.MaxObjSize ?? session.PeerObjectOctets;
        if (message.Final) session.ServerClosed = true;
        else if (Says(message.Commands)) session.ServerClosed = false;
    }

    private static bool Says(IReadOnlyList<Command> commands) =>
        commands.Any(c => c is not (Command.Status or Command.Results or Command.Alert { Code: AlertCode.NextMessage }));

    private static bool Aborts(IReadOnlyList<Command> commands)
    {
        for (int i = 0; i < commands.Count; i++)
        {
            if (commands[i] is Command.Alert { Code: AlertCode.SessionAbort }) return true;
        }

        return false;
    }

    /// <summary>The Status of our header; what the server says of our reports is kept until it has proved itself.</summary>
    private static Command.Status? ReadStatuses(DmSession session, SyncMlMessage message)
    {
        Command.Status? header = null;
        for (int i = 0; i < message.Commands.Count; i++)
        {
            if (message.Commands[i] is not Command.Status status) continue;
            if (status.CmdRef == CmdId.Header || status.Cmd == "SyncHdr") header ??= status;
            else if (StatusCode.IsSuccess(status.Code) && session.Reports is { } reports && reports.Remove((status.MsgRef, status.CmdRef), out string? root)) (session.Acknowledged ??= []).Add(root);
        }

        return header;
    }

    private static void Acknowledge(in StepContext context, DmSession session)
    {
        if (session.Acknowledged is not { } roots) return;
        session.Acknowledged = null;
        foreach (string root in roots) FumoMachine.ReportAnswered(context, root);
    }

    private static int? UnknownVersion(SyncHdr header) => header switch
    {
        { VerDtd: not ("1.1" or "1.2") } => StatusCode.UnknownDtdVersion,
        { VerProto: not ("DM/1.1" or "DM/1.2") } => StatusCode.UnknownProtocolVersion,
        _ => null,
    };

    /// <summary>Servers count sessions by the id they were given: a message of another session is not for this one.</summary>
    private static bool IsOurs(DmSession session, SyncHdr header) => header.SessionId.AsSpan().Trim().Equals(session.SessionId, StringComparison.OrdinalIgnoreCase);

    private static bool OnlyChunks(DmSession session) =>
        session.Outgoing.Commands.All(c => c is Command.Status { Cmd: "SyncHdr" } or Command.Status { Code: StatusCode.ChunkAccepted });
}
