using System.Globalization;

namespace FleetSim.Platform.Sms;

/// <summary>Where a message centre listens, as text: host:port, an IPv6 host in brackets.</summary>
internal static class MessageCentreAddress
{
    /// <summary>Null when it is none.</summary>
    public static (string Host, int Port)? Parse(string text)
    {
        int colon = text?.LastIndexOf(':') ?? -1;
        return colon > 0 && ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out ushort port) && port > 0
            ? (text![..colon].Trim('[', ']'), port)
            : null;
    }
}
