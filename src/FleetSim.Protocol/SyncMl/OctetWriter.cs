using System.Buffers;
using System.Text;

namespace FleetSim.Protocol.SyncMl;

/// <summary>
/// Appends octets, either to a caller's <see cref="IBufferWriter{T}"/> or to a pooled array of its own.
/// A mutable ref struct: keep it in one place and call <see cref="Flush"/> or <see cref="Dispose"/> at the end.
/// </summary>
internal ref struct OctetWriter
{
    private const int FirstCapacity = 2048;

    private readonly IBufferWriter<byte>? _output;
    private byte[]? _rented;

    // Octets [0, _used) of _buffer are written and not yet handed on.
    private Span<byte> _buffer;
    private int _used;

    /// <summary>Writes to <paramref name="output"/>; a writer without output collects for <see cref="Written"/>.</summary>
    public OctetWriter(IBufferWriter<byte>? output) => _output = output;

    /// <summary>What was collected; only without an output.</summary>
    public readonly ReadOnlySpan<byte> Written => _buffer[.._used];

    public readonly int Length => _used;

    public void Octet(byte octet)
    {
        if ((uint)_used >= (uint)_buffer.Length) Grow(1);
        _buffer[_used++] = octet;
    }

    public void Octets(scoped ReadOnlySpan<byte> octets)
    {
        if (octets.Length > _buffer.Length - _used) Grow(octets.Length);
        octets.CopyTo(_buffer[_used..]);
        _used += octets.Length;
    }

    /// <summary>UTF-8 of the text; unpaired surrogates become U+FFFD.</summary>
    public void Utf8(scoped ReadOnlySpan<char> text)
    {
        // Three octets per char suffice; only for long texts is the exact count worth its time.
        int most = text.Length <= 256 ? text.Length * 3 : Encoding.UTF8.GetByteCount(text);
        if (most > _buffer.Length - _used) Grow(most);
        _used += Encoding.UTF8.GetBytes(text, _buffer[_used..]);
    }

    public void Scalar(Rune rune)
    {
        if (_buffer.Length - _used < 4) Grow(4);
        _used += rune.EncodeToUtf8(_buffer[_used..]);
    }

    public void Decimal(long number)
    {
        if (_buffer.Length - _used < 20) Grow(20);
        number.TryFormat(_buffer[_used..], out int written, default, System.Globalization.CultureInfo.InvariantCulture);
        _used += written;
    }

    /// <summary>Replaces octets already written; only without an output.</summary>
    public readonly void Overwrite(int at, scoped ReadOnlySpan<byte> octets) => octets.CopyTo(_buffer[at.._used]);

    /// <summary>Forgets what was collected and keeps the array.</summary>
    public void Clear() => _used = 0;

    /// <summary>Hands everything written to the output.</summary>
    public void Flush()
    {
        _output?.Advance(_used);
        _buffer = default;
        _used = 0;
    }

    /// <summary>Gives a pooled array back.</summary>
    public void Dispose()
    {
        if (_rented is not null) ArrayPool<byte>.Shared.Return(_rented);
        _rented = null;
        _buffer = default;
        _used = 0;
    }

    private void Grow(int needed)
    {
        if (_output is not null)
        {
            _output.Advance(_used);
            _used = 0;
            _buffer = _output.GetSpan(Math.Max(needed, FirstCapacity));
            return;
        }

        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(FirstCapacity, Math.Max(_buffer.Length * 2, _used + needed)));
        _buffer[.._used].CopyTo(larger);
        if (_rented is not null) ArrayPool<byte>.Shared.Return(_rented);
        _rented = larger;
        _buffer = larger;
    }
}
