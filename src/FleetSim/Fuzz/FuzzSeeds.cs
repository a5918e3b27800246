using System.Text;
using FleetSim.Protocol.Download;
using FleetSim.Protocol.Identity;
using FleetSim.Protocol.Notification;
using FleetSim.Protocol.Sms;
using FleetSim.Protocol.Smpp;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Fuzz;

/// <summary>Good inputs, with everything in them that a decoder has a branch for.</summary>
internal static class FuzzSeeds
{
    public static byte[] Package0 { get; } = Package0Codec.Encode(new Package0 { SessionId = 0x1234, ServerId = "dm.example.test", UiMode = UiMode.Informative }, "secret", "nonce"u8);

    public static byte[] Push { get; } = WapPush.EncodeNotification(1, Package0);

    /// <summary>Long-form content type with a parameter, X-Wap-Application-Id as text, another header.</summary>
    public static byte[] LongPush { get; } =
    [
        0x7B, 0x06, 0x4B, 0x24, .. "application/vnd.syncml.notification"u8, 0, .. "X-Wap-Application-Id"u8, 0, .. "x-wap-application:*"u8, 0, .. Package0,
    ];

    public static byte[][] UserData { get; } =
    [
        Protocol.Sms.UserData.Encode(new PortAddress(2948, 9200), null, Push),
        Protocol.Sms.UserData.Encode(new PortAddress(16998, 16998), new Concatenation(300, 3, 2), Push),
    ];

    public static byte[][] Registration { get; } =
    [
        RegistrationText.EncodeUplink(new RegistrationUplink(Imei.Parse("860206000003972")!.Value, "Hisense", "TS7032", "TI7.2.01.22.00"))!,
        RegistrationText.EncodeConfirmation(Imei.Parse("860206000003972")!.Value, registered: true),
    ];

    public static byte[] Descriptor { get; } = DescriptorCodec.Encode(new DownloadDescriptor
    {
        Types = ["application/octet-stream", "text/plain"], Size = 4096, ObjectUri = "http://dl.example.test/a?b=1&c=2", InstallNotifyUri = "http://dl.example.test/n", Name = "up \"date\" <1>", DdVersion = "1.0",
    });

    public static byte[][] Words { get; } = ["application/vnd.syncml.dm+wbxml; charset=utf-8"u8.ToArray(), "chr "u8.ToArray(), "460001234567890"u8.ToArray(), "+8613800000001"u8.ToArray()];

    public static byte[][] Messages(SyncMlEncoding encoding)
    {
        SyncMlStyle other = new() { WbxmlVersion = 3, PublicId = PublicIdForm.Text, StringTable = StringTableUse.Repeated, Data = DataForm.Opaque, CData = true, Namespaces = NamespaceForm.UpperCase };
        List<byte[]> seeds = [];
        foreach (SyncMlMessage message in (SyncMlMessage[])[FuzzMessage.Client, FuzzMessage.Server])
        {
            seeds.Add(SyncMlCodec.Encode(message, encoding));
            seeds.Add(SyncMlCodec.Encode(message, encoding, other));
        }

        if (encoding == SyncMlEncoding.Xml) seeds.Add([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(seeds[0]))]);
        return [.. seeds];
    }

    public static byte[][] Pdus()
    {
        SmppMessage message = new()
        {
            Source = SmppAddress.Of("10654040"), Destination = SmppAddress.Of("+8613800000001"), EsmClass = EsmClass.UserDataHeader, DataCoding = 4, ShortMessage = UserData[0],
            Tlvs = [new SmppTlv(SmppTag.UserMessageReference, [0, 1]), new SmppTlv(SmppTag.MessagePayload, [1, 2, 3])],
        };
        SmppPdu[] pdus =
        [
            new SmppPdu.Bind(BindKind.Transceiver) { SystemId = "esme", Password = "secret", Sequence = 1 },
            new SmppPdu.BindResponse(BindKind.Transceiver) { SystemId = "smsc", Sequence = 1, Tlvs = [new SmppTlv(SmppTag.InterfaceVersion, [0x34])] },
            new SmppPdu.SubmitSm(message) { Sequence = 2 },
            new SmppPdu.DeliverSm(message) { Sequence = 3 },
            new SmppPdu.DataSm(message) { Sequence = 4 },
            new SmppPdu.MessageResponse(SmppCommand.SubmitSm) { MessageId = "42", Sequence = 2 },
            new SmppPdu.QuerySm("42", message.Source) { Sequence = 5 },
            new SmppPdu.QuerySmResponse { MessageId = "42", Sequence = 5 },
            new SmppPdu.EnquireLink { Sequence = 6 },
        ];
        return [.. pdus.Select(Octets)];
    }

    private static byte[] Octets(SmppPdu pdu)
    {
        System.Buffers.ArrayBufferWriter<byte> output = new();
        SmppCodec.Encode(pdu, output);
        return output.WrittenSpan.ToArray();
    }
}
