using System.Diagnostics;

namespace FleetSim.Protocol.Smpp;

/// <summary>The bodies of all commands but the messages. Spec: SMPP 3.4, 4.1 to 4.11.</summary>
internal static class SmppBody
{
    private const int SystemIdOctets = 16;
    private const int PasswordOctets = 9;
    private const int SystemTypeOctets = 13;
    private const int AddressRangeOctets = 41;
    private const int AddressOctets = 21;
    private const int MessageIdOctets = 65;

    public static SmppPdu Read(ref SmppReader reader, SmppHeader header, ReadOnlySpan<byte> pdu)
    {
        // An error response has no body by the text; some peers send the full one all the same, and all of it is optional here.
        bool empty = reader.AtEnd;
        SmppPdu read = header.CommandId switch
        {
            SmppCommand.BindReceiver or SmppCommand.BindTransmitter or SmppCommand.BindTransceiver => ReadBind(ref reader, (BindKind)header.CommandId),
            SmppCommand.Response | SmppCommand.BindReceiver or SmppCommand.Response | SmppCommand.BindTransmitter
                or SmppCommand.Response | SmppCommand.BindTransceiver => ReadBindResponse(ref reader, (BindKind)(header.CommandId & 0xFF), empty),
            SmppCommand.Unbind => new SmppPdu.Unbind(),
            SmppCommand.Response | SmppCommand.Unbind => new SmppPdu.UnbindResponse(),
            SmppCommand.EnquireLink => new SmppPdu.EnquireLink(),
            SmppCommand.Response | SmppCommand.EnquireLink => new SmppPdu.EnquireLinkResponse(),
            SmppCommand.GenericNack => new SmppPdu.GenericNack(),
            SmppCommand.SubmitSm => new SmppPdu.SubmitSm(SmppMessageBody.Read(ref reader)),
            SmppCommand.DeliverSm => new SmppPdu.DeliverSm(SmppMessageBody.Read(ref reader)),
            SmppCommand.DataSm => new SmppPdu.DataSm(SmppMessageBody.ReadData(ref reader)),
            SmppCommand.Response | SmppCommand.SubmitSm or SmppCommand.Response | SmppCommand.DeliverSm
                or SmppCommand.Response | SmppCommand.DataSm => ReadMessageResponse(ref reader, header.CommandId & ~SmppCommand.Response, empty),
            SmppCommand.QuerySm => new SmppPdu.QuerySm(
                reader.Text(MessageIdOctets, SmppStatus.InvalidMessageId), reader.Address(AddressOctets, SmppStatus.InvalidSource)),
            SmppCommand.Response | SmppCommand.QuerySm => ReadQueryResponse(ref reader, empty),
            _ => new SmppPdu.Other(header.CommandId, pdu[SmppHeader.Octets..].ToArray()),
        };
        return read with { Status = header.Status, Sequence = header.Sequence };
    }

    public static void Write(ref SmppWriter writer, SmppPdu pdu)
    {
        switch (pdu)
        {
            case SmppPdu.Bind bind:
                WriteBind(ref writer, bind);
                break;
            case SmppPdu.SubmitSm submit:
                SmppMessageBody.Write(ref writer, submit.Message);
                break;
            case SmppPdu.DeliverSm deliver:
                SmppMessageBody.Write(ref writer, deliver.Message);
                break;
            case SmppPdu.DataSm data:
                SmppMessageBody.WriteData(ref writer, data.Message);
                break;
            case SmppPdu.QuerySm query:
                writer.Text(query.MessageId, MessageIdOctets);
                writer.Address(query.Source, AddressOctets);
                break;
            case SmppPdu.Other other:
                writer.Octets(other.Body);
                break;
            default:
                if (pdu.Status == SmppStatus.Ok) WriteResponse(ref writer, pdu);
                break;
        }
    }

    private static void WriteResponse(ref SmppWriter writer, SmppPdu pdu)
    {
        switch (pdu)
        {
            case SmppPdu.BindResponse bind:
                writer.Text(bind.SystemId, SystemIdOctets);
                writer.Tlvs(bind.Tlvs);
                break;
            case SmppPdu.MessageResponse message:
                writer.Text(message.MessageId, MessageIdOctets);
                writer.Tlvs(message.Tlvs);
                break;
            case SmppPdu.QuerySmResponse query:
                writer.Text(query.MessageId, MessageIdOctets);
                writer.Text(query.FinalDate, SmppMessageBody.TimeOctets);
                writer.Octet(query.MessageState);
                writer.Octet(query.ErrorCode);
                break;
            case SmppPdu.Unbind or SmppPdu.UnbindResponse or SmppPdu.EnquireLink or SmppPdu.EnquireLinkResponse or SmppPdu.GenericNack:
                break;
            default:
                throw new UnreachableException();
        }
    }

    private static SmppPdu.Bind ReadBind(ref SmppReader reader, BindKind kind) => new(kind)
    {
        SystemId = reader.Text(SystemIdOctets, SmppStatus.InvalidSystemId),
        Password = reader.Text(PasswordOctets, SmppStatus.InvalidPassword),
        SystemType = reader.Text(SystemTypeOctets, SmppStatus.InvalidSystemType),
        InterfaceVersion = reader.Octet(),
        AddressTon = reader.Octet(),
        AddressNpi = reader.Octet(),
        AddressRange = reader.Text(AddressRangeOctets, SmppStatus.InvalidCommandLength),
    };

    private static void WriteBind(ref SmppWriter writer, SmppPdu.Bind bind)
    {
        writer.Text(bind.SystemId, SystemIdOctets);
        writer.Text(bind.Password, PasswordOctets);
        writer.Text(bind.SystemType, SystemTypeOctets);
        writer.Octet(bind.InterfaceVersion);
        writer.Octet(bind.AddressTon);
        writer.Octet(bind.AddressNpi);
        writer.Text(bind.AddressRange, AddressRangeOctets);
    }

    private static SmppPdu.BindResponse ReadBindResponse(ref SmppReader reader, BindKind kind, bool empty) => new(kind)
    {
        SystemId = empty ? "" : reader.Text(SystemIdOctets, SmppStatus.InvalidSystemId),
        Tlvs = reader.Tlvs(),
    };

    private static SmppPdu.MessageResponse ReadMessageResponse(ref SmppReader reader, uint requestId, bool empty) => new(requestId)
    {
        MessageId = empty ? "" : reader.Text(MessageIdOctets, SmppStatus.InvalidMessageId),
        Tlvs = reader.Tlvs(),
    };

    private static SmppPdu.QuerySmResponse ReadQueryResponse(ref SmppReader reader, bool empty) => empty ? new() : new()
    {
        MessageId = reader.Text(MessageIdOctets, SmppStatus.InvalidMessageId),
        FinalDate = reader.Text(SmppMessageBody.TimeOctets, SmppStatus.InvalidCommandLength),
        MessageState = reader.Octet(),
        ErrorCode = reader.Octet(),
    };
}
