namespace FleetSim.Protocol.Wbxml;

/// <summary>Global tokens. Spec: WAP-192-WBXML, 7.1. Extension tokens, literals with attributes and PI do not occur in SyncML.</summary>
internal static class WbxmlToken
{
    public const byte SwitchPage = 0x00;
    public const byte End = 0x01;
    public const byte Entity = 0x02;
    public const byte InlineString = 0x03;
    public const byte Literal = 0x04;
    public const byte LiteralWithContent = 0x44;
    public const byte TableString = 0x83;
    public const byte Opaque = 0xC3;

    /// <summary>Set in a tag octet that has content, and so an END.</summary>
    public const byte ContentBit = 0x40;

    /// <summary>Set in a tag octet that has attributes: never in SyncML.</summary>
    public const byte AttributeBit = 0x80;
}
