namespace FleetSim.Protocol.Cmpp;

/// <summary>The bodies by Command_Id. What a body has behind its fields is passed over.</summary>
internal static class CmppBody
{
    private const int SourceAddressOctets = 6;
    private const int AuthenticatorOctets = 16;

    public static CmppPdu Read(ref CmppReader reader, uint command, CmppVersion version) => command switch
    {
        CmppCommand.Connect => new CmppPdu.Connect(reader.Text(SourceAddressOctets), [.. reader.Octets(AuthenticatorOctets)], (CmppVersion)reader.Octet(), reader.Number()),
        CmppCommand.Connect | CmppCommand.ResponseBit => ReadConnectResponse(ref reader),
        CmppCommand.Terminate => new CmppPdu.Terminate(),
        CmppCommand.Terminate | CmppCommand.ResponseBit => new CmppPdu.TerminateResponse(),
        CmppCommand.Submit => new CmppPdu.Submit(CmppMessageBody.ReadSubmit(ref reader, version)),
        CmppCommand.Submit | CmppCommand.ResponseBit => new CmppPdu.SubmitResponse(reader.Long(), reader.Number(CmppWidths.Result(version))),
        CmppCommand.Deliver => new CmppPdu.Deliver(CmppMessageBody.ReadDeliver(ref reader, version)),
        CmppCommand.Deliver | CmppCommand.ResponseBit => new CmppPdu.DeliverResponse(reader.Long(), reader.Number(CmppWidths.Result(version))),
        CmppCommand.ActiveTest => new CmppPdu.ActiveTest(),
        CmppCommand.ActiveTest | CmppCommand.ResponseBit => new CmppPdu.ActiveTestResponse(reader.Octet()),
        _ => new CmppPdu.Other(command, [.. reader.Octets(reader.Left)]),
    };

    public static void Write(CmppWriter writer, CmppPdu pdu, CmppVersion version)
    {
        switch (pdu)
        {
            case CmppPdu.Connect connect:
                writer.Text(connect.SourceAddress, SourceAddressOctets);
                writer.Octets(Checked(connect.Authenticator));
                writer.Octet((byte)connect.Version);
                writer.Number(connect.Timestamp);
                break;
            case CmppPdu.ConnectResponse response:
                writer.Number(response.Status, CmppWidths.Result(version));
                writer.Octets(Checked(response.Authenticator));
                writer.Octet((byte)response.Version);
                break;
            case CmppPdu.Submit submit:
                CmppMessageBody.Write(writer, submit.Message, version);
                break;
            case CmppPdu.SubmitResponse response:
                writer.Long(response.MessageId);
                writer.Number(response.Result, CmppWidths.Result(version));
                break;
            case CmppPdu.Deliver deliver:
                CmppMessageBody.Write(writer, deliver.Message, version);
                break;
            case CmppPdu.DeliverResponse response:
                writer.Long(response.MessageId);
                writer.Number(response.Result, CmppWidths.Result(version));
                break;
            case CmppPdu.ActiveTestResponse response:
                writer.Octet(response.Reserved);
                break;
            case CmppPdu.Other other:
                writer.Octets(other.Body);
                break;
        }
    }

    /// <summary>The answer comes before both sides agree on a version: its length tells the width of the status.</summary>
    private static CmppPdu.ConnectResponse ReadConnectResponse(ref CmppReader reader)
    {
        int width = reader.Left >= 4 + AuthenticatorOctets + 1 ? 4 : 1;
        return new CmppPdu.ConnectResponse(reader.Number(width), [.. reader.Octets(AuthenticatorOctets)], (CmppVersion)reader.Octet());
    }

    private static byte[] Checked(byte[] authenticator) =>
        authenticator.Length == AuthenticatorOctets ? authenticator : throw new ArgumentException("an authenticator has 16 octets", nameof(authenticator));
}
