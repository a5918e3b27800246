using System.Buffers.Text;
using System.Text;

namespace FleetSim.Transport.Http;

/// <summary>How the end of an answer's body is known.</summary>
internal enum BodyFraming
{
    None,
    Length,
    Chunked,
    UntilClose,
}

/// <summary>
/// The head of an answer, as far as a DM session needs it. Lines may end with a lone LF, and a folded field is unfolded; whatever else is no HTTP/1.x is refused.
/// Spec: RFC 9112, 2.2, 4, 5.2, 6 and 9.
/// </summary>
internal struct ResponseHead
{
    public int Status;
    public BodyFraming Framing;

    /// <summary>Octets of the body when it is framed by its length.</summary>
    public long Length;

    /// <summary>True when another request may follow on the connection.</summary>
    public bool KeepsOpen;

    public string? ContentType;
    public string? Hmac;
    public string? Location;
    public string? RetryAfter;

    private bool _isEleven;
    private bool _closes;
    private bool _asksToKeep;
    private bool _hasLength;
    private bool _hasCoding;

    /// <summary>Where the head ends, behind its empty line; 0 when more must come.</summary>
    /// <param name="octets">All that has come.</param>
    /// <param name="from">Before this no end was found.</param>
    public static int EndOf(ReadOnlySpan<byte> octets, int from)
    {
        while (octets[from..].IndexOf((byte)'\n') is var line and >= 0)
        {
            from += line + 1;
            ReadOnlySpan<byte> next = octets[from..];
            if (next is [(byte)'\n', ..]) return from + 1;
            if (next is [(byte)'\r', (byte)'\n', ..]) return from + 2;
        }

        return 0;
    }

    /// <summary>Reads a whole head. False: it is none.</summary>
    /// <param name="head">With its empty line; folds are undone in it.</param>
    /// <param name="usualType">A Content-Type that is likely: it becomes no new text.</param>
    /// <param name="read">What it says.</param>
    public static bool TryRead(Span<byte> head, string usualType, out ResponseHead read)
    {
        read = default;
        Unfold(head);
        ReadOnlySpan<byte> rest = head;
        if (!read.TakeStatus(Line(ref rest))) return false;
        while (Line(ref rest) is { Length: > 0 } line)
        {
            int colon = line.IndexOf((byte)':');
            if (colon < 1 || !read.TakeField(line[..colon], line[(colon + 1)..].Trim(" \t"u8), usualType)) return false;
        }

        read.Conclude();
        return true;
    }

    /// <summary>Spec: RFC 9112, 5.2: a fold is as much as blanks.</summary>
    private static void Unfold(Span<byte> head)
    {
        for (int i = 0; head[i..].IndexOf((byte)'\n') is var line and >= 0;)
        {
            i += line + 1;
            if (i >= head.Length || head[i] is not ((byte)' ' or (byte)'\t')) continue;
            head[i - 1] = (byte)' ';
            if (i >= 2 && head[i - 2] == '\r') head[i - 2] = (byte)' ';
        }
    }

    private static ReadOnlySpan<byte> Line(ref ReadOnlySpan<byte> rest)
    {
        int end = rest.IndexOf((byte)'\n');
        ReadOnlySpan<byte> line = end < 0 ? rest : rest[..end];
        rest = end < 0 ? [] : rest[(end + 1)..];
        return line.EndsWith("\r"u8) ? line[..^1] : line;
    }

    private bool TakeStatus(ReadOnlySpan<byte> line)
    {
        if (!line.StartsWith("HTTP/1."u8) || line.Length < 12 || line[8] != ' ' || (line.Length > 12 && line[12] != ' ')) return false;
        _isEleven = line[7] != '0';
        return line[7] is >= (byte)'0' and <= (byte)'9' && Utf8Parser.TryParse(line[9..12], out Status, out int digits) && digits == 3 && Status >= 100;
    }

    /// <summary>False: the body could end in two places.</summary>
    private bool TakeField(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, string usualType)
    {
        if (Is(name, "content-length")) return TakeLength(value);
        if (Is(name, "content-type")) ContentType = ContentType is null && Ascii.Equals(value, usualType) ? usualType : Joined(ContentType, value);
        else if (Is(name, HttpExchange.HmacHeader)) Hmac = Joined(Hmac, value);
        else if (Is(name, "location")) Location = Joined(Location, value);
        else if (Is(name, "retry-after")) RetryAfter = Joined(RetryAfter, value);
        else if (Is(name, "transfer-encoding")) return TakeCoding(value);
        else if (Is(name, "connection")) TakeConnection(value);
        return true;
    }

    private bool TakeLength(ReadOnlySpan<byte> value)
    {
        bool isLength = !value.ContainsAnyExceptInRange((byte)'0', (byte)'9') & Utf8Parser.TryParse(value, out long length, out _) && (!_hasLength || length == Length);
        (Length, _hasLength) = (length, true);
        return isLength;
    }

    private bool TakeCoding(ReadOnlySpan<byte> value)
    {
        bool isOnlyCoding = !_hasCoding && Is(value, "chunked");
        _hasCoding = true;
        return isOnlyCoding;
    }

    private void TakeConnection(ReadOnlySpan<byte> value)
    {
        foreach (Range token in value.Split((byte)','))
        {
            ReadOnlySpan<byte> option = value[token].Trim(" \t"u8);
            _closes |= Is(option, "close");
            _asksToKeep |= Is(option, "keep-alive");
        }
    }

    private void Conclude()
    {
        Framing = Status is < 200 or 204 or 304 ? BodyFraming.None : _hasCoding ? BodyFraming.Chunked : _hasLength ? BodyFraming.Length : BodyFraming.UntilClose;

        // A length beside a coding is how requests are smuggled: what is behind this answer is not to be trusted.
        KeepsOpen = Framing != BodyFraming.UntilClose && !_closes && (_isEleven || _asksToKeep) && !(_hasCoding && _hasLength);
    }

    private static bool Is(ReadOnlySpan<byte> name, string field) => Ascii.EqualsIgnoreCase(name, field);

    private static string Joined(string? before, ReadOnlySpan<byte> value)
    {
        string text = Encoding.Latin1.GetString(value);
        return before is null ? text : $"{before}, {text}";
    }
}
