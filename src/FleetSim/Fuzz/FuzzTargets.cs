using System.Text;
using FleetSim.Protocol.Download;
using FleetSim.Protocol.Notification;
using FleetSim.Protocol.Sms;
using FleetSim.Protocol.Smpp;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.SyncMl.Authentication;

namespace FleetSim.Fuzz;

/// <summary>Every decoder of the protocol library that a peer's octets reach.</summary>
public static class FuzzTargets
{
    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        Message("syncml-wbxml", SyncMlEncoding.Wbxml),
        Message("syncml-xml", SyncMlEncoding.Xml),
        new("package0", [FuzzSeeds.Package0], octets => FuzzAnswer.Of(Package0Codec.Decode(octets), octets.Length)),
        new("push", [FuzzSeeds.Push, FuzzSeeds.LongPush], octets => FuzzAnswer.Of(WapPush.Decode(octets), octets.Length)),
        new("userdata", FuzzSeeds.UserData, octets => FuzzAnswer.Of(UserData.Decode(octets, hasHeader: true), octets.Length)),
        new("smpp", FuzzSeeds.Pdus(), octets => FuzzAnswer.Of(SmppCodec.Decode(octets), octets.Length)),
        new("registration", FuzzSeeds.Registration, octets => FuzzAnswer.Of(RegistrationText.DecodeUplink(octets), octets.Length)),
        new("confirmation", FuzzSeeds.Registration, octets => FuzzAnswer.Of(RegistrationText.DecodeConfirmation(octets), octets.Length)),
        new("download", [FuzzSeeds.Descriptor], octets => FuzzAnswer.Of(DescriptorCodec.Decode(octets), octets.Length)),
        new("hmac-header", ["algorithm=MD5, username=\"Robert \\\"Jordan\", mac=Dgpoz+Pbu0iC0Z9n1cYFHQ=="u8.ToArray()], MacHeaderText),
        .. MoreTargets.All,
    ];

    /// <summary>Null when there is none of that name.</summary>
    public static FuzzTarget? Find(string name) => All.FirstOrDefault(t => t.Name == name);

    private static FuzzTarget Message(string name, SyncMlEncoding encoding) => new(name, FuzzSeeds.Messages(encoding), octets =>
        FuzzAnswer.Of(SyncMlCodec.Decode(octets, encoding), octets.Length));

    private static FuzzAnswer MacHeaderText(ReadOnlySpan<byte> octets)
    {
        string text = Encoding.Latin1.GetString(octets);
        return FuzzAnswer.Of(MacHeader.Decode(text), text.Length);
    }
}
