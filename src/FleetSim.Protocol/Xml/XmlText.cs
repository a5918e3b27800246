using System.Buffers;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Protocol.Xml;

/// <summary>Character data on its way into XML.</summary>
internal static class XmlText
{
    private static readonly SearchValues<char> Special = SearchValues.Create(
        [.. "<>&\r\uFFFE\uFFFF", .. Enumerable.Range(0, ' ').Select(c => (char)c).Except("\t\n\r")]);

    private static readonly SearchValues<char> NotInXml = SearchValues.Create(
        [.. "\uFFFE\uFFFF", .. Enumerable.Range(0, ' ').Select(c => (char)c).Except("\t\n\r")]);

    private static readonly SearchValues<byte> ControlOctets = SearchValues.Create(
        [.. Enumerable.Range(0, ' ').Select(c => (byte)c).Except("\t\n\r"u8.ToArray())]);

    /// <summary>True when XML 1.0 can hold the octets as text: UTF-8 without control characters and the two that are no characters.</summary>
    public static bool CanHold(ReadOnlySpan<byte> octets) =>
        octets.IndexOfAny(ControlOctets) < 0 && System.Text.Unicode.Utf8.IsValid(octets)
        && octets.IndexOf("\uFFFE"u8) < 0 && octets.IndexOf("\uFFFF"u8) < 0;

    /// <summary>Writes the text escaped, or as one CDATA section where that is wanted and possible. What XML 1.0 cannot hold becomes U+FFFD.</summary>
    public static void Write(ref OctetWriter output, scoped ReadOnlySpan<char> text, bool cdata)
    {
        int special = text.IndexOfAny(Special);
        if (special < 0)
        {
            output.Utf8(text);
        }
        else if (cdata && !text.Contains("]]>", StringComparison.Ordinal) && !text.Contains('\r') && text.IndexOfAny(NotInXml) < 0)
        {
            output.Octets("<![CDATA["u8);
            output.Utf8(text);
            output.Octets("]]>"u8);
        }
        else
        {
            WriteEscaped(ref output, text, special);
        }
    }

    private static void WriteEscaped(ref OctetWriter output, scoped ReadOnlySpan<char> text, int special)
    {
        while (special >= 0)
        {
            output.Utf8(text[..special]);
            output.Octets(text[special] switch
            {
                '<' => "&lt;"u8,
                '>' => "&gt;"u8,
                '&' => "&amp;"u8,
                '\r' => "&#13;"u8,
                _ => "\uFFFD"u8,
            });
            text = text[(special + 1)..];
            special = text.IndexOfAny(Special);
        }

        output.Utf8(text);
    }
}
