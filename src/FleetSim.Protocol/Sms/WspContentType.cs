namespace FleetSim.Protocol.Sms;

/// <summary>The content type of a push: one code, one text, or length, media type and parameters. Spec: WAP-230-WSP, 8.4.2.24.</summary>
internal static class WspContentType
{
    public static string Read(ref WspReader headers)
    {
        byte first = headers.Peek;
        if (first is > 31 or 0) return Media(ref headers);
        int start = headers.Position;
        ReadOnlySpan<byte> general = headers.Counted();
        if (headers.Failed) return "";

        // The parameters (SEC, MAC, charset) behind the media type are passed over with the counted octets.
        WspReader inner = new(general, 0);
        string type = Media(ref inner);
        if (inner.Failed) headers = WspReader.Faulty(start);
        return type;
    }

    private static string Media(ref WspReader headers)
    {
        if (headers.Peek >= 0x80) return Name(headers.Octet() & 0x7F);
        string text = headers.Text();
        int parameters = text.IndexOf(';', StringComparison.Ordinal);
        return parameters < 0 ? text : text[..parameters].TrimEnd();
    }

    private static string Name(int code) => code switch
    {
        0x2E => "application/vnd.wap.sic",
        0x30 => "application/vnd.wap.slc",
        0x36 => "application/vnd.wap.connectivity-wbxml",
        0x42 => "application/vnd.syncml.dm+wbxml",
        0x43 => "application/vnd.syncml.dm+xml",
        0x44 => "application/vnd.syncml.notification",
        0x47 => "application/vnd.oma.dd+xml",
        _ => $"0x{code:X2}",
    };
}
