namespace FleetSim.Protocol.SyncMl;

/// <summary>Content types of DM messages.</summary>
public static class SyncMlMediaType
{
    public const string Xml = "application/vnd.syncml.dm+xml";
    public const string Wbxml = "application/vnd.syncml.dm+wbxml";

    public static string For(SyncMlEncoding encoding) => encoding == SyncMlEncoding.Wbxml ? Wbxml : Xml;

    /// <summary>
    /// The encoding a Content-Type announces; null when it announces no SyncML message. Parameters, case and white space do not
    /// matter, and the DS names <c>application/vnd.syncml+xml</c> and <c>+wbxml</c>, common in the field, are taken as well.
    /// </summary>
    public static SyncMlEncoding? Parse(string? contentType)
    {
        ReadOnlySpan<char> type = contentType;
        int parameters = type.IndexOf(';');
        type = (parameters < 0 ? type : type[..parameters]).Trim();
        if (Is(type, Xml) || Is(type, "application/vnd.syncml+xml")) return SyncMlEncoding.Xml;
        if (Is(type, Wbxml) || Is(type, "application/vnd.syncml+wbxml")) return SyncMlEncoding.Wbxml;
        return null;
    }

    private static bool Is(ReadOnlySpan<char> type, string name) => type.Equals(name, StringComparison.OrdinalIgnoreCase);
}
