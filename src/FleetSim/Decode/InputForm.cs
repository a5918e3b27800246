using System.Buffers;
using System.Text;

namespace FleetSim.Decode;

/// <summary>What was handed in.</summary>
/// <param name="Form">binary, hex or base64.</param>
/// <param name="Lines">Octets of each line of hex; empty for the other forms.</param>
public sealed record InputOctets(string Form, byte[] Octets, IReadOnlyList<int> Lines);

/// <summary>Octets as people hand them on: as they are, as hex text, or as base64 text.</summary>
public static class InputForm
{
    public static IReadOnlyList<string> Names { get; } = ["auto", "binary", "hex", "base64"];

    private static readonly SearchValues<byte> Hex = SearchValues.Create("0123456789abcdefABCDEF \t\r\n:"u8);
    private static readonly SearchValues<byte> Base64 = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/= \t\r\n"u8);

    /// <summary>The octets and the form they were written in; null when the text is not of the form that was named.</summary>
    /// <param name="form">One of <see cref="Names"/>; auto takes hex before base64 before binary.</param>
    public static InputOctets? Read(byte[] input, string form = "auto")
    {
        ArgumentNullException.ThrowIfNull(input);
        if (form is "auto" or "hex" && FromHex(input) is { } hex) return hex;
        if (form is "auto" or "base64" && FromBase64(input) is { } base64) return new InputOctets("base64", base64, []);
        return form is "auto" or "binary" ? new InputOctets("binary", input, []) : null;
    }

    /// <summary>A line with half an octet leaves the lines uncounted: the octets run over its end.</summary>
    private static InputOctets? FromHex(byte[] input)
    {
        if (input.AsSpan().ContainsAnyExcept(Hex)) return null;
        string[] lines = [.. Encoding.ASCII.GetString(input).Split('\n').Select(line => string.Concat(line.Where(char.IsAsciiHexDigit))).Where(line => line.Length > 0)];
        string digits = string.Concat(lines);
        if (digits.Length < 2 || digits.Length % 2 != 0) return null;
        return new InputOctets("hex", Convert.FromHexString(digits), lines.All(line => line.Length % 2 == 0) ? [.. lines.Select(line => line.Length / 2)] : []);
    }

    private static byte[]? FromBase64(byte[] input)
    {
        if (input.Length < 8 || input.AsSpan().ContainsAnyExcept(Base64)) return null;
        byte[] octets = new byte[input.Length];
        return Convert.TryFromBase64String(Encoding.ASCII.GetString(input), octets, out int written) ? octets[..written] : null;
    }
}
