using System.Text;
using FleetSim.Protocol.Download;
using FleetSim.Protocol.Identity;
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
        new("package0", [FuzzSeeds.Package0], octets => FuzzAnswer.Of(Package0Codec.Decode(octets), octets.Length)) { Reads = ["Package0Codec.Decode"] },
        new("push", [FuzzSeeds.Push, FuzzSeeds.LongPush], octets => FuzzAnswer.Of(WapPush.Decode(octets), octets.Length)) { Reads = ["WapPush.Decode"] },
        new("userdata", FuzzSeeds.UserData, octets => FuzzAnswer.Of(UserData.Decode(octets, hasHeader: true), octets.Length)) { Reads = ["UserData.Decode"] },
        new("smpp", FuzzSeeds.Pdus(), octets => FuzzAnswer.Of(SmppCodec.Decode(octets), octets.Length)) { Reads = ["SmppCodec.Decode", "SmppHeader.Decode"] },
        new("registration", FuzzSeeds.Registration, octets => FuzzAnswer.Of(RegistrationText.DecodeUplink(octets), octets.Length)) { Reads = ["RegistrationText.DecodeUplink", "Imei.Parse"] },
        new("confirmation", FuzzSeeds.Registration, octets => FuzzAnswer.Of(RegistrationText.DecodeConfirmation(octets), octets.Length)) { Reads = ["RegistrationText.DecodeConfirmation"] },
        new("download", [FuzzSeeds.Descriptor], octets => FuzzAnswer.Of(DescriptorCodec.Decode(octets), octets.Length)) { Reads = ["DescriptorCodec.Decode"] },
        new("hmac-header", ["algorithm=MD5, username=\"Robert \\\"Jordan\", mac=Dgpoz+Pbu0iC0Z9n1cYFHQ=="u8.ToArray()], MacHeaderText) { Reads = ["MacHeader.Decode"] },
        new("install-notify", ["900 Success\r\n"u8.ToArray()], octets => new(InstallNotifyStatus.Parse(octets) is not null, InstallNotifyStatus.Parse(octets) is < 0 or > 999 ? "no three digits" : null)) { Reads = ["InstallNotifyStatus.Parse"] },
        new("words", [.. FuzzSeeds.Words], Word) { Reads = ["SyncMlMediaType.Parse", "NodeFormats.Parse", "Imsi.Parse", "Msisdn.Parse"] },
        .. ShortMessageTargets.All,
        .. MeaningTargets.All,
        .. MoreTargets.All,
    ];

    /// <summary>Null when there is none of that name.</summary>
    public static FuzzTarget? Find(string name) => All.FirstOrDefault(t => t.Name == name);

    private static FuzzTarget Message(string name, SyncMlEncoding encoding) => new(name, FuzzSeeds.Messages(encoding), octets =>
        FuzzAnswer.Of(SyncMlCodec.Decode(octets, encoding), octets.Length)) { Reads = ["SyncMlCodec.Decode"] };

    /// <summary>Texts of one word: a content type, a format, numbers of people.</summary>
    private static FuzzAnswer Word(ReadOnlySpan<byte> octets)
    {
        string text = Encoding.UTF8.GetString(octets);
        bool known = SyncMlMediaType.Parse(text) is not null || NodeFormats.Parse(text) is not null;
        return new(known || Imsi.Parse(text) is not null || Msisdn.Parse(text) is not null, null);
    }

    private static FuzzAnswer MacHeaderText(ReadOnlySpan<byte> octets)
    {
        string text = Encoding.Latin1.GetString(octets);
        return FuzzAnswer.Of(MacHeader.Decode(text), text.Length);
    }
}
