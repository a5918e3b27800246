using System.Buffers;
using System.Text;
using System.Text.Unicode;
using FleetSim.Protocol.Xml;

namespace FleetSim.Protocol.Bootstrap;

/// <summary>
/// Reads a provisioning document in XML into a builder: elements by local name, attributes in any order and quotes, comments and text passed
/// over, a DOCTYPE with an internal subset refused. UTF-8 only.
/// </summary>
internal ref struct ProvisioningXmlReader
{
    private static readonly SearchValues<byte> NameEnds = SearchValues.Create(" \t\r\n/><=\"'&"u8);

    private readonly ReadOnlySpan<byte> _xml;
    private readonly ProvisioningBuilder _builder = new();
    private readonly Stack<string> _open = new();
    private int _position;
    private string? _reason;

    private ProvisioningXmlReader(ReadOnlySpan<byte> xml)
    {
        _xml = xml;
        _position = XmlProlog.MarkLength(xml);
        if (!Utf8.IsValid(xml)) _reason = "the document is not UTF-8";
    }

    public static Decoded<ProvisioningDocument> Read(ReadOnlySpan<byte> xml)
    {
        ProvisioningXmlReader reader = new(xml);
        while (reader._reason is null && reader._builder.Document is null) reader.Step();
        return reader._reason is { } fault
            ? Decoded.Invalid<ProvisioningDocument>(reader._position, fault)
            : Decoded.Done(reader._builder.Document!, reader._position);
    }

    private void Step()
    {
        int start = _position;
        int markup = _xml[start..].IndexOf((byte)'<');
        if (markup < 0)
        {
            Fault("the document ends inside an element");
            return;
        }

        if (!_builder.HasRoot && _xml.Slice(start, markup).ContainsAnyExcept(" \t\r\n"u8)) Fault("text outside of the root element");
        _position += markup;
        ReadOnlySpan<byte> rest = _xml[_position..];
        if (_reason is not null) return;
        if (rest.StartsWith("<!--"u8)) PassOver(rest, 4, "-->"u8);
        else if (rest.StartsWith("<?"u8)) PassOver(rest, 2, "?>"u8);
        else if (rest.StartsWith("<![CDATA["u8) && _builder.HasRoot) PassOver(rest, 9, "]]>"u8);
        else if (rest.StartsWith("<!DOCTYPE"u8) && !_builder.HasRoot && XmlProlog.DoctypeLength(rest) is > 0 and int doctype) _position += doctype;
        else if (rest.StartsWith("<!"u8)) Fault("a declaration that has no place here");
        else if (rest.StartsWith("</"u8)) EndTag(rest);
        else StartTag();
        if (_reason is null && _builder.Reason is { } reason) _reason = reason;
    }

    private void EndTag(ReadOnlySpan<byte> rest)
    {
        int length = rest.IndexOf((byte)'>');
        if (length < 0 || _open.Count == 0 || Encoding.UTF8.GetString(rest[2..length]).TrimEnd() != _open.Peek())
        {
            Fault("an end tag does not match its start tag");
            return;
        }

        if (LocalName(_open.Pop()) != "parm") _builder.End();
        _position += length + 1;
    }

    private void StartTag()
    {
        int start = _position++;
        string tag = Name();
        ProvisioningAttributeSet set = default;
        while (_reason is null && Attribute(ref set))
        {
        }

        bool empty = _reason is null && At('/');
        if (empty) _position++;
        if (_reason is null && !At('>')) Fault("a tag does not end");
        if (_reason is not null) return;
        _position++;
        string local = LocalName(tag);
        switch (local)
        {
            case "wap-provisioningdoc": _builder.StartRoot(set.Version); break;
            case "characteristic": _builder.StartCharacteristic(set.Type); break;
            case "parm": _builder.Add(set.Name, set.Value); break;
            default: Fault("an unknown element"); break;
        }

        if (_builder.Reason is not null || _reason is not null) _position = start;
        else if (!empty) _open.Push(tag);
        else if (local != "parm") _builder.End();
        if (_open.Count > ProvisioningLimits.Depth + 2) Fault("elements are nested deeper than the limit allows");
    }

    /// <summary>One attribute; false where the tag closes, or at a fault.</summary>
    private bool Attribute(ref ProvisioningAttributeSet set)
    {
        SkipBlanks();
        if (_position >= _xml.Length || _xml[_position] is (byte)'>' or (byte)'/') return false;
        string name = Name();
        SkipBlanks();
        if (_reason is not null || !At('=')) return Fault("an attribute without a value");
        _position++;
        SkipBlanks();
        if (!At('"') && !At('\'')) return Fault("an attribute value without quotes");
        byte quote = _xml[_position++];
        int length = _xml[_position..].IndexOf(quote);
        if (length is < 0 or > ProvisioningLimits.TextOctets * 6) return Fault("an attribute value that does not end, or is longer than the limit");
        if (Unescaped(_xml.Slice(_position, length)) is not { } value) return Fault("an attribute value that XML does not allow");
        _position += length + 1;
        switch (name)
        {
            case "version": set.Version = value; break;
            case "type": set.Type = value; break;
            case "name": set.Name = value; break;
            case "value": set.Value = value; break;
        }

        return true;
    }

    /// <summary>References replaced; white space becomes blanks (XML 1.0, 3.3.3). A bare ampersand stands for itself. Null: not allowed.</summary>
    private static string? Unescaped(ReadOnlySpan<byte> raw)
    {
        if (raw.IndexOfAny((byte)'<', (byte)0) >= 0) return null;
        StringBuilder text = new();
        while (!raw.IsEmpty)
        {
            int run = raw.IndexOfAny("&\r\n\t"u8);
            text.Append(Encoding.UTF8.GetString(run < 0 ? raw : raw[..run]));
            if (run < 0) break;
            raw = raw[run..];
            Rune scalar = new(' ');
            int length = raw[0] == '&' ? XmlReference.Read(raw, out scalar) : raw.StartsWith("\r\n"u8) ? 2 : 1;
            if (length < 0 || scalar.Value == 0 && length > 0) return null;
            text.Append(length == 0 ? "&" : scalar.ToString());
            raw = raw[Math.Max(length, 1)..];
        }

        return text.Length <= ProvisioningLimits.TextOctets ? text.ToString() : null;
    }

    private string Name()
    {
        int length = _position < _xml.Length ? _xml[_position..].IndexOfAny(NameEnds) : -1;
        if (length <= 0)
        {
            Fault("a name is missing, or the document ends inside a tag");
            return "";
        }

        _position += length;
        return Encoding.UTF8.GetString(_xml.Slice(_position - length, length));
    }

    private void PassOver(ReadOnlySpan<byte> rest, int from, ReadOnlySpan<byte> end)
    {
        int length = rest[from..].IndexOf(end);
        if (length < 0) Fault("a comment, an instruction or a CDATA section does not end");
        else _position += from + length + end.Length;
    }

    private void SkipBlanks()
    {
        while (_position < _xml.Length && _xml[_position] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n') _position++;
    }

    private readonly bool At(char character) => _position < _xml.Length && _xml[_position] == character;

    private static string LocalName(string name) => name[(name.LastIndexOf(':') + 1)..];

    private bool Fault(string reason)
    {
        _reason ??= reason;
        return false;
    }
}
