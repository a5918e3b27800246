using System.Globalization;
using System.Text.RegularExpressions;

namespace FleetSim.Protocol.Interaction;

/// <summary>The pieces of an option text.</summary>
internal static partial class OptionText
{
    private const int Most = 64;

    /// <summary>Options between ampersands (or "&amp;amp;" left over from a document escaped twice), with lost ampersands put back.</summary>
    public static IEnumerable<string> Split(string text)
    {
        string joined = text.Replace("&amp;", "&", StringComparison.OrdinalIgnoreCase);
        return LostAmpersand().Replace(joined, "&").Split('&', Most, StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>URL-decoding: plus is a blank, %XX an octet of UTF-8; a stray percent sign stands for itself.</summary>
    public static string Decode(string value) => Uri.UnescapeDataString(value.Replace('+', ' '));

    /// <summary>0 to 2,147,483 (whole seconds that fit a timer), or null.</summary>
    public static int? Number(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number <= int.MaxValue / 1000 ? number : null;

    public static InputType? Input(string value) => value.ToUpperInvariant() switch
    {
        "A" => InputType.Alphanumeric,
        "N" => InputType.Number,
        "D" => InputType.Date,
        "T" => InputType.Time,
        "P" => InputType.Phone,
        "I" => InputType.IpAddress,
        _ => null,
    };

    public static char Letter(InputType input) => "ANDTPI"[(int)input];

    // Only between a number and a name: in a text (DR=hello) nothing can be told apart. The name is looked for first, so that each digit is
    // looked at once.
    [GeneratedRegex(@"(?=(?:MINDT|MAXDT|MAXLEN|DR|IT|ET)=)(?<=(?:MINDT|MAXDT|MAXLEN|DR)=[0-9,\-]+)", RegexOptions.CultureInvariant)]
    private static partial Regex LostAmpersand();
}
