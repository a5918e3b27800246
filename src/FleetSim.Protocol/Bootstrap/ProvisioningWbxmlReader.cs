using FleetSim.Protocol.Wbxml;

namespace FleetSim.Protocol.Bootstrap;

/// <summary>Reads the body of a provisioning document in WBXML into a builder. Elements: WAP-192-WBXML, 5.8; tokens: <see cref="ProvisioningTokens"/>.</summary>
internal ref struct ProvisioningWbxmlReader
{
    private const byte SwitchPage = 0x00;
    private const byte End = 0x01;
    private const byte Entity = 0x02;
    private const byte InlineString = 0x03;
    private const byte TableString = 0x83;
    private const byte Opaque = 0xC3;
    private const byte HasContent = 0x40;
    private const byte HasAttributes = 0x80;

    private readonly ReadOnlySpan<byte> _octets;
    private readonly ProvisioningBuilder _builder = new();
    private ProvisioningAttributes _attributes;
    private int _position;
    private string? _reason;

    private ProvisioningWbxmlReader(ReadOnlySpan<byte> octets, ReadOnlySpan<byte> table, int position)
    {
        _octets = octets;
        _position = position;
        _attributes = new ProvisioningAttributes(octets, table);
    }

    public static Decoded<ProvisioningDocument> Read(ReadOnlySpan<byte> octets)
    {
        int position = 0;
        string? reason = WbxmlHeader.Read(octets, ProvisioningLimits.AllTextOctets, ref position, out ReadOnlySpan<byte> table, out _);
        if (reason is not null) return Decoded.Invalid<ProvisioningDocument>(position, reason);
        int id = 1;
        if (!MultiByteInteger.TryRead(octets, ref id, out int publicId) || publicId is not (0 or 1 or ProvisioningTokens.PublicId))
            return Decoded.Invalid<ProvisioningDocument>(1, "the public id is not that of a provisioning document");
        ProvisioningWbxmlReader reader = new(octets, table, position);
        while (reader._reason is null && reader._builder.Document is null) reader.Step();
        return reader._reason is { } fault
            ? Decoded.Invalid<ProvisioningDocument>(reader._position, fault)
            : Decoded.Done(reader._builder.Document!, reader._position);
    }

    private void Step()
    {
        int start = _position;
        if (start >= _octets.Length)
        {
            Fault(start, "the document ends inside an element");
            return;
        }

        byte octet = _octets[_position++];
        switch (octet)
        {
            case SwitchPage:
                // The tags are the same on both pages; one more page does not exist.
                if (_position >= _octets.Length || _octets[_position++] > 1) Fault(start, "a code page that does not exist");
                break;
            case End:
                _builder.End();
                break;
            case InlineString or TableString or Entity or Opaque:
                _position = start;
                if (_attributes.Text(ref _position) is null || !_builder.HasRoot) Fault(_position, _attributes.Reason ?? "text outside of the root");
                break;
            default:
                Element(octet);
                break;
        }

        if (_builder.Reason is { } reason) Fault(start, reason);
    }

    private void Element(byte tag)
    {
        int start = _position - 1;
        ProvisioningAttributeSet set = default;
        if ((tag & HasAttributes) != 0 && !_attributes.Read(ref _position, out set))
        {
            Fault(_position, _attributes.Reason!);
            return;
        }

        switch (tag & 0x3F)
        {
            case ProvisioningTokens.Root: _builder.StartRoot(set.Version); break;
            case ProvisioningTokens.Characteristic: _builder.StartCharacteristic(set.Type); break;
            case ProvisioningTokens.Parm: _builder.Add(set.Name, set.Value); break;
            default: Fault(start, "an unknown tag"); return;
        }

        if (_builder.Reason is not null) return;
        bool isParm = (tag & 0x3F) == ProvisioningTokens.Parm;
        if ((tag & HasContent) == 0 && !isParm) _builder.End();
        if ((tag & HasContent) != 0 && isParm) EmptyContent(start);
    }

    /// <summary>A parm has no content; some write the bit and an END all the same.</summary>
    private void EmptyContent(int start)
    {
        if (_position < _octets.Length && _octets[_position] == End) _position++;
        else Fault(start, "a parm with content");
    }

    private void Fault(int position, string reason)
    {
        if (_reason is not null) return;
        _reason = reason;
        _position = Math.Min(position, _octets.Length);
    }
}
