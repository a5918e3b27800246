using FleetSim.Device.Accounts;
using FleetSim.Protocol;
using FleetSim.Protocol.Notification;
using FleetSim.Protocol.Sms;
using FleetSim.Protocol.SyncMl.Authentication;

namespace FleetSim.Device.Session;

/// <summary>A package #0 that is believed.</summary>
/// <param name="Account">Whose server it is from.</param>
/// <param name="Resynchronises">True: it used the default nonce, and so does our credential.</param>
internal sealed record GenuineNotification(Package0 Content, ServerAccount Account, bool Resynchronises);

/// <summary>
/// Package #0: account by server id, digest, repetition. Whatever does not fit is dropped without a sign.
/// Spec: OMA-TS-DM_Notification-V1_2_1, 6; QB-E-008, UIM-01..04.
/// </summary>
internal static class NotificationReader
{
    public const string MediaType = "application/vnd.syncml.notification";

    public static void Receive(in StepContext context, WapPushMessage push)
    {
        NotificationFault? fault = Read(context, push, out GenuineNotification? notification);
        if (fault is { } why) context.Note(new TerminalFact.NotificationDropped(why));
        else SessionMachine.Notified(context, notification!);
    }

    private static NotificationFault? Read(in StepContext context, WapPushMessage push, out GenuineNotification? notification)
    {
        notification = null;
        Decoded<SignedPackage0> signed = Package0Codec.Decode(push.Body);
        if (!signed.IsDone) return NotificationFault.Malformed;
        Package0 content = signed.Value.Content;
        HandsetModel model = context.Terminal.Model;
        if (model.Dm.NotificationVersions is { Count: > 0 } versions && !versions.Contains(content.Version)) return NotificationFault.Malformed;
        if (AccountBook.Find(context.Terminal, content.ServerId) is not { } account) return NotificationFault.UnknownServer;

        NonceForms forms = model.Authentication.ChecksNotificationDigest ? model.Authentication.Nonces : NonceForms.None;
        NotificationVerdict verdict = Judge(signed.Value, account, account.ServerNonces, forms);
        if (verdict.Outcome == NotificationOutcome.WrongDigest && Nonces.Left(context, account.State, forms) is { } left
            && Judge(signed.Value, account, left.History, left.Forms) is { Outcome: NotificationOutcome.Genuine } other)
        {
            Nonces.GivePrepared(context, account.State, account.ServerNonce);
            verdict = other;
        }

        if (verdict.Outcome != NotificationOutcome.Genuine) return FaultOf(verdict.Outcome);
        if (content.SessionId == account.State.LastNotification) return NotificationFault.Repeated;
        notification = new GenuineNotification(content, account, verdict.NeedsResynchronisation);
        return null;
    }

    private static NotificationVerdict Judge(SignedPackage0 signed, ServerAccount account, NonceHistory nonces, NonceForms forms) =>
        NotificationCheck.Judge(signed, account.Server, nonces, forms, NotificationVersions.Any);

    private static NotificationFault FaultOf(NotificationOutcome outcome) => outcome switch
    {
        NotificationOutcome.UnknownServer => NotificationFault.UnknownServer,
        NotificationOutcome.WrongDigest => NotificationFault.WrongDigest,
        _ => NotificationFault.Malformed,
    };
}
