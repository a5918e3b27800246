namespace FleetSim.Protocol.Sms;

/// <summary>The headers behind the content type of a push, of which DM needs one.</summary>
internal static class WspHeaders
{
    private const byte ApplicationIdCode = 0x2F;
    private const string ApplicationIdName = "X-Wap-Application-Id";
    private const byte ShiftDelimiter = 0x7F;

    /// <summary>Passes over all headers to the end; the application id among them, or null.</summary>
    public static string? ReadApplicationId(ref WspReader headers)
    {
        string? id = null;
        bool defaultPage = true;
        while (!headers.AtEnd)
        {
            byte first = headers.Peek;
            if (first is 0 or > 0x1F and not ShiftDelimiter)
            {
                bool wanted = ReadName(ref headers, defaultPage);
                string value = ReadApplicationValue(ref headers);
                if (wanted && !headers.Failed) id = value;
            }
            else
            {
                // Shift of the header code page: 7F and the page, or the page alone. Codes of other pages mean other headers.
                byte page = headers.Octet();
                if (page == ShiftDelimiter) page = headers.Octet();
                defaultPage = page == 1;
            }
        }

        return headers.Failed ? null : id;
    }

    private static bool ReadName(ref WspReader headers, bool defaultPage)
    {
        if (headers.Peek >= 0x80) return (headers.Octet() & 0x7F) == ApplicationIdCode && defaultPage;
        return headers.Text().Equals(ApplicationIdName, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Any value: short code, text, or length and octets; read as an application id.</summary>
    private static string ReadApplicationValue(ref WspReader headers) => headers.Peek switch
    {
        >= 0x80 => ApplicationName((uint)(headers.Octet() & 0x7F)),
        <= 31 => ApplicationName(Number(headers.Counted())),
        _ => headers.Text(),
    };

    private static uint Number(ReadOnlySpan<byte> octets)
    {
        uint number = 0;
        foreach (byte octet in octets) number = (number << 8) | octet;
        return number;
    }

    private static string ApplicationName(uint code) => code switch
    {
        0x02 => "x-wap-application:wml.ua",
        0x04 => "x-wap-application:mms.ua",
        0x05 => "x-wap-application:push.syncml",
        0x07 => "x-wap-application:syncml.dm",
        0x08 => "x-wap-application:drm.ua",
        _ => $"0x{code:X2}",
    };
}
