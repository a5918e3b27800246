using System.Buffers.Binary;
using Orleans.Storage;

namespace FleetSim.Storage.Control;

/// <summary>A handset's state as octets for the AdoNet provider, so that a reader of its rows needs no Orleans.</summary>
/// <remarks>
/// <code>
/// octet 0      1 (layout)
/// octet 1..8   due, Unix ms, big-endian; the lowest number: never
/// octet 9..    payload
/// </code>
/// </remarks>
public sealed class SnapshotSerializer<TState>(GrainStateCodec<TState> codec) : IGrainStorageSerializer
    where TState : class, new()
{
    public BinaryData Serialize<T>(T? input)
    {
        if (input is not TState state) throw new NotSupportedException($"This serializer writes {typeof(TState).Name}, not {typeof(T).Name}.");
        var (payload, due) = codec.Encode(state);
        return new BinaryData(SnapshotRow.Encode(payload, due));
    }

    /// <exception cref="StateStoreException">The octets are not such a row.</exception>
    public T Deserialize<T>(BinaryData input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return codec.Decode(SnapshotRow.Decode(input.ToArray()).Payload) is T state ? state : throw new NotSupportedException($"This serializer reads {typeof(TState).Name}, not {typeof(T).Name}.");
    }
}

internal static class SnapshotRow
{
    /// <summary>The key under which orleans.config.json may name the serializer.</summary>
    public const string Key = "snapshot";

    private const byte Layout = 1;
    private const int Header = 9;

    public static byte[] Encode(ReadOnlySpan<byte> payload, long? due)
    {
        byte[] row = new byte[Header + payload.Length];
        row[0] = Layout;
        BinaryPrimitives.WriteInt64BigEndian(row.AsSpan(1), due ?? long.MinValue);
        payload.CopyTo(row.AsSpan(Header));
        return row;
    }

    public static (byte[] Payload, long? DueUnixMs) Decode(byte[] row)
    {
        if (row.Length < Header || row[0] != Layout) throw new StateStoreException("A handset's row in Orleans' table was not written by this provider.");
        long due = BinaryPrimitives.ReadInt64BigEndian(row.AsSpan(1));
        return (row[Header..], due == long.MinValue ? null : due);
    }
}
