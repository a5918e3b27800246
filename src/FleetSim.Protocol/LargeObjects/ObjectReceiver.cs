using FleetSim.Protocol.SyncMl;

namespace FleetSim.Protocol.LargeObjects;

/// <summary>What a receiver does about an Item, or about something else that came.</summary>
public enum ObjectOutcome
{
    /// <summary>Nothing of a large object is concerned.</summary>
    None,

    /// <summary>The Item is whole: carry the command out with <see cref="ObjectStep.Object"/>; its Status is that of the execution.</summary>
    Whole,

    /// <summary>A chunk was taken: Status 213, and Alert 1222 when there is nothing else to say.</summary>
    ChunkTaken,

    /// <summary>The chunks do not add up to Size: Status 424, nothing is applied.</summary>
    SizeMismatch,

    /// <summary>Larger than MaxObjSize or than the sender's own Size: Status 413, nothing is kept.</summary>
    TooLarge,

    /// <summary>A chunk without beginning, or a first one without Size: Status 412 (ours; the text gives none for the first, 411 in SyncML).</summary>
    Incomplete,
}

/// <summary>The answer to one Item.</summary>
/// <param name="Status">Of the command; null: none yet, or the execution's own.</param>
/// <param name="Object">The whole Item, without Size and MoreData; null unless Whole.</param>
/// <param name="Lost">The address of an object whose end never came, to be reported by Alert 1225; null: none was lost.</param>
public readonly record struct ObjectStep(ObjectOutcome Outcome, int? Status, Item? Object, ObjectAddress? Lost)
{
    /// <summary>True when the sender must be asked to go on: Alert 1222, unless the answer has something else to say.</summary>
    public bool WantsNextMessage => Outcome == ObjectOutcome.ChunkTaken;
}

/// <summary>Which object a chunk belongs to.</summary>
/// <param name="Command">Element name of its command.</param>
public readonly record struct ObjectAddress(string Command, string? Target, string? Source)
{
    public static ObjectAddress Of(string command, Item item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return new(command, item.Target?.LocUri.Trim(), item.Source?.LocUri.Trim());
    }

    /// <summary>The Alert 1225 that says its end is missing. Spec: OMA-TS-DM_Protocol-V1_2_1, 7.</summary>
    public Command.Alert ToAlert(CmdId id) => new()
    {
        CmdId = id,
        Code = AlertCode.EndOfChunkMissing,
        Items = [new Item { Target = Target is null ? null : new Location(Target), Source = Source is null ? null : new Location(Source) }],
    };
}

/// <summary>
/// Assembles the chunks of large objects, one at a time. Spec: OMA-TS-DM_Protocol-V1_2_1, 7. Deterministic.
/// <code>
/// state      | Item, MoreData                    | Item, no MoreData                       | Interrupt (other command, end, abort)
/// -----------+-----------------------------------+-----------------------------------------+--------------------------------------
/// Idle       | with Size: 213  -> Receiving      | Whole           -> Idle                 | nothing         -> Idle
///            | without Size: 412 -> Idle         |                                         |
///            | Size over MaxObjSize: 413 -> Idle |                                         |
/// Receiving  | same address: 213 -> Receiving    | same address, sum = Size: Whole -> Idle | Lost (1225)     -> Idle
///            | sum over Size: 424 -> Idle        | same address, sum # Size: 424   -> Idle |
///            | other address: Lost, then as Idle | other address: Lost, then as Idle       |
/// </code>
/// Size counts octets as encoded: UTF-8 of text and base64, or the octets of an OPAQUE. Senders that count the raw octets behind base64 are
/// believed as well.
/// </summary>
/// <param name="maxObjSize">Octets of one object as encoded that this side takes.</param>
public sealed class ObjectReceiver(long maxObjSize)
{
    /// <summary>Chunks of one object; more are answered 413. The chunks may be empty, so their number needs a limit of its own.</summary>
    public const int MaxChunks = 65_536;

    private readonly long _maxObjSize = maxObjSize;
    private readonly List<ItemData> _chunks = [];
    private Item? _first;
    private long _size;
    private long _received;

    /// <summary>The object that is being received; null when idle.</summary>
    public ObjectAddress? Receiving { get; private set; }

    /// <summary>Takes one Item of Add, Replace or Results; every such Item passes through here, whole ones as well.</summary>
    /// <param name="command">Element name of its command.</param>
    public ObjectStep Receive(string command, Item item)
    {
        ArgumentNullException.ThrowIfNull(item);
        ObjectAddress address = ObjectAddress.Of(command, item);
        if (Receiving == address && !RestartsObject(item)) return Continue(item);
        ObjectAddress? lost = Interrupt();
        if (item.MoreData) return Begin(address, item) with { Lost = lost };

        // Whatever the Size of an undivided Item says, its Data is all there is.
        return Length(item) > _maxObjSize
            ? new(ObjectOutcome.TooLarge, StatusCode.TooLarge, null, lost)
            : new(ObjectOutcome.Whole, null, item, lost);
    }

    /// <summary>Another command, a new Item, an abort or the end of the session: the unfinished object is dropped, and named.</summary>
    public ObjectAddress? Interrupt()
    {
        ObjectAddress? lost = Receiving;
        Reset();
        return lost;
    }

    private ObjectStep Begin(ObjectAddress address, Item item)
    {
        if (item.Meta?.Size is not (>= 0 and { } size)) return Fault(ObjectOutcome.Incomplete, StatusCode.Incomplete);
        if (size > _maxObjSize) return Fault(ObjectOutcome.TooLarge, StatusCode.TooLarge);
        (Receiving, _first, _size) = (address, item, size);
        return Keep(item) ?? new(ObjectOutcome.ChunkTaken, StatusCode.ChunkAccepted, null, null);
    }

    private ObjectStep Continue(Item item)
    {
        if (Keep(item) is { } fault) return fault;
        if (item.MoreData) return new(ObjectOutcome.ChunkTaken, StatusCode.ChunkAccepted, null, null);
        Item whole = Whole();
        bool fits = _received == _size || (whole.Data is { IsOctets: true } data && data.Octets.Length == _size);
        Reset();
        return fits ? new(ObjectOutcome.Whole, null, whole, null) : new(ObjectOutcome.SizeMismatch, StatusCode.SizeMismatch, null, null);
    }

    /// <summary>Keeps the chunk; the fault when there are more octets than Size or this side allows.</summary>
    private ObjectStep? Keep(Item item)
    {
        if (_chunks.Count == MaxChunks) return Fault(ObjectOutcome.TooLarge, StatusCode.TooLarge);
        _received += Length(item);

        // Base64 of a Size that counts raw octets is a third longer, and a few octets for each chunk.
        long most = IsBase64 ? ((_size + 2) / 3 * 4) + (4L * (_chunks.Count + 1)) : _size;
        if (_received > most) return Fault(ObjectOutcome.SizeMismatch, StatusCode.SizeMismatch);
        _chunks.Add(item.Data ?? "");
        return null;
    }

    private ObjectStep Fault(ObjectOutcome outcome, int status)
    {
        Reset();
        return new(outcome, status, null, null);
    }

    /// <summary>All chunks as one; base64 becomes octets and the Format bin, as the node's own is.</summary>
    private Item Whole()
    {
        ItemData data = _chunks.Exists(chunk => chunk.IsOctets)
            ? new ItemData([.. _chunks.SelectMany(chunk => chunk.Octets)])
            : new ItemData(string.Concat(_chunks.Select(chunk => chunk.Text)));
        Meta meta = _first!.Meta! with { Size = null };
        if (IsBase64 && Decoded(data) is { } octets) (data, meta) = (new ItemData(octets), meta with { Format = NodeFormat.Bin.Text() });
        return _first with { Meta = meta, Data = data, MoreData = false };
    }

    /// <summary>The octets behind base64, also when each chunk was encoded by itself; null when it is no base64.</summary>
    private byte[]? Decoded(ItemData data)
    {
        if (Octets(data.Text) is { } octets) return octets;
        List<byte[]?> parts = [.. _chunks.Select(chunk => Octets(chunk.Text))];
        return parts.Contains(null) ? null : [.. parts.SelectMany(part => part!)];
    }

    private bool IsBase64 => NodeFormats.Parse(_first?.Meta?.Format) == NodeFormat.B64;

    private static byte[]? Octets(string base64)
    {
        byte[] octets = new byte[(base64.Length / 4 * 3) + 3];
        return Convert.TryFromBase64String(base64, octets, out int written) ? octets[..written] : null;
    }

    /// <summary>Size stands in the first chunk only: with another Size the sender has begun again.</summary>
    private bool RestartsObject(Item item) => item.MoreData && item.Meta?.Size is { } size && size != _size;

    private static long Length(Item item) =>
        item.Data?.Length ?? 0;

    private void Reset()
    {
        Receiving = null;
        _first = null;
        _received = _size = 0;
        _chunks.Clear();
    }
}
