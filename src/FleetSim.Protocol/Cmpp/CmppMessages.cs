namespace FleetSim.Protocol.Cmpp;

/// <summary>A message that an SP sends. Spec: CMPP 3.0, CMPP_SUBMIT; widths as in 2.0 where the version says so.</summary>
public sealed record CmppSubmit
{
    /// <summary>0; the gateway gives the id in its response.</summary>
    public ulong MessageId { get; init; }

    /// <summary>Parts of a long message; the user data header says it again.</summary>
    public byte Parts { get; init; } = 1;

    public byte Part { get; init; } = 1;

    /// <summary>1: a report is wanted.</summary>
    public byte RegisteredDelivery { get; init; }

    public byte Level { get; init; }

    public string ServiceId { get; init; } = "";

    public byte FeeUserType { get; init; }

    public string FeeTerminal { get; init; } = "";

    /// <summary>3.0 only.</summary>
    public byte FeeTerminalType { get; init; }

    public byte ProtocolId { get; init; }

    /// <summary>1: the content begins with a user data header.</summary>
    public byte HeaderIndicator { get; init; }

    /// <summary>0 ASCII, 4 octets, 8 UCS2, 15 GB.</summary>
    public byte Format { get; init; }

    /// <summary>SP id.</summary>
    public string Source { get; init; } = "";

    public string FeeType { get; init; } = "";

    public string FeeCode { get; init; } = "";

    public string ValidTime { get; init; } = "";

    public string AtTime { get; init; } = "";

    /// <summary>The service number that the handset sees.</summary>
    public string SourceId { get; init; } = "";

    /// <summary>1 to 99 numbers.</summary>
    public IReadOnlyList<string> Destinations { get; init; } = [];

    /// <summary>3.0 only.</summary>
    public byte DestinationType { get; init; }

    /// <summary>At most 255 octets.</summary>
    public byte[] Content { get; init; } = [];

    /// <summary>Reserve of 2.0, LinkID of 3.0.</summary>
    public string Link { get; init; } = "";
}

/// <summary>A message, or a report, that the gateway hands to an SP. Spec: CMPP 3.0, CMPP_DELIVER.</summary>
public sealed record CmppDeliver
{
    public ulong MessageId { get; init; }

    /// <summary>The service number.</summary>
    public string Destination { get; init; } = "";

    public string ServiceId { get; init; } = "";

    public byte ProtocolId { get; init; }

    public byte HeaderIndicator { get; init; }

    public byte Format { get; init; }

    public string Source { get; init; } = "";

    /// <summary>3.0 only.</summary>
    public byte SourceType { get; init; }

    /// <summary>1: the content is a report.</summary>
    public byte RegisteredDelivery { get; init; }

    /// <summary>At most 255 octets.</summary>
    public byte[] Content { get; init; } = [];

    public string Link { get; init; } = "";
}

/// <summary>What became of a message: the content of a DELIVER with RegisteredDelivery 1.</summary>
/// <param name="State">DELIVRD, EXPIRED, UNDELIV..., or the gateway's own code; 7 characters at most.</param>
/// <param name="SubmitTime">YYMMDDHHMM.</param>
public sealed record CmppReport(ulong MessageId, string State, string SubmitTime, string DoneTime, string Destination, uint CentreSequence);
