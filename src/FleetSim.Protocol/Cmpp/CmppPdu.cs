namespace FleetSim.Protocol.Cmpp;

/// <summary>A message between SP and gateway (ISMG). Numbers and texts as they stand on the wire; texts without their NULs.</summary>
public abstract record CmppPdu
{
    private CmppPdu()
    {
    }

    public abstract uint CommandId { get; }

    /// <summary>Equal in request and response; any number, 0 too.</summary>
    public uint Sequence { get; init; }

    /// <param name="SourceAddress">SP id, at most 6 characters.</param>
    /// <param name="Authenticator">16 octets: <see cref="CmppAuthenticator.Source"/>.</param>
    /// <param name="Timestamp">MMDDHHMMSS as a number.</param>
    public sealed record Connect(string SourceAddress, byte[] Authenticator, CmppVersion Version, uint Timestamp) : CmppPdu
    {
        public override uint CommandId => CmppCommand.Connect;
    }

    /// <param name="Status">0 ok, 1 structure, 2 source address, 3 authentication, 4 version too high, 5 other.</param>
    /// <param name="Authenticator">16 octets: <see cref="CmppAuthenticator.Gateway"/>.</param>
    public sealed record ConnectResponse(uint Status, byte[] Authenticator, CmppVersion Version) : CmppPdu
    {
        public override uint CommandId => CmppCommand.Connect | CmppCommand.ResponseBit;
    }

    public sealed record Terminate : CmppPdu
    {
        public override uint CommandId => CmppCommand.Terminate;
    }

    public sealed record TerminateResponse : CmppPdu
    {
        public override uint CommandId => CmppCommand.Terminate | CmppCommand.ResponseBit;
    }

    public sealed record Submit(CmppSubmit Message) : CmppPdu
    {
        public override uint CommandId => CmppCommand.Submit;
    }

    /// <param name="Result">0 ok, 8 flow control, else a fault.</param>
    public sealed record SubmitResponse(ulong MessageId, uint Result) : CmppPdu
    {
        public override uint CommandId => CmppCommand.Submit | CmppCommand.ResponseBit;
    }

    public sealed record Deliver(CmppDeliver Message) : CmppPdu
    {
        public override uint CommandId => CmppCommand.Deliver;
    }

    public sealed record DeliverResponse(ulong MessageId, uint Result) : CmppPdu
    {
        public override uint CommandId => CmppCommand.Deliver | CmppCommand.ResponseBit;
    }

    public sealed record ActiveTest : CmppPdu
    {
        public override uint CommandId => CmppCommand.ActiveTest;
    }

    public sealed record ActiveTestResponse(byte Reserved) : CmppPdu
    {
        public override uint CommandId => CmppCommand.ActiveTest | CmppCommand.ResponseBit;
    }

    /// <summary>QUERY, CANCEL, FWD and whatever else: carried unread.</summary>
    public sealed record Other(uint Command, byte[] Body) : CmppPdu
    {
        public override uint CommandId => Command;
    }
}
