using System.Text;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Protocol.Wbxml;

/// <summary>
/// Pulls elements and text out of the body of one WBXML document. The code page is state of the parser: it persists over END.
/// Spec: WAP-192-WBXML, 5.8.
/// </summary>
internal ref struct WbxmlTokenSource : ITokenSource
{
    private const int TreePage = (int)Tag.DdfMgmtTree >> 8;
    private const int DevInfPage = (int)Tag.DevInf >> 8;
    private const int NoPage = 0xFF;

    private readonly ReadOnlySpan<byte> _octets;
    private readonly ReadOnlySpan<byte> _table;
    private readonly int _depthLimit;
    private readonly Vocabulary _vocabulary;
    private int _page;
    private int _depth;
    private bool _emptyElement;

    // What references into the string table may still add up to, so that a short message cannot grow without bound.
    private long _tableBudget;

    public WbxmlTokenSource(ReadOnlySpan<byte> octets, SyncMlLimits limits, Vocabulary vocabulary = Vocabulary.Message)
    {
        _octets = octets;
        _depthLimit = limits.Depth;
        _vocabulary = vocabulary;

        // A tree that begins without a page switch can only mean its own page.
        _page = vocabulary == Vocabulary.Tree ? TreePage : 0;
        _tableBudget = (long)octets.Length * limits.StringTableGain;
        int position = 0;
        Reason = WbxmlHeader.Read(octets, limits.StringTableOctets, ref position, out _table, out DocumentType type) ?? WbxmlHeader.Mismatch(type, vocabulary);
        Position = position;
    }

    public Tag Tag { get; private set; }

    public ReadOnlySpan<byte> Octets { get; private set; }

    public Rune Scalar { get; private set; }

    public int Position { get; private set; }

    public string? Reason { get; private set; }

    public readonly int Repairs => 0;

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
            if (Position >= _octets.Length) return Fault("the document ends inside an element");
            byte octet = _octets[Position];
            switch (octet)
            {
                case WbxmlToken.SwitchPage:
                    if (Position + 1 >= _octets.Length) return Fault("the document ends inside a page switch");
                    _page = _octets[Position + 1];
                    Position += 2;
                    break;
                case WbxmlToken.End:
                    if (_depth == 0) return Fault("an END without an element");
                    _depth--;
                    Position++;
                    return Token.End;
                case WbxmlToken.InlineString:
                    return ReadInlineString();
                case WbxmlToken.TableString:
                    return ReadTableString();
                case WbxmlToken.Opaque:
                    return ReadOpaque();
                case WbxmlToken.Entity:
                    return ReadEntity();
                case WbxmlToken.Literal or WbxmlToken.LiteralWithContent:
                    return ReadLiteral(octet);
                default:
                    return ReadTag(octet);
            }
        }
    }

    public void ReadMarkup(int contentStart, ref OctetWriter output) => MarkupText.Write(ref this, ref output);

    // DevInf has one page, which is kept apart from those of SyncML.
    private readonly int Page => _vocabulary == Vocabulary.DevInf ? _page + DevInfPage : _page < DevInfPage ? _page : NoPage;

    private Token ReadTag(byte octet)
    {
        if ((octet & WbxmlToken.AttributeBit) != 0) return Fault("an element with attributes, or a token SyncML does not use");
        Tag tag = (Tag)(Page << 8 | (octet & 0x3F));
        if (!TagNames.IsDefined(tag)) return Fault("a token that its code page does not have");
        Position++;
        return Start(tag, octet);
    }

    /// <summary>An element named in the string table: by its name, or unknown.</summary>
    private Token ReadLiteral(byte octet)
    {
        int position = Position + 1;
        if (!MultiByteInteger.TryRead(_octets, ref position, out int index)) return Fault("the index of a name does not end");
        if (!TryTableString(index, out ReadOnlySpan<byte> name)) return Fault("the name of an element lies outside of the string table, or too much was taken from it");
        Position = position;
        return Start(TagNames.Find(_vocabulary, name), octet);
    }

    private Token Start(Tag tag, byte octet)
    {
        if (_depth == _depthLimit) return Fault("elements are nested deeper than the limit allows");
        _depth++;
        _emptyElement = (octet & WbxmlToken.ContentBit) == 0;
        Tag = tag;
        return Token.Start;
    }

    private Token ReadInlineString()
    {
        ReadOnlySpan<byte> rest = _octets[(Position + 1)..];
        int length = rest.IndexOf((byte)0);
        if (length < 0) return Fault("an inline string does not end");
        return Content(Token.Text, rest[..length], Position + 1 + length + 1);
    }

    private Token ReadTableString()
    {
        int position = Position + 1;
        if (!MultiByteInteger.TryRead(_octets, ref position, out int index)) return Fault("the index of a string does not end");
        if (!TryTableString(index, out ReadOnlySpan<byte> text)) return Fault("a string lies outside of the string table, or too much was taken from it");
        return Content(Token.Text, text, position);
    }

    private Token ReadOpaque()
    {
        int position = Position + 1;
        if (!MultiByteInteger.TryRead(_octets, ref position, out int length)) return Fault("the length of opaque data does not end");
        if (length > _octets.Length - position) return Fault("opaque data is longer than the document");
        return Content(Token.Octets, _octets.Slice(position, length), position + length);
    }

    private Token ReadEntity()
    {
        int position = Position + 1;
        if (!MultiByteInteger.TryRead(_octets, ref position, out int number)) return Fault("a character number does not end");
        if (number == 0 || !Rune.TryCreate(number, out Rune scalar)) return Fault("a character number names no character");
        if (_depth == 0) return Fault("text outside of the root element");
        Scalar = scalar;
        Position = position;
        return Token.Scalar;
    }

    private Token Content(Token token, ReadOnlySpan<byte> octets, int next)
    {
        if (_depth == 0) return Fault("text outside of the root element");
        Octets = octets;
        Position = next;
        return token;
    }

    /// <summary>The string at that index, up to its NUL or the end of the table: some encoders leave out the last NUL.</summary>
    private bool TryTableString(int index, out ReadOnlySpan<byte> text)
    {
        text = default;
        if (index >= _table.Length || _tableBudget < 0) return false;
        text = _table[index..];
        int length = text.IndexOf((byte)0);
        if (length >= 0) text = text[..length];
        _tableBudget -= text.Length;
        return _tableBudget >= 0;
    }

    private Token Fault(string reason)
    {
        Reason = reason;
        return Token.Fault;
    }
}
