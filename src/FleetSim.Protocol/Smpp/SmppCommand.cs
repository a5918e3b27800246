namespace FleetSim.Protocol.Smpp;

/// <summary>Values of command_id. A response has the request's id and <see cref="Response"/>. Spec: SMPP 3.4, 5.1.2.1.</summary>
public static class SmppCommand
{
    public const uint Response = 0x8000_0000;

    public const uint GenericNack = 0x8000_0000;
    public const uint BindReceiver = 0x01;
    public const uint BindTransmitter = 0x02;
    public const uint QuerySm = 0x03;
    public const uint SubmitSm = 0x04;
    public const uint DeliverSm = 0x05;
    public const uint Unbind = 0x06;
    public const uint ReplaceSm = 0x07;
    public const uint CancelSm = 0x08;
    public const uint BindTransceiver = 0x09;
    public const uint Outbind = 0x0B;
    public const uint EnquireLink = 0x15;
    public const uint SubmitMulti = 0x21;
    public const uint AlertNotification = 0x102;
    public const uint DataSm = 0x103;

    /// <summary>True when the standard knows the id, even where this codec does not read its body.</summary>
    public static bool IsKnown(uint commandId) => (commandId & ~Response) switch
    {
        0 => commandId == GenericNack,
        Outbind or AlertNotification => commandId < Response,
        >= BindReceiver and <= BindTransceiver or EnquireLink or SubmitMulti or DataSm => true,
        _ => false,
    };
}
