using System.Text;

namespace FleetSim.Device.Snapshot;

/// <summary>Reads what <see cref="SnapshotWriter"/> wrote.</summary>
public ref struct SnapshotReader(ReadOnlySpan<byte> octets)
{
    private ReadOnlySpan<byte> _rest = octets;

    public readonly bool AtEnd => _rest.IsEmpty;

    public ulong Number()
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            if (_rest.IsEmpty || shift > 63) throw Damaged();
            byte octet = _rest[0];
            _rest = _rest[1..];
            value |= (ulong)(octet & 0x7F) << shift;
            if (octet < 0x80) return value;
        }
    }

    public int Int() => Number() is <= int.MaxValue and var value ? (int)value : throw Damaged();

    public long Long() => Number() is <= long.MaxValue and var value ? (long)value : throw Damaged();

    public byte[] Octets() => Take(Int());

    public string Text() => Encoding.UTF8.GetString(Octets());

    public byte[]? OptionalOctets() => Int() is > 0 and int more ? Take(more - 1) : null;

    public string? OptionalText() => OptionalOctets() is { } octets ? Encoding.UTF8.GetString(octets) : null;

    private byte[] Take(int count)
    {
        if (count > _rest.Length) throw Damaged();
        byte[] taken = _rest[..count].ToArray();
        _rest = _rest[count..];
        return taken;
    }

    /// <summary>Our own store gave back what we did not write: not a peer's mistake, so no value but an error.</summary>
    private static FormatException Damaged() => new("The handset snapshot is damaged or was written by another version.");
}
