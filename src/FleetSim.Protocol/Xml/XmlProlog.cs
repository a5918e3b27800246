using System.Buffers;
using System.Text;

namespace FleetSim.Protocol.Xml;

/// <summary>What may stand before the root element: byte order mark, UTF-16, DOCTYPE.</summary>
internal static class XmlProlog
{
    private static readonly SearchValues<byte> DoctypeBreaks = SearchValues.Create("><[\"'"u8);

    /// <summary>Octets of a UTF-8 byte order mark: 3 or 0.</summary>
    public static int MarkLength(ReadOnlySpan<byte> xml) => xml.StartsWith("\uFEFF"u8) ? 3 : 0;

    /// <summary>The UTF-16 form the document is written in, told by its mark or its first character; null for anything else.</summary>
    public static Encoding? Utf16(ReadOnlySpan<byte> xml) => xml switch
    {
        [0xFF, 0xFE, ..] or [(byte)'<', 0, ..] => Encoding.Unicode,
        [0xFE, 0xFF, ..] or [0, (byte)'<', ..] => Encoding.BigEndianUnicode,
        _ => null,
    };

    /// <summary>The octets of a DOCTYPE at the start of <paramref name="rest"/>; 0 when it has an internal subset or no end.</summary>
    public static int DoctypeLength(ReadOnlySpan<byte> rest)
    {
        int at = "<!DOCTYPE"u8.Length;
        while (true)
        {
            int next = rest[at..].IndexOfAny(DoctypeBreaks);
            if (next < 0) return 0;
            at += next;
            if (rest[at] == '>') return at + 1;
            if (rest[at] is (byte)'<' or (byte)'[') return 0;
            int closing = rest[(at + 1)..].IndexOf(rest[at]);
            if (closing < 0) return 0;
            at += closing + 2;
        }
    }
}
