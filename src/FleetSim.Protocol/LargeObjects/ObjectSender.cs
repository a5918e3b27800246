using System.Text;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.Xml;

namespace FleetSim.Protocol.LargeObjects;

/// <summary>
/// Cuts one Item into chunks that fit the peer's MaxMsgSize. Spec: OMA-TS-DM_Protocol-V1_2_1, 7 (large objects).
/// <code>
/// fits at once            one Item, no Size, no MoreData
/// first chunk             address, Meta with Size of the whole value as encoded, part of Data, MoreData
/// further chunks          address, Meta without Size, part of Data, MoreData
/// last chunk              the same without MoreData
/// </code>
/// Octets that XML cannot hold, and all of Format bin, are cut as base64 over XML (Format becomes b64) and as they are over WBXML; text is cut between characters.
/// The message with a chunk carries nothing after it and, except with the last chunk, no Final: that is the caller's business.
/// </summary>
public sealed class ObjectSender
{
    private readonly Item _item;
    private readonly bool _asText;

    // The value as it stands on the wire: UTF-8 (of base64, too), or octets.
    private readonly byte[] _encoded;
    private int _sent;

    /// <param name="item">The whole Item; Data that is null or empty goes out as it is.</param>
    public ObjectSender(Item item, SyncMlEncoding encoding)
    {
        ArgumentNullException.ThrowIfNull(item);
        ItemData data = item.Data ?? "";
        bool xmlOctets = data.IsOctets && encoding == SyncMlEncoding.Xml;
        bool base64 = xmlOctets && (item.Meta?.Format == "bin" || !XmlText.CanHold(data.Octets));
        _asText = !data.IsOctets || xmlOctets;
        _encoded = base64 ? Encoding.ASCII.GetBytes(Convert.ToBase64String(data.Octets)) : data.Octets;
        _item = base64 ? item with { Meta = (item.Meta ?? new Meta()) with { Format = "b64" } } : item;
    }

    /// <summary>Octets of the whole value as encoded: what Size says and MaxObjSize bounds.</summary>
    public int Size => _encoded.Length;

    /// <summary>Octets that were handed out.</summary>
    public int Sent => _sent;

    /// <summary>True after the last chunk.</summary>
    public bool IsDone { get; private set; }

    /// <summary>False when the receiver's MaxObjSize forbids the object: the command fails with 413 and nothing is sent. Null: no bound.</summary>
    public bool IsAllowed(long? maxObjSize) => maxObjSize is not { } most || Size <= most;

    /// <summary>
    /// The next chunk, as large as the message lets it be; null when not even one character fits, or all was sent.
    /// </summary>
    /// <param name="maxMsgSize">Octets of an encoded message that the peer takes; null: no bound.</param>
    /// <param name="octetsWith">Octets of the encoded message with the given Item in its place.</param>
    public Item? Next(long? maxMsgSize, Func<Item, int> octetsWith)
    {
        ArgumentNullException.ThrowIfNull(octetsWith);
        if (IsDone) return null;
        // A message is never shorter than the value in it.
        int length = CutAt(_sent + (int)Math.Min(_encoded.Length - _sent, maxMsgSize ?? int.MaxValue)) - _sent;
        Item chunk = Chunk(length);
        while (maxMsgSize is { } most)
        {
            long excess = octetsWith(chunk) - most;
            if (excess <= 0) break;

            // Escapes make the excess larger than what must go at least; shrinking by a part of it comes close without undershooting far.
            int shorter = CutAt(_sent + (int)Math.Max(0, length - Math.Max(1, Math.Min(excess, Math.Max(1, length / 2))))) - _sent;
            if (shorter >= length) shorter = CutAt(_sent + length - 1) - _sent;
            if (shorter <= 0) return null;
            length = shorter;
            chunk = Chunk(length);
        }

        _sent += length;
        IsDone = _sent == _encoded.Length;
        return chunk;
    }

    private Item Chunk(int length)
    {
        bool first = _sent == 0;
        bool last = _sent + length == _encoded.Length;
        if (first && last) return _item;
        ReadOnlySpan<byte> part = _encoded.AsSpan(_sent, length);
        return _item with
        {
            Meta = (_item.Meta ?? new Meta()) with { Size = first ? Size : null },
            Data = _asText ? new ItemData(Encoding.UTF8.GetString(part)) : new ItemData(part.ToArray()),
            MoreData = !last,
        };
    }

    /// <summary>The position, or the nearest one before it where a character begins.</summary>
    private int CutAt(int position)
    {
        while (_asText && position > _sent && position < _encoded.Length && (_encoded[position] & 0xC0) == 0x80) position--;
        return position;
    }
}
