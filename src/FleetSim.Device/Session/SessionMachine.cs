using System.Globalization;
using FleetSim.Device.Behaviour;
using FleetSim.Device.Firmware;
using FleetSim.Device.Ui;
using FleetSim.Protocol;
using FleetSim.Protocol.Notification;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Device.Session;

/// <summary>The DM session of a handset, at most one at a time; <see cref="SessionTable"/> says what may happen when.</summary>
internal static class SessionMachine
{
    /// <summary>Server messages in one session: a server that never comes to an end is left.</summary>
    public const int MessageLimit = 64;

    /// <summary>Times a credential may be refused before the session ends.</summary>
    private const int RefusalLimit = 2;

    /// <summary>A genuine package #0. Spec: QB-E-008, UIM-01..04.</summary>
    public static void Notified(in StepContext context, Package0 notification)
    {
        if (context.Terminal.Session is not null)
        {
            Postpone(context, notification);
            return;
        }

        context.Nv.LastNotification = notification.SessionId;
        context.Nv.Odometer.SessionsOffered++;
        context.Terminal.MarkDirty();
        bool visible = notification.UiMode is UiMode.Informative or UiMode.UserInteraction;
        DmSession session = Open(context, SessionTrigger.Notification, IdText(context.Terminal.Model, notification.SessionId), visible);
        if (notification.UiMode != UiMode.UserInteraction)
        {
            if (visible) context.Show(UiSubject.SessionInfo, "");
            Begin(context, session);
            return;
        }

        Move(session, SessionInput.Ask);
        session.AskedAt = context.At;
        context.Ask(UiSubject.SessionQuestion, "");
    }

    /// <summary>One session at a time: one notification may wait for the end of the session, a further one is dropped.</summary>
    private static void Postpone(in StepContext context, Package0 notification)
    {
        if (context.Terminal.Postponed is null) context.Terminal.Postponed = notification;
        else context.Note(new TerminalFact.NotificationDropped(NotificationFault.Busy));
    }

    /// <summary>Opens a session of the handset's own to report a firmware result.</summary>
    public static void StartReport(in StepContext context)
    {
        string id = IdText(context.Terminal.Model, (ushort)(1 + (++context.Nv.NoncesDrawn & 0x7FFF)));
        context.Nv.Odometer.SessionsOffered++;
        Begin(context, Open(context, SessionTrigger.Report, id, visible: false));
    }

    public static void UserAnswered(in StepContext context, UserAnswer? answer)
    {
        if (context.Terminal.Session is not { } session) return;
        SessionInput input = answer switch { UserAnswer.Yes => SessionInput.UserYes, UserAnswer.No => SessionInput.UserNo, _ => SessionInput.UserSilent };
        SessionPhase before = session.Phase;
        if (!Move(session, input)) return;
        session.Asked += context.At - session.AskedAt;
        if (before == SessionPhase.Interrupted)
        {
            CommandExecutor.AlertAnswered(session, answer);
            Continue(context, session);
        }
        else if (answer == UserAnswer.Yes)
        {
            Begin(context, session);
        }
        else
        {
            Close(context, session, SessionOutcome.Aborted, counted: false);
        }
    }

    public static void Replied(in StepContext context, DmSession session, TerminalEvent.HttpReplied reply)
    {
        session.Request = 0;
        if (reply.Status != 200)
        {
            Fail(context, session, SessionOutcome.ServerMistake);
            return;
        }

        SyncMlEncoding encoding = SyncMlMediaType.Parse(reply.ContentType) ?? context.Terminal.Model.Dm.Encoding;
        Decoded<SyncMlMessage> message = SyncMlCodec.Decode(reply.Body, encoding);
        if (!message.IsDone || ++session.Replies > MessageLimit) Fail(context, session, SessionOutcome.ServerMistake);
        else Take(context, session, message.Value);
    }

    public static void Failed(in StepContext context, DmSession session, NetworkFailure failure)
    {
        session.Request = 0;
        Fail(context, session, failure == NetworkFailure.TimedOut ? SessionOutcome.TimedOut : SessionOutcome.NetworkFailed);
    }

    public static void PowerOff(in StepContext context)
    {
        if (context.Terminal.Session is { } session && Move(session, SessionInput.PowerOff)) Close(context, session, SessionOutcome.PowerLost, counted: session.MsgId > 0);
    }

    private static DmSession Open(in StepContext context, SessionTrigger trigger, string id, bool visible) =>
        context.Terminal.Session = new DmSession
        {
            Trigger = trigger, SessionId = id, StartedAt = context.At, Visible = visible, Uri = context.Settings.Account.Address,
        };

    private static void Begin(in StepContext context, DmSession session)
    {
        if (session.Phase == SessionPhase.None) Move(session, SessionInput.Begin);
        context.Nv.Odometer.SessionsStarted++;
        context.Terminal.MarkDirty();
        context.Note(new TerminalFact.SessionStarted(session.Trigger));
        PackageOne.Fill(context, session);
        Post(context, session, final: true);
    }

    private static void Take(in StepContext context, DmSession session, SyncMlMessage message)
    {
        session.Current = message;
        session.Reply = new PackageBuilder();
        if (message.Header.RespUri is { Length: > 0 } next) session.Uri = next;
        ReadStatuses(context, session, message, out Command.Status? header);
        bool clientAccepted = SessionAuthentication.ReadHeaderStatus(session, header);
        bool serverAccepted = SessionAuthentication.AnswerHeader(context, session, message);
        SessionAuthentication.KeepClientNonce(context, session);
        if (!clientAccepted) Repeat(context, session);
        else if (!serverAccepted) Refuse(context, session, message);
        else if (message.Commands.Any(c => c is Command.Alert { Code: AlertCode.SessionAbort })) Fail(context, session, SessionOutcome.Aborted);
        else Work(context, session, message);
    }

    private static void Work(in StepContext context, DmSession session, SyncMlMessage message)
    {
        CommandExecutor.LineUp(session, message);
        if (session.Pending.Count == 0 && message.Final)
        {
            Move(session, SessionInput.RepliedLast);
            Close(context, session, SessionOutcome.Completed, counted: true);
            return;
        }

        Continue(context, session);
    }

    private static void Continue(in StepContext context, DmSession session)
    {
        if (!CommandExecutor.Run(context, session))
        {
            Move(session, SessionInput.RepliedAlert);
            return;
        }

        if (session.Phase == SessionPhase.Posting) Move(session, SessionInput.RepliedMore);
        bool final = session.Current!.Final;
        if (!final && !session.Reply.HasContent) session.Reply.Add(new Command.Alert { CmdId = session.Reply.Next, Code = AlertCode.NextMessage });
        Post(context, session, final);
    }

    /// <summary>Our credential was refused: package 1 once more, answered by the challenge's nonce.</summary>
    private static void Repeat(in StepContext context, DmSession session)
    {
        if (session.Refusals >= RefusalLimit)
        {
            Fail(context, session, SessionOutcome.AuthenticationFailed);
            return;
        }

        PackageOne.Fill(context, session);
        Post(context, session, final: true);
    }

    /// <summary>The server's credential is missing or wrong: nothing is carried out, everything is answered with that code.</summary>
    private static void Refuse(in StepContext context, DmSession session, SyncMlMessage message)
    {
        bool hasCommands = message.Commands.Any(c => c is not (Command.Status or Command.Results));
        if (!hasCommands || session.ServerRefusals >= RefusalLimit)
        {
            Fail(context, session, SessionOutcome.AuthenticationFailed);
            return;
        }

        int code = message.Header.Cred is null ? StatusCode.CredentialsMissing : StatusCode.InvalidCredentials;
        foreach (Command command in message.Commands.Where(c => c is not (Command.Status or Command.Results))) session.Reply.Status(message, command, code);
        Post(context, session, final: true);
    }

    private static void ReadStatuses(in StepContext context, DmSession session, SyncMlMessage message, out Command.Status? header)
    {
        header = null;
        foreach (Command command in message.Commands)
        {
            if (command is not Command.Status status) continue;
            if (status.CmdRef == CmdId.Header || status.Cmd == "SyncHdr") header ??= status;
            int at = session.Reports.FindIndex(r => r.Message == status.MsgRef && r.Command == status.CmdRef);
            if (at < 0 || !StatusCode.IsSuccess(status.Code)) continue;
            FumoMachine.ReportAnswered(context, session.Reports[at].Root);
            session.Reports.RemoveAt(at);
        }
    }

    private static void Post(in StepContext context, DmSession session, bool final)
    {
        Terminal terminal = context.Terminal;
        if (!context.Nv.HasSignal)
        {
            Fail(context, session, SessionOutcome.NetworkFailed);
            return;
        }

        SyncMlMessage message = new(
            new SyncHdr
            {
                SessionId = session.SessionId, MsgId = MsgId.From(++session.MsgId),
                Target = new Location(session.Uri), Source = new Location(terminal.Imei.ToLocUri(), context.Settings.Account.UserName),
                Cred = SessionAuthentication.ClientCredential(context, session),
                Meta = new Meta { MaxMsgSize = terminal.Model.Dm.MaxMsgSize, MaxObjSize = terminal.Model.Dm.MaxObjSize },
            },
            session.Reply.Commands,
            final);
        byte[] body = SyncMlCodec.Encode(message, terminal.Model.Dm.Encoding, terminal.Model.Dm.Style);
        session.Request = terminal.NextRequest();
        context.Emit(new TerminalAction.PostDm(
            session.Request, session.Uri, terminal.Model.Dm.Encoding, terminal.Model.Dm.EffectiveContentType, body, session.Reports.Count > 0, context.Settings.SessionTimeout));
    }

    /// <summary>Ends the session in trouble, and tells the user where the specification wants it (D3: EXC-03, COL-11).</summary>
    private static void Fail(in StepContext context, DmSession session, SessionOutcome outcome)
    {
        Move(session, SessionInput.Failed);
        if (outcome == SessionOutcome.TimedOut && (session.Visible || session.IsFirmware)) context.Show(UiSubject.SessionTimedOut, "");
        Close(context, session, outcome, counted: true);
    }

    private static void Close(in StepContext context, DmSession session, SessionOutcome outcome, bool counted)
    {
        context.Terminal.Session = null;
        context.Emit(new TerminalAction.CloseSession());
        if (counted) Count(context, session, outcome);
        FumoMachine.SessionEnded(context);
        if (context.Terminal.Postponed is not { } next || context.Terminal.Session is not null || !context.Nv.PoweredOn) return;
        context.Terminal.Postponed = null;
        Notified(context, next);
    }

    private static void Count(in StepContext context, DmSession session, SessionOutcome outcome)
    {
        Odometer odometer = context.Nv.Odometer;
        if (outcome == SessionOutcome.Completed) odometer.SessionsCompleted++;
        else odometer.SessionsFailed++;
        context.Terminal.MarkDirty();
        context.Note(new TerminalFact.SessionEnded(session.Trigger, outcome, context.At - session.StartedAt - session.Asked));
    }

    private static bool Move(DmSession session, SessionInput input)
    {
        if (SessionTable.After(session.Phase, input) is not { } next) return false;
        session.Phase = next;
        return true;
    }

    private static string IdText(HandsetModel model, ushort id) => model.Dm.SessionId switch
    {
        SessionIdForm.Hex => id.ToString("X", CultureInfo.InvariantCulture),
        SessionIdForm.Decimal => id.ToString("D", CultureInfo.InvariantCulture),
        SessionIdForm.Fixed => "1",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
