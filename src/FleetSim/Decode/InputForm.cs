using System.Buffers;
using System.Text;

namespace FleetSim.Decode;

/// <summary>Octets as people hand them on: as they are, as hex text, or as base64 text.</summary>
public static class InputForm
{
    public static IReadOnlyList<string> Names { get; } = ["auto", "binary", "hex", "base64"];

    private static readonly SearchValues<byte> Hex = SearchValues.Create("0123456789abcdefABCDEF \t\r\n:"u8);
    private static readonly SearchValues<byte> Base64 = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/= \t\r\n"u8);

    /// <summary>The octets and the form they were written in; null octets when the text is not of the form that was named.</summary>
    /// <param name="form">One of <see cref="Names"/>; auto takes hex before base64 before binary.</param>
    public static (string Form, byte[]? Octets) Read(byte[] input, string form = "auto")
    {
        ArgumentNullException.ThrowIfNull(input);
        if (form is "auto" or "hex" && FromHex(input) is { } hex) return ("hex", hex);
        if (form is "auto" or "base64" && FromBase64(input) is { } base64) return ("base64", base64);
        return form is "auto" or "binary" ? ("binary", input) : (form, null);
    }

    private static byte[]? FromHex(byte[] input)
    {
        if (input.AsSpan().ContainsAnyExcept(Hex)) return null;
        string digits = string.Concat(Encoding.ASCII.GetString(input).Where(char.IsAsciiHexDigit));
        return digits.Length >= 2 && digits.Length % 2 == 0 ? Convert.FromHexString(digits) : null;
    }

    private static byte[]? FromBase64(byte[] input)
    {
        if (input.Length < 8 || input.AsSpan().ContainsAnyExcept(Base64)) return null;
        byte[] octets = new byte[input.Length];
        return Convert.TryFromBase64String(Encoding.ASCII.GetString(input), octets, out int written) ? octets[..written] : null;
    }
}
