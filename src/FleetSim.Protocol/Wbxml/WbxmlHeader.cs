using FleetSim.Protocol.SyncMl;

namespace FleetSim.Protocol.Wbxml;

/// <summary>
/// What stands before the body: version, public id, charset, string table. Spec: WAP-192-WBXML, 5.4 to 5.7.
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
    public const int DevInf11 = 0x0FD4;
    public const int DevInf12 = 0x1203;
    public const byte Utf8 = 0x6A;

    private const int AsciiCharset = 3;

    // 1.4 was never published; encoders that write it mean 1.3.
    private const int HighestVersion = 4;

    /// <summary>The formal identifier of management trees and device descriptions, which have no number.</summary>
    public const string TreeFormalId = "-//OMA//DTD-DM-DDF 1.2//EN";

    // SyncML 1.0, 1.1, 1.2 and MetInf 1.2.
    private static ReadOnlySpan<int> SyncMl => [0x0FD1, SyncMl11, SyncMl12, 0x1202];

    // DevInf documents of 1.0, 1.1 and 1.2: their tokens mean something else.
    private static ReadOnlySpan<int> DevInf => [0x0FD2, DevInf11, DevInf12];

    /// <summary>
    /// Reads the header: null, with the position behind it and the string table set, or the reason to refuse, with the position of the fault.
    /// </summary>
    public static string? Read(ReadOnlySpan<byte> octets, int stringTableLimit, scoped ref int position, out ReadOnlySpan<byte> stringTable, out DocumentType type)
    {
        stringTable = default;
        type = DocumentType.Other;
        if (octets.IsEmpty) return "nothing at all";
        if (octets[0] is < 1 or > HighestVersion) return "not a WBXML version this decoder knows: 01 to 04";
        position = 1;
        if (!MultiByteInteger.TryRead(octets, ref position, out int publicId)) return "the public id does not end";
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
        type = publicIdIndex < 0 ? Number(publicId) : Name(stringTable[publicIdIndex..]);
        return null;
    }

    /// <summary>As the longer form, for a document whose type its root element tells.</summary>
    public static string? Read(ReadOnlySpan<byte> octets, int stringTableLimit, scoped ref int position, out ReadOnlySpan<byte> stringTable) =>
        Read(octets, stringTableLimit, ref position, out stringTable, out _);

    /// <summary>Why a document of that type cannot be read with that vocabulary; null when it can be tried, by its root element.</summary>
    public static string? Mismatch(DocumentType type, Vocabulary vocabulary) => vocabulary switch
    {
        Vocabulary.DevInf when type is DocumentType.SyncMl or DocumentType.Tree => "another document than DevInf by its public id",
        Vocabulary.Message when type == DocumentType.DevInf => "a DevInf document, not a SyncML message",
        Vocabulary.Tree when type == DocumentType.DevInf => "a DevInf document, not a management tree",
        _ => null,
    };

    /// <summary>The formal identifier of the document type, for a header that names it as text.</summary>
    public static string FormalId(bool dm11) => dm11 ? "-//SYNCML//DTD SyncML 1.1//EN" : "-//SYNCML//DTD SyncML 1.2//EN";

    private static DocumentType Number(int publicId) =>
        DevInf.Contains(publicId) ? DocumentType.DevInf : SyncMl.Contains(publicId) ? DocumentType.SyncMl : DocumentType.Other;

    /// <summary>By the text of the formal identifier, whose NUL some encoders leave out.</summary>
    private static DocumentType Name(ReadOnlySpan<byte> id) =>
        id.StartsWith("-//SYNCML//DTD DevInf 1."u8) ? DocumentType.DevInf
        : id.StartsWith("-//SYNCML//DTD SyncML 1."u8) ? DocumentType.SyncMl
        : id.StartsWith("-//OMA//DTD-DM-DDF 1."u8) ? DocumentType.Tree
        : DocumentType.Other;
}
