namespace FleetSim.Protocol.Smpp;

/// <summary>The fields that submit_sm, deliver_sm and data_sm share. data_sm has no times, priority and short_message.</summary>
public sealed record SmppMessage
{
    public string ServiceType { get; init; } = "";

    public required SmppAddress Source { get; init; }

    public required SmppAddress Destination { get; init; }

    /// <summary>See <see cref="Smpp.EsmClass"/>.</summary>
    public byte EsmClass { get; init; }

    public byte ProtocolId { get; init; }

    public byte PriorityFlag { get; init; }

    /// <summary>Empty, or 16 characters: YYMMDDhhmmsstnnp.</summary>
    public string ScheduleDeliveryTime { get; init; } = "";

    /// <summary>Empty, or 16 characters; R at the end is relative.</summary>
    public string ValidityPeriod { get; init; } = "";

    public byte RegisteredDelivery { get; init; }

    public byte ReplaceIfPresent { get; init; }

    public byte DataCoding { get; init; }

    public byte DefaultMessageId { get; init; }

    /// <summary>At most 254 octets; more goes into the TLV message_payload.</summary>
    public byte[] ShortMessage { get; init; } = [];

    /// <summary>All optional parameters, known or not, in the order of the PDU.</summary>
    public IReadOnlyList<SmppTlv> Tlvs { get; init; } = [];

    /// <summary>The value of the first parameter with this tag; null when there is none.</summary>
    public byte[]? Tlv(ushort tag)
    {
        foreach (SmppTlv tlv in Tlvs)
        {
            if (tlv.Tag == tag) return tlv.Value;
        }

        return null;
    }
}
