namespace FleetSim.Protocol.Smpp;

/// <summary>The bodies of submit_sm, deliver_sm and data_sm. Spec: SMPP 3.4, 4.4.1, 4.6.1, 4.7.1.</summary>
internal static class SmppMessageBody
{
    /// <summary>sm_length at most; 255 is illegal.</summary>
    public const int MaxShortMessage = 254;

    /// <summary>16 characters and NUL.</summary>
    public const int TimeOctets = 17;

    private const int ServiceTypeOctets = 6;
    private const int AddressOctets = 21;
    private const int DataAddressOctets = 65;

    public static SmppMessage Read(ref SmppReader reader)
    {
        SmppMessage message = new()
        {
            ServiceType = reader.Text(ServiceTypeOctets, SmppStatus.InvalidServiceType),
            Source = reader.Address(AddressOctets, SmppStatus.InvalidSource),
            Destination = reader.Address(AddressOctets, SmppStatus.InvalidDestination),
            EsmClass = reader.Octet(),
            ProtocolId = reader.Octet(),
            PriorityFlag = reader.Octet(),
            ScheduleDeliveryTime = reader.Time(SmppStatus.InvalidScheduledDelivery),
            ValidityPeriod = reader.Time(SmppStatus.InvalidValidityPeriod),
            RegisteredDelivery = reader.Octet(),
            ReplaceIfPresent = reader.Octet(),
            DataCoding = reader.Octet(),
            DefaultMessageId = reader.Octet(),
            ShortMessage = ReadShortMessage(ref reader),
            Tlvs = reader.Tlvs(),
        };
        return message;
    }

    public static SmppMessage ReadData(ref SmppReader reader) => new()
    {
        ServiceType = reader.Text(ServiceTypeOctets, SmppStatus.InvalidServiceType),
        Source = reader.Address(DataAddressOctets, SmppStatus.InvalidSource),
        Destination = reader.Address(DataAddressOctets, SmppStatus.InvalidDestination),
        EsmClass = reader.Octet(),
        RegisteredDelivery = reader.Octet(),
        DataCoding = reader.Octet(),
        Tlvs = reader.Tlvs(),
    };

    public static void Write(ref SmppWriter writer, SmppMessage message)
    {
        writer.Text(message.ServiceType, ServiceTypeOctets);
        writer.Address(message.Source, AddressOctets);
        writer.Address(message.Destination, AddressOctets);
        writer.Octet(message.EsmClass);
        writer.Octet(message.ProtocolId);
        writer.Octet(message.PriorityFlag);
        writer.Text(message.ScheduleDeliveryTime, TimeOctets);
        writer.Text(message.ValidityPeriod, TimeOctets);
        writer.Octet(message.RegisteredDelivery);
        writer.Octet(message.ReplaceIfPresent);
        writer.Octet(message.DataCoding);
        writer.Octet(message.DefaultMessageId);
        if (message.ShortMessage.Length > MaxShortMessage) throw new ArgumentException("a short message has at most 254 octets", nameof(message));
        writer.Octet((byte)message.ShortMessage.Length);
        writer.Octets(message.ShortMessage);
        writer.Tlvs(message.Tlvs);
    }

    public static void WriteData(ref SmppWriter writer, SmppMessage message)
    {
        writer.Text(message.ServiceType, ServiceTypeOctets);
        writer.Address(message.Source, DataAddressOctets);
        writer.Address(message.Destination, DataAddressOctets);
        writer.Octet(message.EsmClass);
        writer.Octet(message.RegisteredDelivery);
        writer.Octet(message.DataCoding);
        writer.Tlvs(message.Tlvs);
    }

    private static byte[] ReadShortMessage(ref SmppReader reader)
    {
        byte length = reader.Octet();
        if (length > MaxShortMessage) reader.Fail(SmppStatus.InvalidMessageLength, "sm_length is 255");
        return reader.Octets(length);
    }
}
