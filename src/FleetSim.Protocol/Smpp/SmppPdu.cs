namespace FleetSim.Protocol.Smpp;

/// <summary>Which of the three bind requests.</summary>
public enum BindKind
{
    Receiver = 1,
    Transmitter = 2,
    Transceiver = 9,
}

/// <summary>
/// One PDU: the closed set of what the codec reads and writes. Spec: SMPP 3.4, 4.
/// <code>
/// command_length 4 | command_id 4 | command_status 4 | sequence_number 4 | body       big endian, length of all
/// </code>
/// </summary>
public abstract record SmppPdu
{
    /// <summary>0 in requests; an error response has no body.</summary>
    public uint Status { get; init; }

    /// <summary>1 to 7FFFFFFF for what we send; whatever came for what we answer.</summary>
    public uint Sequence { get; init; }

    public abstract uint CommandId { get; }

    public bool IsResponse => CommandId >= SmppCommand.Response;

    public sealed record Bind(BindKind Kind) : SmppPdu
    {
        public override uint CommandId => (uint)Kind;

        public required string SystemId { get; init; }

        public string Password { get; init; } = "";

        public string SystemType { get; init; } = "";

        /// <summary>0x34 for SMPP 3.4. Below it no optional parameters may be sent.</summary>
        public byte InterfaceVersion { get; init; } = 0x34;

        public byte AddressTon { get; init; }

        public byte AddressNpi { get; init; }

        public string AddressRange { get; init; } = "";
    }

    public sealed record BindResponse(BindKind Kind) : SmppPdu
    {
        public override uint CommandId => SmppCommand.Response | (uint)Kind;

        public string SystemId { get; init; } = "";

        public IReadOnlyList<SmppTlv> Tlvs { get; init; } = [];
    }

    public sealed record Unbind : SmppPdu
    {
        public override uint CommandId => SmppCommand.Unbind;
    }

    public sealed record UnbindResponse : SmppPdu
    {
        public override uint CommandId => SmppCommand.Response | SmppCommand.Unbind;
    }

    public sealed record EnquireLink : SmppPdu
    {
        public override uint CommandId => SmppCommand.EnquireLink;
    }

    public sealed record EnquireLinkResponse : SmppPdu
    {
        public override uint CommandId => SmppCommand.Response | SmppCommand.EnquireLink;
    }

    public sealed record GenericNack : SmppPdu
    {
        public override uint CommandId => SmppCommand.GenericNack;
    }

    public sealed record SubmitSm(SmppMessage Message) : SmppPdu
    {
        public override uint CommandId => SmppCommand.SubmitSm;
    }

    public sealed record DeliverSm(SmppMessage Message) : SmppPdu
    {
        public override uint CommandId => SmppCommand.DeliverSm;
    }

    public sealed record DataSm(SmppMessage Message) : SmppPdu
    {
        public override uint CommandId => SmppCommand.DataSm;
    }

    /// <summary>The answer to submit_sm, deliver_sm (its message_id is empty) or data_sm.</summary>
    public sealed record MessageResponse(uint RequestId) : SmppPdu
    {
        public override uint CommandId => SmppCommand.Response | RequestId;

        public string MessageId { get; init; } = "";

        /// <summary>Only behind data_sm_resp by the text; read behind all three.</summary>
        public IReadOnlyList<SmppTlv> Tlvs { get; init; } = [];
    }

    public sealed record QuerySm(string MessageId, SmppAddress Source) : SmppPdu
    {
        public override uint CommandId => SmppCommand.QuerySm;
    }

    public sealed record QuerySmResponse : SmppPdu
    {
        public override uint CommandId => SmppCommand.Response | SmppCommand.QuerySm;

        public string MessageId { get; init; } = "";

        /// <summary>Empty while the message has no final state.</summary>
        public string FinalDate { get; init; } = "";

        public byte MessageState { get; init; }

        public byte ErrorCode { get; init; }
    }

    /// <summary>
    /// Any other command, its body unread: cancel_sm and the like, a command nobody knows, or the octets of a deliberate fault.
    /// As an answer: the bodyless response to such a request.
    /// </summary>
    public sealed record Other(uint Command, byte[] Body) : SmppPdu
    {
        public override uint CommandId => Command;
    }
}
