using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace FleetSim.Protocol.Xml;

/// <summary>The five predefined entities and character references. XML 1.0, 4.1 and 4.6.</summary>
internal static class XmlReference
{
    // &#x10FFFF; and leading zeros; nothing longer is looked at.
    private const int Longest = 16;

    /// <summary>
    /// Reads the reference at the start of the octets: its length with both delimiters; 0 when this is no reference known without a DTD;
    /// -1 when it is one to something that is no character.
    /// </summary>
    public static int Read(ReadOnlySpan<byte> octets, out Rune scalar)
    {
        scalar = default;
        int end = octets[..Math.Min(octets.Length, Longest)].IndexOf((byte)';');
        if (end < 2) return 0;
        ReadOnlySpan<byte> name = octets[1..end];
        if (name[0] == '#') return ReadNumber(name[1..], ref scalar) ? end + 1 : -1;
        char character = Predefined(name);
        if (character == 0) return 0;
        scalar = new Rune(character);
        return end + 1;
    }

    private static char Predefined(ReadOnlySpan<byte> name) => name switch
    {
        [(byte)'l', (byte)'t'] => '<',
        [(byte)'g', (byte)'t'] => '>',
        [(byte)'a', (byte)'m', (byte)'p'] => '&',
        [(byte)'q', (byte)'u', (byte)'o', (byte)'t'] => '"',
        [(byte)'a', (byte)'p', (byte)'o', (byte)'s'] => '\'',
        _ => '\0',
    };

    private static bool ReadNumber(ReadOnlySpan<byte> digits, ref Rune scalar)
    {
        uint number;
        int used;
        if (digits is [(byte)'x', ..])
        {
            digits = digits[1..];
            if (!uint.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number)) return false;
            used = digits.Length;
        }
        else if (!Utf8Parser.TryParse(digits, out number, out used))
        {
            return false;
        }

        return used == digits.Length && number > 0 && Rune.TryCreate(number, out scalar);
    }
}
