using System.Text;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.Wbxml;

namespace FleetSim.Protocol.Bootstrap;

/// <summary>
/// Writes a provisioning document as WBXML 1.3, numeric public id, no string table:
/// <code>03 0B 6A 00 | C5 46 01 | C6 55 01 | 87 11 06 03 "NAP1" 00 01 | ... 01 01</code>
/// A name or a value that has a token is written as that, with a switch of the attribute page where the token stands on the other page.
/// </summary>
internal ref struct ProvisioningWbxmlWriter
{
    private const byte SwitchPage = 0x00;
    private const byte End = 0x01;
    private const byte InlineString = 0x03;
    private const byte HasContent = 0x40;
    private const byte HasAttributes = 0x80;

    private OctetWriter _output;
    private int _page;

    private ProvisioningWbxmlWriter(OctetWriter output) => _output = output;

    public static byte[] Write(ProvisioningDocument document)
    {
        ProvisioningWbxmlWriter writer = new(new OctetWriter(null));
        writer._output.Octets([0x03, ProvisioningTokens.PublicId, WbxmlHeader.Utf8, 0]);
        writer.Root(document);
        byte[] octets = writer._output.Written.ToArray();
        writer._output.Dispose();
        return octets;
    }

    private void Root(ProvisioningDocument document)
    {
        bool empty = document.Characteristics.Count == 0;
        _output.Octet((byte)(ProvisioningTokens.Root | (empty ? 0 : HasContent) | (document.Version is null ? 0 : HasAttributes)));
        if (document.Version == "1.0")
        {
            _output.Octets([ProvisioningTokens.Version10, End]);
        }
        else if (document.Version is { } version)
        {
            _output.Octet(ProvisioningTokens.Version);
            Inline(version);
            _output.Octet(End);
        }

        foreach (Characteristic characteristic in document.Characteristics) Write(characteristic);
        if (!empty) _output.Octet(End);
    }

    private void Write(Characteristic characteristic)
    {
        bool empty = characteristic.Parms.Count + characteristic.Characteristics.Count == 0;
        _output.Octet((byte)(ProvisioningTokens.Characteristic | HasAttributes | (empty ? 0 : HasContent)));
        Start(ProvisioningTokens.Types, ProvisioningTokens.Type, characteristic.Type);
        _output.Octet(End);
        foreach (Parm parm in characteristic.Parms) Write(parm);
        foreach (Characteristic inner in characteristic.Characteristics) Write(inner);
        if (!empty) _output.Octet(End);
    }

    private void Write(Parm parm)
    {
        _output.Octet(ProvisioningTokens.Parm | HasAttributes);
        Start(ProvisioningTokens.Names, ProvisioningTokens.Name, parm.Name);
        if (parm.Value is { } value)
        {
            // "value" has the same token on both pages.
            _output.Octet(ProvisioningTokens.Value);
            if (ProvisioningTokens.TokenOf(ProvisioningTokens.Values, _page, value) is { } known) Token(known);
            else Inline(value);
        }

        _output.Octet(End);
    }

    private void Start((byte Token, string Text)[][] table, byte general, string text)
    {
        if (ProvisioningTokens.TokenOf(table, _page, text) is { } known)
        {
            Token(known);
            return;
        }

        _output.Octet(general);
        Inline(text);
    }

    private void Token((int Page, byte Token) known)
    {
        if (known.Page != _page) _output.Octets([SwitchPage, (byte)known.Page]);
        _page = known.Page;
        _output.Octet(known.Token);
    }

    private void Inline(string text)
    {
        if (text.Contains('\0', StringComparison.Ordinal)) throw new ArgumentException("a text with NUL", nameof(text));
        _output.Octet(InlineString);
        _output.Octets(Encoding.UTF8.GetBytes(text));
        _output.Octet(0);
    }
}
