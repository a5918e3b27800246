namespace FleetSim.Transport.Smpp;

/// <summary>
/// A short message as both ends of a bind see it. However it came (short_message, message_payload, data_sm, ports as optional
/// parameters), its text and ports are in <see cref="UserData"/>.
/// </summary>
public sealed record ShortMessage
{
    /// <summary>Digits as sent, without "+"; up to 20 characters. Whether 86 is in front is the peer's habit.</summary>
    public required string Source { get; init; }

    /// <inheritdoc cref="Source"/>
    public required string Destination { get; init; }

    /// <summary>User data header (when <see cref="HasHeader"/>) and text.</summary>
    public required byte[] UserData { get; init; }

    /// <summary>UDHI.</summary>
    public bool HasHeader { get; init; }

    /// <summary>data_coding; 4 = 8-bit data.</summary>
    public byte DataCoding { get; init; } = 4;

    public byte ProtocolId { get; init; }

    /// <summary>registered_delivery, by mask: 0x03: 0 no receipt, 1 always, 2 on failure only.</summary>
    public byte RegisteredDelivery { get; init; }

    /// <summary>Bits 0x3C of esm_class; 0x04 in a deliver_sm: the text is a delivery receipt.</summary>
    public byte MessageType { get; init; }

    /// <summary>Empty, or 16 characters: "YYMMDDhhmmsstnnp", "R" at the end for relative.</summary>
    public string ValidityPeriod { get; init; } = "";

    /// <summary>Delivered before, perhaps, without an answer. Stays on this side: SMPP has no field for it.</summary>
    public bool PossibleDuplicate { get; init; }
}
