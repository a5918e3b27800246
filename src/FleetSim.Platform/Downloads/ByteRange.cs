using System.Globalization;

namespace FleetSim.Platform.Downloads;

/// <summary>What a Range header asks of an object. Spec: RFC 9110, 14.</summary>
internal enum RangeKind
{
    /// <summary>No Range, one that is not understood, or several: the whole object.</summary>
    Whole,

    Part,

    /// <summary>Begins behind the end: 416.</summary>
    Unsatisfiable,
}

/// <param name="Kind">Whole, Part or Unsatisfiable.</param>
/// <param name="Start">Offset of the first octet; for Unsatisfiable as asked.</param>
/// <param name="Length">Octets; 0 for Unsatisfiable.</param>
internal readonly record struct ByteRange(RangeKind Kind, long Start, long Length)
{
    /// <summary>Reads "bytes=N-", "bytes=N-M" and "bytes=-K" against an object of that length.</summary>
    public static ByteRange Parse(string? header, long length)
    {
        ByteRange whole = new(RangeKind.Whole, 0, length);
        ReadOnlySpan<char> text = header.AsSpan().Trim();
        if (!text.StartsWith("bytes=", StringComparison.OrdinalIgnoreCase)) return whole;
        text = text[6..].Trim();
        int dash = text.IndexOf('-');
        if (dash < 0 || text.Contains(',')) return whole;
        ReadOnlySpan<char> first = text[..dash];
        ReadOnlySpan<char> last = text[(dash + 1)..];
        if (first.IsEmpty) return Number(last) is { } suffix ? Suffix(suffix, length) : whole;
        if (Number(first) is not { } start) return whole;
        if (!last.IsEmpty && Number(last) is null) return whole;
        long end = Math.Min(Number(last) ?? (length - 1), length - 1);
        if (!last.IsEmpty && Number(last) < start) return whole;
        return start >= length ? new ByteRange(RangeKind.Unsatisfiable, start, 0) : new ByteRange(RangeKind.Part, start, end - start + 1);
    }

    private static ByteRange Suffix(long octets, long length)
    {
        long taken = Math.Min(octets, length);
        return taken == 0 ? new ByteRange(RangeKind.Unsatisfiable, length, 0) : new ByteRange(RangeKind.Part, length - taken, taken);
    }

    private static long? Number(ReadOnlySpan<char> text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long value) ? value : null;
}
