using System.Buffers.Binary;
using System.Text;

namespace FleetSim.Protocol.Smpp;

/// <summary>Writes the fields of one PDU behind room for its header. The span must have as many octets as RoomFor says.</summary>
internal ref struct SmppWriter(Span<byte> pdu)
{
    // Header, and all fixed fields and texts of the longest body: a data_sm with two addresses of 65 octets, or a bind.
    private const int FixedRoom = 256;

    private readonly Span<byte> _pdu = pdu;
    private int _position = SmppHeader.Octets;

    /// <summary>An upper bound of the PDU's octets.</summary>
    public static int RoomFor(SmppPdu pdu) => FixedRoom + pdu switch
    {
        SmppPdu.SubmitSm submit => RoomFor(submit.Message),
        SmppPdu.DeliverSm deliver => RoomFor(deliver.Message),
        SmppPdu.DataSm data => RoomFor(data.Message),
        SmppPdu.BindResponse bind => RoomFor(bind.Tlvs),
        SmppPdu.MessageResponse response => RoomFor(response.Tlvs),
        SmppPdu.Other other => other.Body.Length,
        _ => 0,
    };

    public void Octet(byte octet) => _pdu[_position++] = octet;

    public void Octets(ReadOnlySpan<byte> octets)
    {
        octets.CopyTo(_pdu[_position..]);
        _position += octets.Length;
    }

    /// <summary>The text and NUL, together at most <paramref name="octets"/>.</summary>
    public void Text(string text, int octets)
    {
        if (text.Length >= octets) throw new ArgumentException($"a text of {text.Length} characters in a field of {octets} octets", nameof(text));
        _position += Encoding.Latin1.GetBytes(text, _pdu[_position..]);
        Octet(0);
    }

    public void Address(SmppAddress address, int octets)
    {
        Octet(address.Ton);
        Octet(address.Npi);
        Text(address.Digits, octets);
    }

    public void Tlvs(IReadOnlyList<SmppTlv> tlvs)
    {
        foreach (SmppTlv tlv in tlvs)
        {
            if (tlv.Value.Length > ushort.MaxValue) throw new ArgumentException("an optional parameter has at most 65535 octets", nameof(tlvs));
            BinaryPrimitives.WriteUInt16BigEndian(_pdu[_position..], tlv.Tag);
            BinaryPrimitives.WriteUInt16BigEndian(_pdu[(_position + 2)..], (ushort)tlv.Value.Length);
            _position += 4;
            Octets(tlv.Value);
        }
    }

    /// <summary>Writes the header; the octets of the whole PDU.</summary>
    public readonly int Finish(SmppPdu pdu)
    {
        new SmppHeader((uint)_position, pdu.CommandId, pdu.Status, pdu.Sequence).Write(_pdu);
        return _position;
    }

    private static int RoomFor(SmppMessage message) => message.ShortMessage.Length + RoomFor(message.Tlvs);

    private static int RoomFor(IReadOnlyList<SmppTlv> tlvs)
    {
        int room = 0;
        foreach (SmppTlv tlv in tlvs) room += 4 + tlv.Value.Length;
        return room;
    }
}
