namespace FleetSim.Protocol.Sms;

/// <summary>The content type of a push: one code, one text, or length, media type and parameters. Spec: WAP-230-WSP, 8.4.2.24.</summary>
internal static class WspContentType
{
    private static readonly (int Code, string Name)[] Codes =
    [
        (0x02, "text/html"),
        (0x03, "text/plain"),
        (0x2E, "application/vnd.wap.sic"),
        (0x2F, "text/vnd.wap.sl"),
        (0x30, "application/vnd.wap.slc"),
        (0x35, "text/vnd.wap.connectivity-xml"),
        (0x36, "application/vnd.wap.connectivity-wbxml"),
        (0x3E, "application/vnd.wap.mms-message"),
        (0x42, "application/vnd.syncml.dm+wbxml"),
        (0x43, "application/vnd.syncml.dm+xml"),
        (0x44, "application/vnd.syncml.notification"),
        (0x47, "application/vnd.oma.dd+xml"),
        (0x48, "application/vnd.oma.drm.message"),
    ];

    /// <summary>The media type and its parameters; a fault shows in <paramref name="headers"/>.</summary>
    public static (string Type, IReadOnlyList<WspParameter> Parameters) Read(ref WspReader headers)
    {
        byte first = headers.Peek;
        if (first is > 31 or 0) return Media(ref headers);
        int start = headers.Position;
        ReadOnlySpan<byte> general = headers.Counted();
        if (headers.Failed) return ("", []);

        WspReader inner = new(general, 0);
        (string type, IReadOnlyList<WspParameter> inText) = Media(ref inner);
        List<WspParameter> parameters = [.. inText];
        WspParameters.Read(ref inner, parameters);
        if (inner.Failed) headers = WspReader.Faulty(start);
        return (type, parameters);
    }

    /// <summary>The code of a media type, for the short form; null when it has none.</summary>
    public static byte? CodeOf(string type)
    {
        foreach ((int code, string name) in Codes)
        {
            if (name.Equals(type, StringComparison.OrdinalIgnoreCase)) return (byte)code;
        }

        return null;
    }

    private static (string Type, IReadOnlyList<WspParameter> Parameters) Media(ref WspReader headers)
    {
        if (headers.Peek >= 0x80) return (Name(headers.Octet() & 0x7F), []);
        string text = headers.Text();
        int parameters = text.IndexOf(';', StringComparison.Ordinal);
        return parameters < 0 ? (text, []) : (text[..parameters].TrimEnd(), WspParameters.ReadText(text[(parameters + 1)..]));
    }

    private static string Name(int code)
    {
        foreach ((int known, string name) in Codes)
        {
            if (known == code) return name;
        }

        return $"0x{code:X2}";
    }
}
