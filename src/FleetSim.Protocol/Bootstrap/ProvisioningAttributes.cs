using System.Text;
using System.Text.Unicode;
using FleetSim.Protocol.Wbxml;

namespace FleetSim.Protocol.Bootstrap;

/// <summary>The attributes of one element; null when missing.</summary>
internal struct ProvisioningAttributeSet
{
    public string? Version;
    public string? Type;
    public string? Name;
    public string? Value;
}

/// <summary>
/// Reads attribute lists of WBXML: (start, value*)+ END. The attribute code page persists from element to element. An attribute start without a
/// meaning is passed over with its value; a value token without one is a fault, because the value would come out wrong.
/// </summary>
internal ref struct ProvisioningAttributes(ReadOnlySpan<byte> octets, ReadOnlySpan<byte> table)
{
    private const byte SwitchPage = 0x00;
    private const byte End = 0x01;
    private const byte Entity = 0x02;
    private const byte InlineString = 0x03;
    private const byte Literal = 0x04;
    private const byte FirstValue = 0x80;
    private const byte TableString = 0x83;
    private const byte Opaque = 0xC3;

    private enum Kind
    {
        None,
        Version,
        Type,
        Name,
        Value,
        Unknown,
    }

    private readonly ReadOnlySpan<byte> _octets = octets;
    private readonly ReadOnlySpan<byte> _table = table;
    private readonly StringBuilder _text = new();
    private int _page;
    private int _allText;
    private int _fault = -1;

    public string? Reason { get; private set; }

    /// <summary>Reads up to and with END; false, with the position at the fault, when the list is no good.</summary>
    public bool Read(ref int position, out ProvisioningAttributeSet set)
    {
        set = default;
        Kind kind = Kind.None;
        while (Reason is null && position < _octets.Length)
        {
            int start = position;
            byte octet = _octets[position];
            if (octet == End)
            {
                position++;
                Keep(kind, ref set);
                return true;
            }

            if (octet == SwitchPage) ReadPage(ref position);
            else if (octet is not (Entity or InlineString) and < FirstValue) kind = ReadStart(ref position, kind, ref set);
            else if (kind == Kind.None) Fail(start, "a value without its attribute");
            else Append(Value(ref position), start);
        }

        if (Reason is null) Fail(position, "the attributes do not end");
        position = _fault;
        return false;
    }

    /// <summary>One text: inline, from the table, one character, or counted octets. Null at a fault, with the position there.</summary>
    public string? Text(ref int position)
    {
        int start = position;
        byte form = _octets[position++];
        string? text = form switch
        {
            InlineString => Terminated(_octets, ref position),
            TableString => FromTable(ref position),
            Entity => Character(ref position),
            _ => Counted(ref position),
        };
        if (text is null) Fail(start, "a text that runs past its end, is not UTF-8, or is longer than the limit");
        else _allText += text.Length;
        if (_allText > ProvisioningLimits.AllTextOctets) Fail(start, "more text than the limit allows");
        if (Reason is null) return text;
        position = start;
        return null;
    }

    private void ReadPage(ref int position)
    {
        if (position + 1 >= _octets.Length || _octets[position + 1] > 1) Fail(position, "a code page that does not exist");
        else _page = _octets[position + 1];
        position += 2;
    }

    private Kind ReadStart(ref int position, Kind before, ref ProvisioningAttributeSet set)
    {
        Keep(before, ref set);
        byte token = _octets[position++];
        if (token == Literal)
        {
            int start = position;
            string? name = FromTable(ref position);
            if (name is null) Fail(start, "an attribute name outside of the string table");
            return name switch { "version" => Kind.Version, "type" => Kind.Type, "name" => Kind.Name, "value" => Kind.Value, _ => Kind.Unknown };
        }

        switch (token)
        {
            case ProvisioningTokens.Version: return Kind.Version;
            case ProvisioningTokens.Type: return Kind.Type;
            case ProvisioningTokens.Name: return Kind.Name;
            case ProvisioningTokens.Value: return Kind.Value;
            case ProvisioningTokens.Version10:
                _text.Append("1.0");
                return Kind.Version;
        }

        bool isType = token > ProvisioningTokens.Type;
        string? text = ProvisioningTokens.TextOf(isType ? ProvisioningTokens.Types : ProvisioningTokens.Names, _page, token);
        if (text is null) return Kind.Unknown;
        _text.Append(text);
        return isType ? Kind.Type : Kind.Name;
    }

    private string? Value(ref int position)
    {
        byte octet = _octets[position];
        if (octet is Entity or InlineString or TableString or Opaque) return Text(ref position);
        position++;
        return ProvisioningTokens.TextOf(ProvisioningTokens.Values, _page, octet);
    }

    private void Append(string? text, int start)
    {
        if (text is null) Fail(start, "a value token without a meaning");
        else if (text.Contains('\0', StringComparison.Ordinal)) Fail(start, "a value with NUL");
        else if (_text.Length + text.Length > ProvisioningLimits.TextOctets) Fail(start, "an attribute longer than the limit allows");
        else _text.Append(text);
    }

    private readonly void Keep(Kind kind, ref ProvisioningAttributeSet set)
    {
        string text = _text.ToString();
        _text.Clear();
        switch (kind)
        {
            case Kind.Version: set.Version = text; break;
            case Kind.Type: set.Type = text; break;
            case Kind.Name: set.Name = text; break;
            case Kind.Value: set.Value = text; break;
        }
    }

    private readonly string? FromTable(ref int position)
    {
        if (!MultiByteInteger.TryRead(_octets, ref position, out int index) || index >= _table.Length) return null;
        return Terminated(_table, ref index);
    }

    private readonly string? Character(ref int position) =>
        MultiByteInteger.TryRead(_octets, ref position, out int scalar) && Rune.IsValid(scalar) ? new Rune(scalar).ToString() : null;

    private readonly string? Counted(ref int position)
    {
        if (!MultiByteInteger.TryRead(_octets, ref position, out int length) || length > _octets.Length - position) return null;
        position += length;
        return Utf8Text(_octets.Slice(position - length, length));
    }

    private static string? Terminated(ReadOnlySpan<byte> from, ref int position)
    {
        ReadOnlySpan<byte> rest = from[position..];
        int length = rest.IndexOf((byte)0);
        if (length < 0) return null;
        position += length + 1;
        return Utf8Text(rest[..length]);
    }

    private static string? Utf8Text(ReadOnlySpan<byte> octets) =>
        octets.Length <= ProvisioningLimits.TextOctets && Utf8.IsValid(octets) ? Encoding.UTF8.GetString(octets) : null;

    private void Fail(int position, string reason)
    {
        if (Reason is not null) return;
        Reason = reason;
        _fault = Math.Min(position, _octets.Length);
    }
}
