using System.Buffers;
using System.Text;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Protocol.Xml;

/// <summary>
/// Pulls elements and text out of one XML document in UTF-8. Elements go by local name; attributes are passed over. No DTD is ever
/// interpreted: a DOCTYPE with an external identifier is passed over as well, an internal subset is refused.
/// Lenient where field data demands it: an ampersand that begins no known reference stands for itself and counts as a repair.
/// </summary>
internal ref struct XmlTokenSource : ITokenSource
{
    private static readonly SearchValues<byte> TextBreaks = SearchValues.Create("<&\r"u8);
    private static readonly SearchValues<byte> NameEnds = SearchValues.Create(" \t\r\n/><=\"'&"u8);
    private static readonly SearchValues<byte> TagBreaks = SearchValues.Create("><\"'"u8);

    private readonly ReadOnlySpan<byte> _xml;

    // Names of the open elements, innermost last: position << 32 | length.
    private readonly Span<long> _open;
    private readonly Vocabulary _vocabulary;
    private int _depth;
    private bool _emptyElement;

    // Inside a CDATA section: where its text ends; otherwise 0.
    private int _cdataEnd;

    public XmlTokenSource(ReadOnlySpan<byte> xml, Span<long> open, Vocabulary vocabulary = Vocabulary.Message)
    {
        _vocabulary = vocabulary;
        _xml = xml;
        _open = open;
        Position = XmlProlog.MarkLength(xml);
    }

    public Tag Tag { get; private set; }

    public ReadOnlySpan<byte> Octets { get; private set; }

    public Rune Scalar { get; private set; }

    public int Position { get; private set; }

    public string? Reason { get; private set; }

    public int Repairs { get; private set; }

    public Token Read()
    {
        if (Reason is not null) return Token.Fault;
        if (_emptyElement)
        {
            _emptyElement = false;
            _depth--;
            return Token.End;
        }

        while (true)
        {
            if (_cdataEnd > 0)
            {
                if (Position < _cdataEnd) return ReadText(Position, _cdataEnd);
                Position = _cdataEnd + 3;
                _cdataEnd = 0;
            }

            if (Position >= _xml.Length) return Fault("the document ends inside an element");
            byte octet = _xml[Position];
            if (octet == '<')
            {
                if (ReadMarkup() is Token token) return token;
            }
            else if (_depth > 0)
            {
                return octet == '&' ? ReadReference() : ReadText(Position, _xml.Length);
            }
            else if (octet > ' ')
            {
                return Fault("text outside of the root element");
            }
            else
            {
                Position++;
            }
        }
    }

    public void ReadMarkup(int contentStart, ref OctetWriter output)
    {
        int open = 2; // the element just started, and Data around it
        int contentEnd = contentStart;
        while (open > 0)
        {
            contentEnd = Position;
            Token token = Read();
            if (token == Token.Fault) return;
            open += token == Token.Start ? 1 : token == Token.End ? -1 : 0;
        }

        output.Octets(_xml[contentStart..contentEnd]);
    }

    /// <summary>A run of text up to markup, a reference or a carriage return, which counts as a line feed (XML 1.0, 2.11).</summary>
    private Token ReadText(int start, int limit)
    {
        ReadOnlySpan<byte> rest = _xml[start..limit];
        if (rest[0] == '\r')
        {
            Position += rest.Length > 1 && rest[1] == '\n' ? 2 : 1;
            Scalar = new Rune('\n');
            return Token.Scalar;
        }

        int length = _cdataEnd > 0 ? rest.IndexOf((byte)'\r') : rest.IndexOfAny(TextBreaks);
        Octets = length < 0 ? rest : rest[..length];
        Position += Octets.Length;
        return Token.Text;
    }

    private Token ReadReference()
    {
        int length = XmlReference.Read(_xml[Position..], out Rune scalar);
        if (length < 0) return Fault("a character reference names no character");
        if (length == 0) Repairs++;
        Scalar = length == 0 ? new Rune('&') : scalar;
        Position += Math.Max(length, 1);
        return Token.Scalar;
    }

    /// <summary>What begins with a less-than sign; null when it was no token (comment, instruction, DOCTYPE, start of CDATA).</summary>
    private Token? ReadMarkup()
    {
        ReadOnlySpan<byte> rest = _xml[Position..];
        if (rest.Length < 2) return Fault("the document ends inside a tag");
        return rest[1] switch
        {
            (byte)'/' => ReadEndTag(rest),
            (byte)'!' => ReadDeclaration(rest),
            (byte)'?' => PassOver(rest, 2, "?>"u8),
            _ => ReadStartTag(rest),
        };
    }

    private Token ReadStartTag(ReadOnlySpan<byte> rest)
    {
        int length = rest[1..].IndexOfAny(NameEnds);
        if (length < 0) return Fault("the document ends inside a tag");
        if (length == 0) return Fault("a tag without a name");
        if (_depth == _open.Length) return Fault("elements are nested deeper than the limit allows");
        ReadOnlySpan<byte> name = rest.Slice(1, length);
        int end = 1 + length;
        if (rest[end] != '>')
        {
            end = TagEnd(rest, end);
            if (end < 0) return Fault("a tag does not end");
        }

        _emptyElement = rest[end - 1] == '/';
        _open[_depth++] = (long)(Position + 1) << 32 | (uint)length;
        Tag = TagNames.Find(_vocabulary, name[(name.LastIndexOf((byte)':') + 1)..]);
        Position += end + 1;
        return Token.Start;
    }

    /// <summary>The position of the closing sign of a tag, past attribute values in quotes; -1 when there is none.</summary>
    private static int TagEnd(ReadOnlySpan<byte> rest, int from)
    {
        while (true)
        {
            int at = rest[from..].IndexOfAny(TagBreaks);
            if (at < 0) return -1;
            from += at;
            if (rest[from] == '>') return from;
            if (rest[from] == '<') return -1;
            int closing = rest[(from + 1)..].IndexOf(rest[from]);
            if (closing < 0) return -1;
            from += closing + 2;
        }
    }

    private Token ReadEndTag(ReadOnlySpan<byte> rest)
    {
        if (_depth == 0) return Fault("an end tag without a start tag");
        long open = _open[_depth - 1];
        ReadOnlySpan<byte> name = _xml.Slice((int)(open >> 32), (int)open);
        if (!rest[2..].StartsWith(name)) return Fault("an end tag does not match its start tag");
        int end = 2 + name.Length;
        while (end < rest.Length && rest[end] <= ' ') end++;
        if (end >= rest.Length || rest[end] != '>') return Fault("an end tag does not match its start tag");
        _depth--;
        Position += end + 1;
        return Token.End;
    }

    private Token? ReadDeclaration(ReadOnlySpan<byte> rest)
    {
        if (rest.StartsWith("<!--"u8)) return PassOver(rest, 4, "-->"u8);
        if (rest.StartsWith("<![CDATA["u8) && _depth > 0)
        {
            int length = rest[9..].IndexOf("]]>"u8);
            if (length < 0) return Fault("a CDATA section does not end");
            Position += 9;
            _cdataEnd = Position + length;
            return null;
        }

        if (!rest.StartsWith("<!DOCTYPE"u8) || _depth > 0) return Fault("a declaration that has no place here");
        int doctype = XmlProlog.DoctypeLength(rest);
        if (doctype == 0) return Fault("a document type that does not end or has an internal subset");
        Position += doctype;
        return null;
    }

    private Token? PassOver(ReadOnlySpan<byte> rest, int from, ReadOnlySpan<byte> end)
    {
        int length = rest[from..].IndexOf(end);
        if (length < 0) return Fault("a comment or a processing instruction does not end");
        Position += from + length + end.Length;
        return null;
    }

    private Token Fault(string reason)
    {
        Reason = reason;
        return Token.Fault;
    }
}
