using System.Buffers.Text;

namespace FleetSim.Protocol.SyncMl;

/// <summary>
/// Elements and their contents over a token source. The first fault sticks: afterwards there are no more children and all texts are
/// empty, so a walk needs no check after each step and asks <see cref="Failed"/> once where it builds a value.
/// </summary>
internal ref struct ElementReader<TSource>
    where TSource : ITokenSource, allows ref struct
{
    private readonly SyncMlLimits _limits;
    private TSource _source;

    // Content that is not one piece of the input is put together here.
    private OctetWriter _scratch;
    private int _commands;
    private int _items;

    public ElementReader(TSource source, SyncMlLimits limits)
    {
        _source = source;
        _limits = limits;
    }

    /// <summary>Why the message is refused; null while it is not.</summary>
    public string? Reason { get; private set; }

    /// <summary>Octet position of the fault.</summary>
    public int FaultOffset { get; private set; }

    public readonly bool Failed => Reason is not null;

    public int Position => _source.Position;

    public int Repairs => _source.Repairs;

    /// <summary>Elements that no vocabulary knows, skipped with all they contain.</summary>
    public int UnknownElements { get; private set; }

    /// <summary>Elements that are known but have no place in a DM message, skipped with all they contain.</summary>
    public int UnsupportedCommands { get; private set; }

    /// <summary>Refuses the message at the current position, unless it is refused already.</summary>
    public void Fail(string reason)
    {
        if (Failed) return;
        Reason = reason;
        FaultOffset = _source.Position;
    }

    /// <summary>Steps into the root element; refuses the document when it is another one.</summary>
    public void EnterRoot(Tag expected)
    {
        Token token = _source.Read();
        if (token == Token.Fault) TakeFault();
        else if (token != Token.Start || _source.Tag != expected) Fail($"the root element is not {TagNames.Text(expected)}");
    }

    /// <summary>Steps into the next known child of the open element; false after its end. Text between children has no meaning.</summary>
    public bool NextChild(out Tag tag)
    {
        while (!Failed)
        {
            switch (_source.Read())
            {
                case Token.Start when _source.Tag == Tag.Unknown:
                    UnknownElements++;
                    Skip();
                    break;
                case Token.Start:
                    tag = _source.Tag;
                    return true;
                case Token.End:
                    tag = default;
                    return false;
                case Token.Fault:
                    TakeFault();
                    break;
            }
        }

        tag = default;
        return false;
    }

    /// <summary>Consumes the open element to its end.</summary>
    public void Skip()
    {
        int open = 1;
        while (open > 0 && !Failed)
        {
            switch (_source.Read())
            {
                case Token.Start: open++; break;
                case Token.End: open--; break;
                case Token.Fault: TakeFault(); break;
            }
        }
    }

    /// <summary>Skips a command that DM does not use.</summary>
    public void SkipUnsupported()
    {
        UnsupportedCommands++;
        Skip();
    }

    /// <summary>The text of the open element without the white space around it.</summary>
    public string Text() => KnownTexts.String(Trim(Content(out _, markup: false)));

    /// <summary>The text of the open LocURI as an address without a name.</summary>
    public Location Address() => RecentLocations.Of(Trim(Content(out _, markup: false)));

    /// <summary>A nonce: base64 text. Octets that are no text (raw in WBXML) are turned into base64.</summary>
    public string Nonce()
    {
        ReadOnlySpan<byte> content = Content(out bool octets, markup: false);
        return octets && !System.Text.Unicode.Utf8.IsValid(content) ? Convert.ToBase64String(content) : KnownTexts.String(Trim(content));
    }

    /// <summary>The number in the open element; null when it is empty. Anything else than digits refuses the message.</summary>
    public long? Number()
    {
        ReadOnlySpan<byte> digits = Trim(Content(out _, markup: false));
        if (digits.IsEmpty) return null;
        if (Utf8Parser.TryParse(digits, out long number, out int used) && used == digits.Length && number >= 0) return number;
        Fail("not a number where one is expected");
        return null;
    }

    /// <summary>A status or alert code in the open element; null when it is empty.</summary>
    public int? Code()
    {
        long? number = Number();
        if (number is null or <= int.MaxValue) return (int?)number;
        Fail("a code is too large");
        return null;
    }

    /// <summary>The content of the open Data element, white space included; elements inside become XML text.</summary>
    public ItemData Value()
    {
        ReadOnlySpan<byte> content = Content(out bool octets, markup: true);
        return octets ? new ItemData(content.ToArray()) : new ItemData(KnownTexts.String(content));
    }

    public void CountCommand()
    {
        if (++_commands > _limits.Commands) Fail("more commands than the limit allows");
    }

    public void CountItem()
    {
        if (++_items > _limits.Items) Fail("more items than the limit allows");
    }

    public void Dispose() => _scratch.Dispose();

    /// <summary>Everything up to the end of the open element, usually a slice of the input itself.</summary>
    private ReadOnlySpan<byte> Content(out bool octets, bool markup)
    {
        octets = false;
        if (Failed) return default;
        int start = _source.Position;
        ReadOnlySpan<byte> only = default;
        bool collecting = false;
        while (true)
        {
            Token token = _source.Read();
            switch (token)
            {
                case Token.Text or Token.Octets:
                    octets |= token == Token.Octets;
                    if (only.IsEmpty && !collecting) only = _source.Octets;
                    else
                    {
                        Collect(only, ref collecting);
                        _scratch.Octets(_source.Octets);
                    }

                    if (only.Length > _limits.TextOctets || (collecting && _scratch.Length > _limits.TextOctets)) Fail("a text is longer than the limit allows");
                    break;
                case Token.Scalar:
                    Collect(only, ref collecting);
                    _scratch.Scalar(_source.Scalar);
                    break;
                case Token.Start when markup:
                    return Markup(start, out octets);
                case Token.Start:
                    UnknownElements++;
                    Skip();
                    break;
                case Token.End:
                    return collecting ? _scratch.Written : only;
                default:
                    TakeFault();
                    break;
            }

            if (Failed) return default;
        }
    }

    /// <summary>From now on pieces are put together, beginning with the one seen so far.</summary>
    private void Collect(ReadOnlySpan<byte> first, ref bool collecting)
    {
        if (collecting) return;
        collecting = true;
        _scratch.Clear();
        _scratch.Octets(first);
    }

    private ReadOnlySpan<byte> Markup(int contentStart, out bool octets)
    {
        octets = false;
        _scratch.Clear();
        _source.ReadMarkup(contentStart, ref _scratch);
        if (_source.Reason is not null) TakeFault();
        if (_scratch.Length > _limits.TextOctets) Fail("a text is longer than the limit allows");
        return Trim(_scratch.Written);
    }

    private void TakeFault()
    {
        if (Failed) return;
        Reason = _source.Reason ?? "the document is broken";
        FaultOffset = _source.Position;
    }

    /// <summary>Drops white space and NUL on both sides.</summary>
    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text)
    {
        int start = 0;
        int end = text.Length;
        while (start < end && IsPadding(text[start])) start++;
        while (end > start && IsPadding(text[end - 1])) end--;
        return text[start..end];
    }

    private static bool IsPadding(byte octet) => octet is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or 0;
}
