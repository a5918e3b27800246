namespace FleetSim.Protocol.Smpp;

/// <summary>An optional parameter as it stands in the PDU: tag 2 octets, length 2 octets, value.</summary>
public readonly record struct SmppTlv(ushort Tag, byte[] Value);

/// <summary>Tags of optional parameters. Spec: SMPP 3.4, 5.3.2.</summary>
public static class SmppTag
{
    public const ushort ReceiptedMessageId = 0x001E;
    public const ushort UserMessageReference = 0x0204;
    public const ushort SourcePort = 0x020A;
    public const ushort DestinationPort = 0x020B;
    public const ushort SarMessageReference = 0x020C;
    public const ushort SarTotalSegments = 0x020E;
    public const ushort SarSegmentNumber = 0x020F;
    public const ushort InterfaceVersion = 0x0210;
    public const ushort MessagePayload = 0x0424;
    public const ushort MoreMessagesToSend = 0x0426;
    public const ushort MessageState = 0x0427;
}
