using System.Buffers;
using System.Text;

namespace FleetSim.Device.Snapshot;

/// <summary>Writes the compact form of a snapshot: numbers as LEB128, texts and octets behind their length.</summary>
public sealed class SnapshotWriter
{
    private readonly ArrayBufferWriter<byte> _octets = new(128);

    public ReadOnlySpan<byte> Written => _octets.WrittenSpan;

    /// <summary>Begins anew in the same room.</summary>
    public void Clear() => _octets.ResetWrittenCount();

    public void Number(ulong value)
    {
        for (; value >= 0x80; value >>= 7) Octet((byte)(value | 0x80));
        Octet((byte)value);
    }

    /// <summary>A number that is never negative.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is.</exception>
    public void Number(long value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        Number((ulong)value);
    }

    public void Octets(ReadOnlySpan<byte> value)
    {
        Number(value.Length);
        _octets.Write(value);
    }

    public void Text(string value) => Octets(Encoding.UTF8.GetBytes(value));

    /// <summary>Null and empty are told apart: length plus one, 0 for null.</summary>
    public void Optional(byte[]? value)
    {
        Number(value is null ? 0 : value.Length + 1L);
        if (value is not null) _octets.Write(value);
    }

    public void Optional(string? value) => Optional(value is null ? null : Encoding.UTF8.GetBytes(value));

    private void Octet(byte value)
    {
        _octets.GetSpan(1)[0] = value;
        _octets.Advance(1);
    }
}
