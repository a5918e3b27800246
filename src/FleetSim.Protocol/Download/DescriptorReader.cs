using System.Buffers;
using System.Text;
using System.Text.Unicode;
using FleetSim.Protocol.Xml;

namespace FleetSim.Protocol.Download;

/// <summary>
/// Reads the children of a root element "media" as pairs of local name and text; deeper elements are passed over, their text too.
/// UTF-8 only. A DOCTYPE is passed over; one with an internal subset is refused.
/// </summary>
internal ref struct DescriptorReader
{
    private const int MaxDepth = 16;
    private static readonly SearchValues<byte> NameEnds = SearchValues.Create(" \t\r\n/><=\"'&"u8);

    private readonly ReadOnlySpan<byte> _xml;

    // Where the names of the open elements stand, root first.
    private Depths _open;
    private int _depth;
    private bool _rootClosed;

    // The text of the open child of the root.
    private readonly ArrayBufferWriter<byte> _text = new();

    public DescriptorReader(ReadOnlySpan<byte> xml)
    {
        _xml = xml;
        Position = XmlProlog.MarkLength(xml);
        if (!Utf8.IsValid(xml)) Fault("the descriptor is not UTF-8");
    }

    public int Position { get; private set; }

    /// <summary>What is not well-formed; null while all is.</summary>
    public string? Reason { get; private set; }

    /// <summary>The next child of the root, its text without surrounding blanks; false at the end or at a fault.</summary>
    public bool Next(out string name, out string text)
    {
        name = text = "";
        while (Reason is null && Position < _xml.Length)
        {
            if (_xml[Position] != '<')
            {
                ReadText();
            }
            else if (ReadMarkup() is { } closed)
            {
                name = closed;
                text = Encoding.UTF8.GetString(_text.WrittenSpan).Trim();
                return true;
            }
        }

        if (!_rootClosed) Fault("the document ends inside an element");
        return false;
    }

    private void ReadText()
    {
        ReadOnlySpan<byte> rest = _xml[Position..];
        if (rest[0] == '&' && _depth > 0)
        {
            ReadReference(rest);
            return;
        }

        int length = rest.IndexOfAny((byte)'<', (byte)'&');
        if (length == 0) length = 1;
        ReadOnlySpan<byte> run = length < 0 ? rest : rest[..length];
        if (_depth == 0 && run.ContainsAnyExcept(" \t\r\n"u8)) Fault("text outside of the root element");
        if (_depth == 2) _text.Write(run);
        Position += run.Length;
    }

    private void ReadReference(ReadOnlySpan<byte> rest)
    {
        int length = XmlReference.Read(rest, out Rune scalar);
        if (length < 0)
        {
            Fault("a character reference names no character");
            return;
        }

        // Field data has URIs with a bare ampersand: it stands for itself.
        if (length == 0) scalar = new Rune('&');
        if (_depth == 2) _text.Advance(scalar.EncodeToUtf8(_text.GetSpan(4)));
        Position += Math.Max(length, 1);
    }

    /// <summary>What begins with a less-than sign; the local name of a child of the root that it closes, else null.</summary>
    private string? ReadMarkup()
    {
        ReadOnlySpan<byte> rest = _xml[Position..];
        if (rest.StartsWith("</"u8)) return ReadEndTag(rest);
        if (rest.StartsWith("<!--"u8)) PassOver(rest, 4, "-->"u8);
        else if (rest.StartsWith("<?"u8)) PassOver(rest, 2, "?>"u8);
        else if (rest.StartsWith("<![CDATA["u8) && _depth > 0) ReadCdata(rest);
        else if (rest.StartsWith("<!DOCTYPE"u8) && _depth == 0 && XmlProlog.DoctypeLength(rest) is > 0 and int doctype) Position += doctype;
        else if (rest.StartsWith("<!"u8)) Fault("a declaration that has no place here");
        else return ReadStartTag(rest);
        return null;
    }

    private string? ReadStartTag(ReadOnlySpan<byte> rest)
    {
        int length = rest[1..].IndexOfAny(NameEnds);
        int end = length <= 0 ? -1 : TagEnd(rest, 1 + length);
        if (end < 0 || _rootClosed || _depth == MaxDepth)
        {
            Fault("a tag that does not end, a second root, or too many levels");
            return null;
        }

        string name = LocalName(rest.Slice(1, length));
        if (_depth == 0 && name != "media") Fault("the root element is not media");
        if (_depth == 1) _text.ResetWrittenCount();
        _open[_depth++] = Position + 1;
        Position += end + 1;
        return rest[end - 1] == '/' ? Close(name) : null;
    }

    private string? ReadEndTag(ReadOnlySpan<byte> rest)
    {
        int length = rest[2..].IndexOf((byte)'>');
        ReadOnlySpan<byte> name = length < 0 ? default : rest.Slice(2, length).TrimEnd(" \t\r\n"u8);
        if (_depth == 0 || name.IsEmpty || !Opened(name))
        {
            Fault("an end tag does not match its start tag");
            return null;
        }

        Position += length + 3;
        return Close(LocalName(name));
    }

    private string? Close(string name)
    {
        _depth--;
        if (_depth == 0) _rootClosed = true;
        return _depth == 1 ? name : null;
    }

    private readonly bool Opened(ReadOnlySpan<byte> name)
    {
        ReadOnlySpan<byte> from = _xml[_open[_depth - 1]..];
        return name.IndexOfAny(NameEnds) < 0 && from.StartsWith(name) && NameEnds.Contains(from[name.Length]);
    }

    private void ReadCdata(ReadOnlySpan<byte> rest)
    {
        int start = "<![CDATA["u8.Length;
        int length = rest[start..].IndexOf("]]>"u8);
        if (length >= 0 && _depth == 2) _text.Write(rest.Slice(start, length));
        PassOver(rest, start, "]]>"u8);
    }

    private void PassOver(ReadOnlySpan<byte> rest, int from, ReadOnlySpan<byte> end)
    {
        int length = rest[from..].IndexOf(end);
        if (length < 0) Fault("a comment, an instruction or a CDATA section does not end");
        else Position += from + length + end.Length;
    }

    /// <summary>The closing sign of a tag, past attribute values in quotes; -1 when there is none.</summary>
    private static int TagEnd(ReadOnlySpan<byte> rest, int from)
    {
        for (int at = from; at < rest.Length; at++)
        {
            if (rest[at] == '>') return at;
            if (rest[at] == '<') return -1;
            if (rest[at] is not ((byte)'"' or (byte)'\'')) continue;
            int closing = rest[(at + 1)..].IndexOf(rest[at]);
            if (closing < 0) return -1;
            at += closing + 1;
        }

        return -1;
    }

    private static string LocalName(ReadOnlySpan<byte> name) => Encoding.UTF8.GetString(name[(name.LastIndexOf((byte)':') + 1)..]);

    private void Fault(string reason) => Reason ??= reason;

    [System.Runtime.CompilerServices.InlineArray(MaxDepth)]
    private struct Depths
    {
        private int _first;
    }
}
