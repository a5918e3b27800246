using System.Text;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Protocol.Wbxml;

/// <summary>Writes elements as the body of a WBXML document; the code page is switched only where it changes.</summary>
internal ref struct WbxmlTokenSink : ITokenSink
{
    private readonly SyncMlStyle _style;
    private readonly StringTable? _table;

    // Where everything goes; public because a caller that owns the octets must flush or dispose it.
    public OctetWriter Output;
    private int _page;

    /// <param name="table">Strings written as references; null for none.</param>
    public WbxmlTokenSink(OctetWriter output, SyncMlStyle style, StringTable? table)
    {
        Output = output;
        _style = style;
        _table = table;
    }

    public readonly bool CarriesOctets => true;

    public void Header(bool dm11)
    {
        Output.Octet(_style.WbxmlVersion);
        if (_style.PublicId == PublicIdForm.Numeric) MultiByteInteger.Write(ref Output, dm11 ? WbxmlHeader.SyncMl11 : WbxmlHeader.SyncMl12);
        else Output.Octets([0, 0]);
        Table();
    }

    /// <summary>The header of a document of that type, without a string table.</summary>
    public void HeaderWithNumber(int publicId)
    {
        Output.Octet(_style.WbxmlVersion);
        MultiByteInteger.Write(ref Output, publicId);
        Table();
    }

    /// <summary>The header of a document whose type has no number: its name is the first string of the table.</summary>
    public void HeaderWithText()
    {
        Output.Octets([_style.WbxmlVersion, 0, 0]);
        Table();
    }

    public void Start(Tag tag) => Open(tag, WbxmlToken.ContentBit);

    public void End(Tag tag) => Output.Octet(WbxmlToken.End);

    public void Empty(Tag tag) => Open(tag, 0);

    public void Text(string text)
    {
        if (_table is not null && _table.Find(text) is int index)
        {
            Output.Octet(WbxmlToken.TableString);
            MultiByteInteger.Write(ref Output, index);
        }
        else if (text.Contains('\0'))
        {
            Opaque(Encoding.UTF8.GetBytes(text));
        }
        else
        {
            Output.Octet(WbxmlToken.InlineString);
            Output.Utf8(text);
            Output.Octet(0);
        }
    }

    public void Number(long number)
    {
        Output.Octet(WbxmlToken.InlineString);
        Output.Decimal(number);
        Output.Octet(0);
    }

    public void Value(in ItemData data)
    {
        if (_style.Trees == TreeForm.Markup && EmbeddedTree.IsOne(in data)) EmbeddedTree.Write(ref this, in data);
        else if (data.IsOctets || _style.Data == DataForm.Opaque) Opaque(data.Octets);
        else Text(data.Text);
    }

    private void Table()
    {
        Output.Octet(WbxmlHeader.Utf8);
        ReadOnlySpan<byte> table = _table is null ? default : _table.Octets;
        MultiByteInteger.Write(ref Output, table.Length);
        Output.Octets(table);
    }

    private void Opaque(ReadOnlySpan<byte> octets)
    {
        Output.Octet(WbxmlToken.Opaque);
        MultiByteInteger.Write(ref Output, octets.Length);
        Output.Octets(octets);
    }

    private void Open(Tag tag, byte content)
    {
        if (_table is not null && _table.FindLiteral(tag) is int index)
        {
            Output.Octet((byte)(WbxmlToken.Literal | content));
            MultiByteInteger.Write(ref Output, index);
            return;
        }

        // The tokens of DevInf are page 0 of documents of their own.
        int page = (int)tag >> 8;
        if (page == (int)Tag.DevInf >> 8) page = 0;
        if (page != _page)
        {
            Output.Octet(WbxmlToken.SwitchPage);
            Output.Octet((byte)page);
            _page = page;
        }

        Output.Octet((byte)((int)tag & 0x3F | content));
    }
}
