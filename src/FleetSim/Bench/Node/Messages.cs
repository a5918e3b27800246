using System.Text;
using FleetSim.Contracts;
using FleetSim.Device;
using FleetSim.Protocol.Notification;
using FleetSim.Protocol.Sms;
using FleetSim.Protocol.SyncMl;
using FleetSim.Scenarios.Life;

namespace FleetSim.Bench.Node;

/// <summary>The short messages that a platform sends to a handset of the fleet.</summary>
internal static class Messages
{
    private const ushort AnyPort = 49154;
    private const ushort SessionId = 7;

    /// <summary>"Your registration succeeded", to the registration port.</summary>
    public static InboundSms Confirmation(Fleet fleet, long index)
    {
        HandsetModel model = fleet.Identity.ModelOf(index);
        PortAddress ports = new(model.Registration.Port, model.Registration.Port);
        byte[] text = Encoding.ASCII.GetBytes(fleet.Identity.ImeiOf(index).ToLocUri() + model.Registration.SuccessText);
        return new InboundSms(fleet.Identity.SimOf(index, 0).Index, model.Registration.ServiceNumber, UserData.Encode(ports, null, text), HasHeader: true, IsConfirmation: true);
    }

    /// <summary>Package #0 for the first session of a handset's life, in the background; its nonce is the preset one.</summary>
    public static InboundSms Notification(Fleet fleet, long index) => Notification(fleet, index, NotificationText(fleet.Settings.Account, fleet.Identity.ModelOf(index)));

    /// <inheritdoc cref="Notification(Fleet, long)"/>
    /// <param name="fleet">Whose.</param>
    /// <param name="index">Of the handset.</param>
    /// <param name="text">What <see cref="NotificationText"/> gives for its model.</param>
    public static InboundSms Notification(Fleet fleet, long index, byte[] text) =>
        new(fleet.Identity.SimIndexOf(index, 0), fleet.Identity.ModelOf(index).Registration.ServiceNumber, text, HasHeader: true, IsConfirmation: false);

    /// <summary>User data of that package #0: the same for all handsets of a model.</summary>
    public static byte[] NotificationText(PresetAccount account, HandsetModel model)
    {
        IReadOnlyList<int> versions = model.Dm.NotificationVersions;
        Package0 content = new()
        {
            Version = versions.Count > 0 ? versions[^1] : 11, UiMode = UiMode.Background, Initiator = Initiator.Server, SessionId = SessionId, ServerId = account.ServerId,
        };
        byte[] body = Package0Codec.Encode(content, account.ServerPassword, Credentials.DecodeNonce(account.ServerNonce));
        return UserData.Encode(new PortAddress(WapPush.Port, AnyPort), null, WapPush.EncodeNotification(1, body));
    }
}
