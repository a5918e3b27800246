namespace FleetSim.Protocol.Wbxml;

/// <summary>
/// What stands before the body: version, public id, charset, string table. Spec: WAP-192-WBXML, 5.4.
/// <code>
/// +---------+----------------------------+---------+--------------+--------------+
/// | version | publicid, or 0 and index   | charset | table length | table octets |
/// | 01..03  | mb_u_int32 (two of them)   | 6A      | mb_u_int32   | NUL after each string
/// +---------+----------------------------+---------+--------------+--------------+
/// </code>
/// The public id never tells the protocol version: in the field it contradicts VerDTD.
/// </summary>
internal static class WbxmlHeader
{
    public const int SyncMl11 = 0x0FD3;
    public const int SyncMl12 = 0x1201;
    public const byte Utf8 = 0x6A;

    private const int AsciiCharset = 3;

    // 1.4 was never published; encoders that write it mean 1.3.
    private const int HighestVersion = 4;

    // DevInf documents of 1.0, 1.1 and 1.2: their tokens mean something else.
    private static ReadOnlySpan<int> DevInf => [0x0FD2, 0x0FD4, 0x1203];

    /// <summary>
    /// Reads the header: null, with the position behind it and the string table set, or the reason to refuse, with the position of the fault.
    /// </summary>
    public static string? Read(ReadOnlySpan<byte> octets, int stringTableLimit, scoped ref int position, out ReadOnlySpan<byte> stringTable)
    {
        stringTable = default;
        if (octets.IsEmpty) return "nothing at all";
        if (octets[0] is < 1 or > HighestVersion) return "not a WBXML version this decoder knows: 01 to 04";
        position = 1;
        if (!MultiByteInteger.TryRead(octets, ref position, out int publicId)) return "the public id does not end";
        if (DevInf.Contains(publicId)) return "a DevInf document, not a SyncML message";
        int publicIdIndex = -1;
        if (publicId == 0 && !MultiByteInteger.TryRead(octets, ref position, out publicIdIndex)) return "the index of the public id does not end";
        int start = position;
        if (!MultiByteInteger.TryRead(octets, ref position, out int charset)) return "the charset does not end";
        if (charset is not (0 or AsciiCharset or Utf8))
        {
            position = start;
            return "a charset other than UTF-8 and US-ASCII";
        }

        start = position;
        if (!MultiByteInteger.TryRead(octets, ref position, out int length)) return "the length of the string table does not end";
        string? reason = length > octets.Length - position ? "the string table is longer than the document"
            : length > stringTableLimit ? "the string table is longer than the limit allows"
            : publicIdIndex >= 0 && publicIdIndex >= length ? "the public id lies outside of the string table"
            : null;
        if (reason is not null)
        {
            position = start;
            return reason;
        }

        stringTable = octets.Slice(position, length);
        position += length;
        return null;
    }

    /// <summary>The formal identifier of the document type, for a header that names it as text.</summary>
    public static string FormalId(bool dm11) => dm11 ? "-//SYNCML//DTD SyncML 1.1//EN" : "-//SYNCML//DTD SyncML 1.2//EN";
}
