using System.Globalization;

namespace FleetSim.Platform.Dm;

/// <summary>
/// SessionIDs as handsets write them: upper-case hex without leading zeros by the standard, decimal from many Chinese handsets
/// (0xA4D9 is A4D9 or 42201).
/// </summary>
internal static class SessionIdText
{
    /// <summary>True when the two stand for the same session of one handset: case, leading zeros and white space do not matter.</summary>
    public static bool AreEqual(string a, string b) => a == b || Digits(a).Equals(Digits(b), StringComparison.OrdinalIgnoreCase);

    /// <summary>True when the text is the number in hex.</summary>
    public static bool IsHex(string text, ushort number) =>
        uint.TryParse(text.AsSpan().Trim(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint value) && value == number;

    /// <summary>True when the text is the number in decimal.</summary>
    public static bool IsDecimal(string text, ushort number) =>
        uint.TryParse(text.AsSpan().Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out uint value) && value == number;

    private static ReadOnlySpan<char> Digits(string text)
    {
        ReadOnlySpan<char> digits = text.AsSpan().Trim().TrimStart('0');
        return digits.IsEmpty ? "0" : digits;
    }
}
