namespace FleetSim.Protocol.SyncMl.Authentication;

/// <summary>Base64 text of a peer.</summary>
internal static class DigestText
{
    private const int LongestText = 4096;

    /// <summary>The 16 octets of a digest; null when the text is anything else.</summary>
    public static byte[]? Read(string text) => Octets(text) is { Length: 16 } digest ? digest : null;

    /// <summary>The octets; null when the text is no base64 or absurdly long. White space inside is allowed.</summary>
    public static byte[]? Octets(string text)
    {
        if (text.Length > LongestText) return null;
        byte[] octets = new byte[(text.Length / 4 * 3) + 3];
        return Convert.TryFromBase64String(text, octets, out int written) ? octets[..written] : null;
    }
}
