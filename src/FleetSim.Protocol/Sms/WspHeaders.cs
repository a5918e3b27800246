namespace FleetSim.Protocol.Sms;

/// <summary>A header behind the content type of a push.</summary>
/// <param name="Name">As in HTTP; a code without a known name stands as "0x31", one of another code page as "2/0x31".</param>
/// <param name="Value">A text, or a number in decimal; other octets in hex behind "0x".</param>
public readonly record struct WspHeader(string Name, string Value);

/// <summary>The headers behind the content type of a push: names by code or text, values of any form. Spec: WAP-230-WSP, 8.4.1 and 8.4.2.</summary>
internal static class WspHeaders
{
    public const string ApplicationIdName = "X-Wap-Application-Id";

    private const byte ShiftDelimiter = 0x7F;
    private const int Most = 64;
    private const int LongestNumber = 8;

    /// <summary>All headers to the end, at most 64; more are passed over. A fault shows in <paramref name="headers"/>.</summary>
    public static List<WspHeader> Read(ref WspReader headers)
    {
        List<WspHeader> read = [];
        int page = 1;
        while (!headers.AtEnd)
        {
            byte first = headers.Peek;
            if (first is 0 or > 0x1F and not ShiftDelimiter)
            {
                string name = first >= 0x80 ? NameOf(headers.Octet() & 0x7F, page) : headers.Text();
                string value = headers.Failed ? "" : Value(ref headers, IsApplicationId(name));
                if (!headers.Failed && read.Count < Most) read.Add(new WspHeader(name, value));
            }
            else
            {
                // Shift of the header code page: 7F and the page, or the page alone. Codes of other pages mean other headers.
                page = headers.Octet();
                if (page == ShiftDelimiter) page = headers.Octet();
            }
        }

        return read;
    }

    public static bool IsApplicationId(string name) => name.Equals(ApplicationIdName, StringComparison.OrdinalIgnoreCase);

    private static string Value(ref WspReader headers, bool application)
    {
        byte first = headers.Peek;
        if (first is > 31 and < 0x80) return headers.Text();
        ReadOnlySpan<byte> octets = first >= 0x80 ? [(byte)(headers.Octet() & 0x7F)] : headers.Counted();
        if (application) return ApplicationName(octets);
        return octets.Length <= LongestNumber ? WspParameters.Number(octets) : "0x" + Convert.ToHexString(octets);
    }

    private static string ApplicationName(ReadOnlySpan<byte> octets)
    {
        uint code = 0;
        foreach (byte octet in octets) code = (code << 8) | octet;
        return code switch
        {
            0x02 => "x-wap-application:wml.ua",
            0x04 => "x-wap-application:mms.ua",
            0x05 => "x-wap-application:push.syncml",
            0x07 => "x-wap-application:syncml.dm",
            0x08 => "x-wap-application:drm.ua",
            _ => $"0x{code:X2}",
        };
    }

    private static string NameOf(int code, int page) => page != 1 ? $"{page}/0x{code:X2}" : code switch
    {
        0x08 => "Cache-Control",
        0x0D => "Content-Length",
        0x11 => "Content-Type",
        0x12 => "Date",
        0x14 => "Expires",
        0x1D => "Last-Modified",
        0x29 => "User-Agent",
        0x2F => ApplicationIdName,
        0x30 => "X-Wap-Content-URI",
        0x31 => "X-Wap-Initiator-URI",
        0x34 => "Push-Flag",
        0x43 => "Encoding-Version",
        _ => $"0x{code:X2}",
    };
}
