namespace FleetSim.Scenarios.Population.Models;

/// <summary>What texts of a model file may look like.</summary>
internal static class ModelTexts
{
    public const string MediaTypeMust = "be a media type such as application/vnd.syncml.dm+xml";

    /// <summary>Printable ASCII, blanks included.</summary>
    public static bool IsPrintable(string text) => text.All(c => c is >= ' ' and <= '~');

    public static bool IsDigits(string text) => text.All(char.IsAsciiDigit);

    /// <summary>type/subtype, at most 100 characters, without parameters.</summary>
    public static bool IsMediaType(string text) =>
        text.Length <= 100 && text.Split('/') is [{ Length: > 0 } type, { Length: > 0 } subtype] && (type + subtype).All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '+' or '-' or '_');

    public static bool IsNonce(string text)
    {
        Span<byte> octets = stackalloc byte[64];
        return Convert.TryFromBase64String(text, octets, out int length) && length > 0;
    }

    /// <summary>What a handset says of itself: 1 to 64 characters, none of them a control character.</summary>
    public static bool IsLabel(string text) => text.Length is >= 1 and <= 64 && !text.Any(char.IsControl);

    /// <summary>The name of a model: lower-case letters, digits and hyphens, 1 to 40 of them.</summary>
    public static bool IsId(string text) => text.Length is >= 1 and <= 40 && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    /// <summary>The name of a file in the same folder.</summary>
    public static bool IsFileName(string text) => text.Length is >= 1 and <= 100 && !text.Contains("..", StringComparison.Ordinal) && text.All(c => c is not ('/' or '\\' or ':') && !char.IsControl(c));
}
