using System.Globalization;
using FleetSim.Device.Accounts;
using FleetSim.Device.Behaviour;
using FleetSim.Device.Firmware;
using FleetSim.Device.Ui;
using FleetSim.Protocol.Notification;

namespace FleetSim.Device.Session;

/// <summary>
/// The DM session of a handset, at most one at a time: how it begins, waits and ends; <see cref="SessionTable"/> says what may happen when.
/// What a server's message does is <see cref="ServerMessage"/>'s business.
/// </summary>
internal static class SessionMachine
{
    /// <summary>Server messages in one session: a server that never comes to an end is left.</summary>
    public const int MessageLimit = 64;

    /// <summary>Server messages that move objects in chunks: 1 MiB in messages of 1 KiB, both ways.</summary>
    public const int ChunkMessageLimit = 2048;

    /// <summary>A genuine package #0. Spec: QB-E-008, UIM-01..04.</summary>
    public static void Notified(in StepContext context, GenuineNotification notification)
    {
        if (context.Terminal.Session is not null)
        {
            Postpone(context, notification);
            return;
        }

        Package0 content = notification.Content;
        notification.Account.State.LastNotification = content.SessionId;
        context.Nv.Odometer.SessionsOffered++;
        context.Terminal.MarkDeferred();
        bool visible = content.UiMode is UiMode.Informative or UiMode.UserInteraction;
        DmSession session = Open(context, SessionTrigger.Notification, notification.Account, content.SessionId, visible, notification.Resynchronises);
        if (content.UiMode != UiMode.UserInteraction)
        {
            if (visible) context.Show(UiSubject.SessionInfo, "");
            Begin(context, session);
            return;
        }

        Move(session, SessionInput.Ask);
        session.AskedAt = context.At;
        context.Ask(UiSubject.SessionQuestion, "");
    }

    /// <summary>Opens a session of the handset's own to report a firmware result to the server that commanded it.</summary>
    public static void StartReport(in StepContext context, ServerAccount account) => StartOwn(context, SessionTrigger.Report, account);

    /// <summary>Opens a session of the handset's own: Alert 1201.</summary>
    public static void StartOwn(in StepContext context, SessionTrigger trigger, ServerAccount account)
    {
        ushort id = (ushort)(1 + (++context.Nv.NoncesDrawn & 0x7FFF));
        context.Nv.Odometer.SessionsOffered++;
        Begin(context, Open(context, trigger, account, id, visible: false, resynchronise: false));
    }

    /// <summary>The user's answer to the question that the session asked; null: none came in time.</summary>
    public static void UserAnswered(in StepContext context, TerminalEvent.UserAnswered? answered)
    {
        if (context.Terminal.Session is not { } session) return;
        SessionPhase before = session.Phase;
        SessionInput input = answered?.Answer switch
        {
            null => SessionInput.UserSilent,
            UserAnswer.Yes => SessionInput.UserYes,
            UserAnswer.Typed or UserAnswer.Chosen when before == SessionPhase.Interrupted => SessionInput.UserYes,
            // Whatever is no yes to the question of UI mode 11 is a no (UIM-04).
            _ => SessionInput.UserNo,
        };
        if (!Move(session, input)) return;
        session.Asked += context.At - session.AskedAt;
        if (before == SessionPhase.Interrupted)
        {
            UserAlerts.Answered(context, session, answered);
            ServerMessage.Continue(context, session);
        }
        else if (input == SessionInput.UserYes)
        {
            Begin(context, session);
        }
        else
        {
            Close(context, session, SessionOutcome.Aborted, counted: false);
        }
    }

    /// <summary>No answer came to the message under way; the model gives up, or tries again (EXC-03).</summary>
    public static void Failed(in StepContext context, DmSession session, NetworkFailure failure)
    {
        session.Request = 0;
        DmBehaviour dm = context.Terminal.Model.Dm;
        bool again = dm.LostAnswer != LostAnswer.GiveUp && session.Tries <= dm.LostAnswerRetries && context.Nv.HasSignal && failure != NetworkFailure.TargetNotAllowed;
        if (again && Move(session, SessionInput.Lost)) context.Arm(TimerSlot.SessionRetry, context.Settings.SessionRetry);
        else Fail(context, session, failure == NetworkFailure.TimedOut ? SessionOutcome.TimedOut : SessionOutcome.NetworkFailed);
    }

    /// <summary>The pause after a lost answer is over. Spec: facts of field clients: package 1 again with MsgID 1, or the same message.</summary>
    public static void RetryDue(in StepContext context, DmSession session)
    {
        if (!Move(session, SessionInput.RetryDue)) return;
        if (!context.Nv.HasSignal) Fail(context, session, SessionOutcome.NetworkFailed);
        else if (context.Terminal.Model.Dm.LostAnswer == LostAnswer.Restart && session.MsgId > 1) Restart(context, session);
        else SessionPost.Again(context, session);
    }

    public static void PowerOff(in StepContext context)
    {
        if (context.Terminal.Session is { } session && Move(session, SessionInput.PowerOff)) Close(context, session, SessionOutcome.PowerLost, counted: session.MsgId > 0);
    }

    /// <summary>Sends what has gathered, unless there is no way to send it.</summary>
    public static void Post(in StepContext context, DmSession session, bool final)
    {
        if (context.Nv.HasSignal) SessionPost.Send(context, session, final);
        else Fail(context, session, SessionOutcome.NetworkFailed);
    }

    /// <summary>Ends the session in trouble, and tells the user where the specification wants it (D3: EXC-03, COL-11).</summary>
    public static void Fail(in StepContext context, DmSession session, SessionOutcome outcome)
    {
        Move(session, SessionInput.Failed);
        bool shown = session.Visible || (session.IsFirmware && context.Terminal.Model.Ui.Prompts == PromptPolicy.Chapters);
        if (outcome == SessionOutcome.TimedOut && shown) context.Show(UiSubject.SessionTimedOut, "");
        Close(context, session, outcome, counted: true);
    }

    public static void Complete(in StepContext context, DmSession session)
    {
        Move(session, SessionInput.RepliedLast);
        Close(context, session, SessionOutcome.Completed, counted: true);
    }

    public static bool Move(DmSession session, SessionInput input)
    {
        if (SessionTable.After(session.Phase, input) is not { } next) return false;
        session.Phase = next;
        return true;
    }

    /// <summary>One session at a time: one notification may wait for the end of the session, a further one is dropped.</summary>
    private static void Postpone(in StepContext context, GenuineNotification notification)
    {
        if (context.Terminal.Postponed is null) context.Terminal.Postponed = notification;
        else context.Note(new TerminalFact.NotificationDropped(NotificationFault.Busy));
    }

    private static DmSession Open(in StepContext context, SessionTrigger trigger, ServerAccount account, ushort id, bool visible, bool resynchronise)
    {
        AuthenticationBehaviour habits = context.Terminal.Model.Authentication;
        return context.Terminal.Session = new DmSession
        {
            Trigger = trigger, Account = account, SessionId = IdText(context.Terminal.Model, id), StartedAt = context.At, Visible = visible, Uri = account.Address,
            Client = new ClientAuthentication(account, habits, resynchronise), Server = new ServerAuthentication(account, habits),
        };
    }

    private static void Begin(in StepContext context, DmSession session)
    {
        if (session.Phase == SessionPhase.None) Move(session, SessionInput.Begin);
        if (session.Visible) context.Indicate();
        context.Nv.Odometer.SessionsStarted++;
        // A session of the handset's own has drawn its number, or is the first with its server: that must last.
        if (session.Trigger == SessionTrigger.Notification && !session.Account.State.FirstContactDue) context.Terminal.MarkDeferred();
        else context.Terminal.MarkDirty();
        session.Account.State.FirstContactDue = false;
        context.Note(new TerminalFact.SessionStarted(session.Trigger));
        PackageOne.Fill(context, session);
        Post(context, session, final: true);
    }

    /// <summary>Package 1 again, with the same SessionID and MsgID 1: what the server knows of the session is void.</summary>
    private static void Restart(in StepContext context, DmSession session)
    {
        int tries = session.Tries;
        (session.MsgId, session.Reports, session.Sending, session.Uri) = (0, session.Reports is null ? null : [], null, session.Account.Address);
        session.Receiving = null;
        session.Client.Restart();
        session.Left = null;
        session.Outgoing.Clear();
        PackageOne.Fill(context, session);
        Post(context, session, final: true);
        session.Tries = tries + 1;
    }

    private static void Close(in StepContext context, DmSession session, SessionOutcome outcome, bool counted)
    {
        CommandExecutor.Abandon(context, session);
        if (context.Terminal.IsDeferred) context.Terminal.MarkDirty();
        session.Server.End(context);
        KeepNonce(context, session);
        session.End();
        context.Terminal.Session = null;
        context.Cancel(TimerSlot.SessionRetry);
        context.Emit(new TerminalAction.CloseSession());
        if (counted) Count(context, session, outcome);
        FumoMachine.SessionEnded(context);
        if (context.Terminal.Session is not null || !context.Nv.PoweredOn) return;
        if (context.Terminal.Postponed is { } next)
        {
            context.Terminal.Postponed = null;
            Notified(context, next);
        }
        else if (AccountBook.FirstContact(context.Terminal) is { } account)
        {
            StartOwn(context, SessionTrigger.Bootstrap, account);
        }
    }

    /// <summary>The nonce of our next credential: a handset that loses it in a crash of the emulator is told it anew by a challenge.</summary>
    private static void KeepNonce(in StepContext context, DmSession session)
    {
        if (session.ClientNonce is not { Length: <= Nonces.Limit } nonce || nonce.AsSpan().SequenceEqual(session.Account.State.ClientNonce)) return;
        session.Account.State.ClientNonce = nonce;
        context.Terminal.MarkDirty();
    }

    private static void Count(in StepContext context, DmSession session, SessionOutcome outcome)
    {
        Odometer odometer = context.Nv.Odometer;
        if (outcome == SessionOutcome.Completed) odometer.SessionsCompleted++;
        else odometer.SessionsFailed++;
        context.Terminal.MarkDirty();
        context.Note(new TerminalFact.SessionEnded(session.Trigger, outcome, context.At - session.StartedAt - session.Asked));
    }

    private static string IdText(HandsetModel model, ushort id) => model.Dm.SessionId switch
    {
        SessionIdForm.Hex => id.ToString("X", CultureInfo.InvariantCulture),
        SessionIdForm.Decimal => id.ToString("D", CultureInfo.InvariantCulture),
        SessionIdForm.Fixed => "1",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
