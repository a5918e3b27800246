using System.Text;

namespace FleetSim.Protocol.Sms;

/// <summary>How a push is written where WSP leaves a choice: codes, or texts as gateways do it.</summary>
public enum WapPushForm
{
    Codes,
    Texts,
}

/// <summary>
/// Writes any push. Spec: WAP-230-WSP, 8.4.2.24.
/// <code>
/// content type without parameters: C2                          with: length C2 | 91 81 (SEC 1) | 92 "A1B2..." 00 (MAC) ...
/// </code>
/// </summary>
public static class WapPushWriter
{
    private const byte SecParameter = 0x91;
    private const byte MacParameter = 0x92;
    private const byte DmApplication = 0x87;

    /// <summary>Content type, its parameters and the application id; other headers as texts. Texts are Latin 1 without NUL.</summary>
    public static byte[] Encode(WapPushMessage push, WapPushForm form = WapPushForm.Codes)
    {
        ArgumentNullException.ThrowIfNull(push);
        List<byte> headers = [.. ContentType(push, form)];
        foreach (WspHeader header in push.Headers)
        {
            if (WspHeaders.IsApplicationId(header.Name)) continue;
            headers.AddRange(Text(header.Name));
            headers.AddRange(Text(header.Value));
        }

        if (push.ApplicationId is { } id) headers.AddRange(ApplicationId(id, form));
        return [push.TransactionId, 0x06, .. UintVar(headers.Count), .. headers, .. push.Body];
    }

    private static byte[] ContentType(WapPushMessage push, WapPushForm form)
    {
        byte[] media = form == WapPushForm.Codes && WspContentType.CodeOf(push.ContentType) is { } code ? [(byte)(code | 0x80)] : Text(push.ContentType);
        if (push.Parameters.Count == 0) return media;
        byte[] general = [.. media, .. push.Parameters.SelectMany(parameter => Parameter(parameter, form))];
        return general.Length <= 30 ? [(byte)general.Length, .. general] : [31, .. UintVar(general.Length), .. general];
    }

    private static byte[] Parameter(WspParameter parameter, WapPushForm form)
    {
        if (form == WapPushForm.Codes && parameter.Name == "SEC" && byte.TryParse(parameter.Value, out byte security) && security < 0x80)
            return [SecParameter, (byte)(security | 0x80)];
        byte[] name = form == WapPushForm.Codes && parameter.Name == "MAC" ? [MacParameter] : Text(parameter.Name);
        return [.. name, .. Text(parameter.Value)];
    }

    private static byte[] ApplicationId(string id, WapPushForm form) => form == WapPushForm.Codes && id == "x-wap-application:syncml.dm"
        ? [0xAF, DmApplication]
        : [0xAF, .. Text(id)];

    /// <summary>Text and NUL; a quote before a first octet that would be read as a code.</summary>
    private static byte[] Text(string text)
    {
        if (text.Contains('\0', StringComparison.Ordinal)) throw new ArgumentException("a text with NUL", nameof(text));
        byte[] octets = Encoding.Latin1.GetBytes(text);
        bool quoted = octets is [] or [< 0x20 or >= 0x7F or (byte)'"', ..];
        return quoted ? [0x7F, .. octets, 0] : [.. octets, 0];
    }

    private static byte[] UintVar(int value)
    {
        List<byte> octets = [(byte)(value & 0x7F)];
        for (int rest = value >> 7; rest > 0; rest >>= 7) octets.Insert(0, (byte)(rest & 0x7F | 0x80));
        return [.. octets];
    }
}
