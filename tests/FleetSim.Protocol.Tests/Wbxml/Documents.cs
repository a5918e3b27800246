namespace FleetSim.Protocol.Tests.Wbxml;

/// <summary>WBXML documents written octet by octet from the token tables.</summary>
internal static class Documents
{
    /// <summary>A whole message around the given body: SyncML(SyncHdr(VerDTD 1.2, VerProto DM/1.2, SessionID 1, MsgID 1, Target t, Source s), SyncBody(...)).</summary>
    public static byte[] Message(byte[] header, params byte[] body) =>
    [
        .. header,
        0x6D, // SyncML
        0x6C, // SyncHdr
        0x71, .. Text("1.2"), 0x01,
        0x72, .. Text("DM/1.2"), 0x01,
        0x65, .. Text("1"), 0x01,
        0x5B, .. Text("1"), 0x01,
        0x6E, 0x57, .. Text("t"), 0x01, 0x01,
        0x67, 0x57, .. Text("s"), 0x01, 0x01,
        0x01,
        0x6B, .. body, 0x01, // SyncBody
        0x01,
    ];

    /// <summary>WBXML 1.2, SyncML 1.2, UTF-8, no string table.</summary>
    public static byte[] Header => [0x02, 0xA4, 0x01, 0x6A, 0x00];

    /// <summary>A header with that string table.</summary>
    public static byte[] HeaderWith(string table) => [0x02, 0xA4, 0x01, 0x6A, (byte)table.Length, .. System.Text.Encoding.ASCII.GetBytes(table)];

    /// <summary>STR_I.</summary>
    public static byte[] Text(string text) => [0x03, .. System.Text.Encoding.UTF8.GetBytes(text), 0x00];

    /// <summary>Add with MgmtTree(VerDTD 1.2, Node(NodeName "a", RTProperties(Format(chr)), Value "x y")) in its Data, DM-DDF being page 2.</summary>
    public static byte[] WithEmbeddedTree => Message(
        Header,
        [
            0x45, 0x4B, .. Text("3"), 0x01, // Add, CmdID
            0x54, 0x4F, 0x00, 0x02, // Item, Data, page 2
            0x60, 0x77, .. Text("1.2"), 0x01, // MgmtTree, VerDTD
            0x64, 0x66, .. Text("a"), 0x01, // Node, NodeName
            0x6F, 0x5C, 0x0B, 0x01, 0x01, // RTProperties, Format, chr
            0x76, .. Text("x "), 0x02, 0x26, .. Text("y"), 0x01, 0x01, 0x01, // Value, with an ampersand as ENTITY; end of Node and MgmtTree
            0x01, 0x01, 0x01, // end of Data, Item, Add
            0x00, 0x00, 0x12, // page 0, Final
        ]);
}
