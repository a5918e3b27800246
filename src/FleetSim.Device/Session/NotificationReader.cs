using FleetSim.Protocol;
using FleetSim.Protocol.Notification;
using FleetSim.Protocol.Sms;

namespace FleetSim.Device.Session;

/// <summary>
/// Package #0: parse, account by server id, digest, repetition, UI mode. Whatever does not fit is dropped without a sign.
/// Spec: OMA-TS-DM_Notification-V1_2_1, 6; QB-E-008, UIM-01..04.
/// </summary>
internal static class NotificationReader
{
    private const string MediaType = "application/vnd.syncml.notification";

    /// <summary>What a server uses that has lost our nonce. Spec: OMA-TS-DM_Security-V1_2_1, nonce resynchronisation.</summary>
    internal static readonly byte[] DefaultNonce = [0, 0, 0, 0];

    public static void Receive(in StepContext context, byte[] payload)
    {
        if (Read(context, payload, out NotificationFault fault) is { } notification) SessionMachine.Notified(context, notification);
        else context.Note(new TerminalFact.NotificationDropped(fault));
    }

    private static Package0? Read(in StepContext context, byte[] payload, out NotificationFault fault)
    {
        fault = NotificationFault.Malformed;
        Decoded<WapPushMessage> push = WapPush.Decode(payload);
        if (!push.IsDone || !string.Equals(push.Value.ContentType, MediaType, StringComparison.OrdinalIgnoreCase)) return null;
        Decoded<SignedPackage0> signed = Package0Codec.Decode(push.Value.Body);
        if (!signed.IsDone || signed.Value.Content.Version is not (10 or 11)) return null;

        fault = NotificationFault.UnknownServer;
        if (signed.Value.Content.ServerId != context.Settings.Account.ServerId) return null;
        fault = NotificationFault.WrongDigest;
        if (!IsGenuine(context, signed.Value)) return null;
        fault = NotificationFault.Repeated;
        return signed.Value.Content.SessionId == context.Nv.LastNotification ? null : signed.Value.Content;
    }

    private static bool IsGenuine(in StepContext context, SignedPackage0 signed)
    {
        string password = context.Settings.Account.ServerPassword;
        return Package0Codec.Verify(signed, password, context.Terminal.ServerNonce)
            || (context.Nv.PreviousServerNonce is { } previous && Package0Codec.Verify(signed, password, previous))
            || Package0Codec.Verify(signed, password, DefaultNonce);
    }
}
