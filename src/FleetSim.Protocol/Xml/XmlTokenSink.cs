using FleetSim.Protocol.SyncMl;

namespace FleetSim.Protocol.Xml;

/// <summary>Writes elements as compact XML in UTF-8.</summary>
internal ref struct XmlTokenSink : ITokenSink
{
    private readonly SyncMlStyle _style;
    private readonly bool _dm11;

    // Where everything goes; public because a caller that owns the octets must flush or dispose it.
    public OctetWriter Output;

    // The TNDS namespace stands at the outermost element of its page only.
    private int _dmddfDepth;

    public XmlTokenSink(OctetWriter output, SyncMlStyle style, bool dm11)
    {
        Output = output;
        _style = style;
        _dm11 = dm11;
    }

    public readonly bool CarriesOctets => false;

    public void Declaration()
    {
        if (_style.XmlDeclaration) Output.Octets("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"u8);
    }

    public void Start(Tag tag)
    {
        Open(tag);
        Output.Octet((byte)'>');
        if (IsDmddf(tag)) _dmddfDepth++;
    }

    public void End(Tag tag)
    {
        if (IsDmddf(tag)) _dmddfDepth--;
        Output.Octets("</"u8);
        Output.Octets(Name(tag));
        Output.Octet((byte)'>');
    }

    public void Empty(Tag tag)
    {
        Open(tag);
        Output.Octets("/>"u8);
    }

    public void Text(string text) => XmlText.Write(ref Output, text, _style.CData);

    public void Number(long number) => Output.Decimal(number);

    public void Value(in ItemData data)
    {
        if (_style.Trees == TreeForm.Markup && EmbeddedTree.IsOne(in data)) EmbeddedTree.Write(ref this, in data);
        else Text(data.Text);
    }

    private void Open(Tag tag)
    {
        Output.Octet((byte)'<');
        Output.Octets(Name(tag));
        if (_style.Namespaces != NamespaceForm.None) Namespace(tag);
    }

    private void Namespace(Tag tag)
    {
        if (tag == Tag.SyncML) Output.Octets(_dm11 ? " xmlns=\"SYNCML:SYNCML1.1\""u8 : " xmlns=\"SYNCML:SYNCML1.2\""u8);
        else if ((int)tag >> 8 == 1) Output.Octets(_style.Namespaces == NamespaceForm.UpperCase ? " xmlns=\"SYNCML:METINF\""u8 : " xmlns=\"syncml:metinf\""u8);
        else if (tag == Tag.DevInf) Output.Octets(" xmlns=\"syncml:devinf\""u8);
        else if (IsDmddf(tag) && _dmddfDepth == 0) Output.Octets(" xmlns=\"syncml:dmddf1.2\""u8);
    }

    /// <summary>DevInf 1.1 has another name for one of its tokens.</summary>
    private readonly ReadOnlySpan<byte> Name(Tag tag) => tag == Tag.DevInfMaxSize && _dm11 ? "Size"u8 : TagNames.Utf8(tag);

    private static bool IsDmddf(Tag tag) => (int)tag >> 8 == 2;
}
