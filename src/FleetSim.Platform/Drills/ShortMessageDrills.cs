using FleetSim.Platform.Engine;
using FleetSim.Protocol.Identity;
using FleetSim.Protocol.Notification;
using FleetSim.Protocol.Sms;

namespace FleetSim.Platform.Drills;

/// <summary>What drills do to short messages and to package #0.</summary>
internal static class ShortMessageDrills
{
    /// <summary>A number that is not the service number.</summary>
    public const string WrongSender = "10658888";

    /// <summary>No subscriber has it: the message centre refuses a message to it.</summary>
    private static readonly Msisdn Nobody = new(10_000_000_000);

    private static readonly PortAddress WrongPorts = new(9999, 9999);

    public static Strike Lose(DownlinkKind kind) => Each(kind, (_, _) => []);

    public static Strike Twice(DownlinkKind kind) => Each(kind, (m, _) => [m, m]);

    public static Strike Late(DownlinkKind kind) => Each(kind, (m, on) => [m with { Delay = on.Delay }]);

    public static Strike FromWrongSender(DownlinkKind kind) => Each(kind, (m, _) => [m with { Source = WrongSender }]);

    public static Strike ToNobody(DownlinkKind kind) => Each(kind, (m, _) => [m with { Destination = Nobody }]);

    public static Strike OnWrongPorts(DownlinkKind kind) => Payload(kind, (m, payload) => m with { UserData = UserData.Encode(WrongPorts, null, payload) });

    public static Strike WithoutHeader(DownlinkKind kind) => Payload(kind, (m, payload) => m with { UserData = payload, HasHeader = false });

    /// <summary>Every second octet of the text is another.</summary>
    public static Strike Garbled(DownlinkKind kind) => Payload(kind, (m, payload) => With(m, Garble(payload)));

    public static Strike Refusing() => Payload(DownlinkKind.Confirmation, (m, _) => With(m, RegistrationText.EncodeConfirmation(m.Imei, false)));

    public static Strike ForAnotherHandset() =>
        Payload(DownlinkKind.Confirmation, (m, _) => With(m, RegistrationText.EncodeConfirmation(Imei.FromFourteenDigits((m.Imei.Value / 10) + 1), true)));

    /// <summary>A push that says its headers are longer than it is.</summary>
    public static Strike MalformedPush() => Payload(DownlinkKind.Notification, (m, payload) => With(m, [payload[0], payload[1], 0x7F, .. payload[3..]]));

    public static Strike Notification(Func<NotificationDraft, NotificationDraft> change) => new Strike<NotificationDraft>((draft, _) => change(draft));

    /// <summary>Signed with a password that is not the server's: the digest is well-formed and wrong.</summary>
    public static NotificationDraft Forge(NotificationDraft draft) => draft with { Password = draft.Password + "?" };

    public static NotificationDraft As(NotificationDraft draft, Func<Package0, Package0> change) => draft with { Content = change(draft.Content) };

    public static Strike Refuse(uint status) => new Strike<UplinkDraft>((_, _) => new UplinkDraft(status));

    private static Downlink With(Downlink message, byte[] payload) =>
        message with { UserData = UserData.Encode(UserData.Decode(message.UserData, message.HasHeader).Value?.Ports, null, payload) };

    private static byte[] Garble(byte[] payload) => [.. payload.Select((octet, at) => at % 2 == 0 ? octet : (byte)(octet ^ 0x15))];

    private static Strike<DownlinkDraft> Payload(DownlinkKind kind, Func<Downlink, byte[], Downlink> change) =>
        Each(kind, (m, _) => UserData.Decode(m.UserData, m.HasHeader).Value is { } data ? [change(m, data.Payload)] : [m]);

    private static Strike<DownlinkDraft> Each(DownlinkKind kind, Func<Downlink, Settings.DrillOptions, IReadOnlyList<Downlink>> change) => new Strike<DownlinkDraft>(
        (draft, on) => draft.Kind == kind ? draft with { Messages = [.. draft.Messages.SelectMany(m => change(m, on))] } : null);
}
