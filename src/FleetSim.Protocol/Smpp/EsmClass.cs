namespace FleetSim.Protocol.Smpp;

/// <summary>Bits of esm_class: always test by mask. Spec: SMPP 3.4, 5.2.12.</summary>
public static class EsmClass
{
    /// <summary>Submit only: 0 default, 1 datagram, 2 forward, 3 store and forward.</summary>
    public const byte ModeMask = 0x03;

    public const byte MessageTypeMask = 0x3C;

    /// <summary>Message type of a deliver_sm that carries a delivery receipt.</summary>
    public const byte DeliveryReceipt = 0x04;

    /// <summary>UDHI: the text begins with a user data header.</summary>
    public const byte UserDataHeader = 0x40;
}
