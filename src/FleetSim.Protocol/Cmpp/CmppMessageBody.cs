namespace FleetSim.Protocol.Cmpp;

/// <summary>
/// SUBMIT, DELIVER and reports. Spec: CMPP 2.0 and 3.0; the widths of 3.0 behind the stroke:
/// <code>
/// SUBMIT   Msg_Id 8 | Pk_total 1, Pk_number 1 | Registered_Delivery 1 | Msg_level 1 | Service_Id 10 | Fee_UserType 1 | Fee_terminal_Id 21/32, type -/1 |
///          TP_pId 1 | TP_udhi 1 | Msg_Fmt 1 | Msg_src 6 | FeeType 2 | FeeCode 6 | Valid_Time 17 | At_Time 17 | Src_Id 21 |
///          DestUsr_tl 1 | Dest_terminal_Id 21/32 each, type -/1 | Msg_Length 1, Msg_Content | Reserve 8 / LinkID 20
/// DELIVER  Msg_Id 8 | Dest_Id 21 | Service_Id 10 | TP_pid 1 | TP_udhi 1 | Msg_Fmt 1 | Src_terminal_Id 21/32, type -/1 |
///          Registered_Delivery 1 | Msg_Length 1, Msg_Content | Reserve 8 / LinkID 20
/// report   Msg_Id 8 | Stat 7 | Submit_time 10 | Done_time 10 | Dest_terminal_Id 21/32 | SMSC_sequence 4
/// </code>
/// </summary>
internal static class CmppMessageBody
{
    private const int ServiceOctets = 10;
    private const int SourceOctets = 6;
    private const int FeeTypeOctets = 2;
    private const int FeeCodeOctets = 6;
    private const int TimeOctets = 17;
    private const int NumberOctets = 21;
    private const int StateOctets = 7;
    private const int ReportTimeOctets = 10;

    // The standard wants fewer than 100.
    private const int MostDestinations = 99;

    public static CmppSubmit ReadSubmit(ref CmppReader reader, CmppVersion version)
    {
        bool v30 = version == CmppVersion.V30;
        CmppSubmit submit = new()
        {
            MessageId = reader.Long(),
            Parts = reader.Octet(),
            Part = reader.Octet(),
            RegisteredDelivery = reader.Octet(),
            Level = reader.Octet(),
            ServiceId = reader.Text(ServiceOctets),
            FeeUserType = reader.Octet(),
            FeeTerminal = reader.Text(CmppWidths.Terminal(version)),
            FeeTerminalType = v30 ? reader.Octet() : (byte)0,
            ProtocolId = reader.Octet(),
            HeaderIndicator = reader.Octet(),
            Format = reader.Octet(),
            Source = reader.Text(SourceOctets),
            FeeType = reader.Text(FeeTypeOctets),
            FeeCode = reader.Text(FeeCodeOctets),
            ValidTime = reader.Text(TimeOctets),
            AtTime = reader.Text(TimeOctets),
            SourceId = reader.Text(NumberOctets),
        };
        string[] destinations = new string[Math.Min((int)reader.Octet(), reader.Left / CmppWidths.Terminal(version) + 1)];
        for (int i = 0; i < destinations.Length; i++) destinations[i] = reader.Text(CmppWidths.Terminal(version));
        return submit with
        {
            Destinations = destinations,
            DestinationType = v30 ? reader.Octet() : (byte)0,
            Content = [.. reader.Octets(reader.Octet())],
            Link = reader.Text(CmppWidths.Link(version)),
        };
    }

    public static CmppDeliver ReadDeliver(ref CmppReader reader, CmppVersion version) => new()
    {
        MessageId = reader.Long(),
        Destination = reader.Text(NumberOctets),
        ServiceId = reader.Text(ServiceOctets),
        ProtocolId = reader.Octet(),
        HeaderIndicator = reader.Octet(),
        Format = reader.Octet(),
        Source = reader.Text(CmppWidths.Terminal(version)),
        SourceType = version == CmppVersion.V30 ? reader.Octet() : (byte)0,
        RegisteredDelivery = reader.Octet(),
        Content = [.. reader.Octets(reader.Octet())],
        Link = reader.Text(CmppWidths.Link(version)),
    };

    public static CmppReport ReadReport(ref CmppReader reader, CmppVersion version) => new(
        reader.Long(), reader.Text(StateOctets), reader.Text(ReportTimeOctets), reader.Text(ReportTimeOctets), reader.Text(CmppWidths.Terminal(version)), reader.Number());

    public static void Write(CmppWriter writer, CmppSubmit submit, CmppVersion version)
    {
        bool v30 = version == CmppVersion.V30;
        if (submit.Destinations.Count > MostDestinations) throw new ArgumentException("a message goes to at most 99 numbers", nameof(submit));
        writer.Long(submit.MessageId);
        writer.Octets([submit.Parts, submit.Part, submit.RegisteredDelivery, submit.Level]);
        writer.Text(submit.ServiceId, ServiceOctets);
        writer.Octet(submit.FeeUserType);
        writer.Text(submit.FeeTerminal, CmppWidths.Terminal(version));
        if (v30) writer.Octet(submit.FeeTerminalType);
        writer.Octets([submit.ProtocolId, submit.HeaderIndicator, submit.Format]);
        writer.Text(submit.Source, SourceOctets);
        writer.Text(submit.FeeType, FeeTypeOctets);
        writer.Text(submit.FeeCode, FeeCodeOctets);
        writer.Text(submit.ValidTime, TimeOctets);
        writer.Text(submit.AtTime, TimeOctets);
        writer.Text(submit.SourceId, NumberOctets);
        writer.Octet((byte)submit.Destinations.Count);
        foreach (string destination in submit.Destinations) writer.Text(destination, CmppWidths.Terminal(version));
        if (v30) writer.Octet(submit.DestinationType);
        writer.Content(submit.Content);
        writer.Text(submit.Link, CmppWidths.Link(version));
    }

    public static void Write(CmppWriter writer, CmppDeliver deliver, CmppVersion version)
    {
        writer.Long(deliver.MessageId);
        writer.Text(deliver.Destination, NumberOctets);
        writer.Text(deliver.ServiceId, ServiceOctets);
        writer.Octets([deliver.ProtocolId, deliver.HeaderIndicator, deliver.Format]);
        writer.Text(deliver.Source, CmppWidths.Terminal(version));
        if (version == CmppVersion.V30) writer.Octet(deliver.SourceType);
        writer.Octet(deliver.RegisteredDelivery);
        writer.Content(deliver.Content);
        writer.Text(deliver.Link, CmppWidths.Link(version));
    }
}
