using System.Globalization;

namespace FleetSim.Protocol.Sms;

/// <summary>A parameter of a content type.</summary>
/// <param name="Name">SEC, MAC, charset...; a code without a known name stands as "0x1F".</param>
/// <param name="Value">A text, or a number in decimal.</param>
public readonly record struct WspParameter(string Name, string Value);

/// <summary>
/// The parameters behind a media type. Spec: WAP-230-WSP, 8.4.2.4 and table 38. The values are numbers (short or long) or texts; a name is a
/// code or a text.
/// </summary>
internal static class WspParameters
{
    private const int Most = 32;

    public static void Read(ref WspReader content, List<WspParameter> parameters)
    {
        while (!content.AtEnd && parameters.Count < Most)
        {
            byte first = content.Peek;

            // A length before a number: a name written as a long integer. No peer of ours was seen to do it; passed over.
            string name = first >= 0x80 ? NameOf(content.Octet() & 0x7F) : first is > 0 and <= 30 ? Unnamed(ref content) : content.Text();
            if (content.Failed) return;
            string value = content.AtEnd ? "" : Value(ref content);
            if (!content.Failed) parameters.Add(new WspParameter(name, value));
        }
    }

    /// <summary>Parameters written as in HTTP: SEC=1; MAC="AB12".</summary>
    public static IReadOnlyList<WspParameter> ReadText(string text)
    {
        List<WspParameter> parameters = [];
        foreach (string piece in text.Split(';', Most))
        {
            int equals = piece.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0) parameters.Add(new WspParameter(piece[..equals].Trim(), piece[(equals + 1)..].Trim().Trim('"')));
        }

        return parameters;
    }

    public static string Number(ReadOnlySpan<byte> octets)
    {
        if (octets.Length > 8) return Convert.ToHexString(octets);
        ulong number = 0;
        foreach (byte octet in octets) number = (number << 8) | octet;
        return number.ToString(CultureInfo.InvariantCulture);
    }

    private static string Unnamed(ref WspReader content) => "0x" + Convert.ToHexString(content.Counted());

    private static string Value(ref WspReader content) => content.Peek switch
    {
        0 => Empty(ref content),
        >= 0x80 => (content.Octet() & 0x7F).ToString(CultureInfo.InvariantCulture),
        <= 31 => Number(content.Counted()),
        _ => content.Text(),
    };

    private static string Empty(ref WspReader content)
    {
        content.Octet();
        return "";
    }

    private static string NameOf(int code) => code switch
    {
        0x00 => "Q",
        0x01 => "charset",
        0x02 => "Level",
        0x03 => "Type",
        0x05 or 0x17 => "Name",
        0x06 or 0x18 => "Filename",
        0x07 => "Differences",
        0x08 => "Padding",
        0x0A or 0x1A => "Start",
        0x0B or 0x1B => "Start-info",
        0x0E => "Max-Age",
        0x11 => "SEC",
        0x12 => "MAC",
        0x13 => "Creation-date",
        0x16 => "Size",
        _ => string.Create(CultureInfo.InvariantCulture, $"0x{code:X2}"),
    };
}
