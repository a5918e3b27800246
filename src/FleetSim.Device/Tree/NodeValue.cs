using System.Globalization;
using System.Text;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Device.Tree;

/// <summary>What a leaf takes as its value. Spec: OMA-TS-DM_TND-V1_2_1, Format and Type.</summary>
internal static class NodeValue
{
    public const string PlainText = "text/plain";
    private const string Binary = "application/octet-stream";

    private static readonly string[] Dates = ["yyyyMMdd", "yyyy-MM-dd"];
    private static readonly string[] Times = ["HHmmss", "HHmmss'Z'", "HH:mm:ss", "HH:mm:ss'Z'"];

    /// <summary>The type of a leaf that nobody gave one.</summary>
    public static string DefaultType(NodeFormat format) => format == NodeFormat.Bin ? Binary : PlainText;

    /// <summary>The value as a node of that format keeps it: 200, 415 (another format, or no value of it) or 413.</summary>
    /// <param name="declared">Format of the Meta; null: the node's. b64 says how the octets travelled.</param>
    public static int Take(NodeFormat format, NodeFormat? declared, ItemData data, int limit, out ItemData value)
    {
        value = data;
        if (declared == NodeFormat.B64)
        {
            if (FromBase64(data.Text) is not { } octets) return StatusCode.UnsupportedFormat;
            value = new ItemData(octets);
        }
        else if (declared is not null && declared != format)
        {
            return StatusCode.UnsupportedFormat;
        }

        if (format == NodeFormat.Bin) value = new ItemData(value.Octets);
        else if (AsText(value) is { } text && IsOf(format, text)) value = new ItemData(text);
        else return StatusCode.UnsupportedFormat;
        return Octets(value) > limit ? StatusCode.TooLarge : StatusCode.Ok;
    }

    /// <summary>The factory's value of a node.</summary>
    /// <exception cref="FormatException">The default of a bin node is not base64: the model's mistake.</exception>
    public static ItemData Default(TreeNode node) =>
        node.Format == NodeFormat.Bin ? new ItemData(Convert.FromBase64String(node.Default ?? "")) : new ItemData(node.Default ?? "");

    /// <summary>True when both name the same media type; parameters and case do not count.</summary>
    public static bool IsSameType(string left, string right) => Bare(left).Equals(Bare(right), StringComparison.OrdinalIgnoreCase);

    /// <summary>Length of the raw value.</summary>
    public static int Octets(in ItemData value) => value.Length;

    private static ReadOnlySpan<char> Bare(string type) => (type.IndexOf(';', StringComparison.Ordinal) is >= 0 and int end ? type.AsSpan(0, end) : type).Trim();

    private static byte[]? FromBase64(string text)
    {
        byte[] octets = new byte[text.Length];
        return Convert.TryFromBase64String(text, octets, out int length) ? octets[..length] : null;
    }

    /// <summary>Null when the octets are not UTF-8.</summary>
    private static string? AsText(in ItemData value)
    {
        if (!value.IsOctets) return value.Text;
        byte[] octets = value.Octets;
        return System.Text.Unicode.Utf8.IsValid(octets) ? Encoding.UTF8.GetString(octets) : null;
    }

    private static bool IsOf(NodeFormat format, string text) => format switch
    {
        NodeFormat.Bool => text is "true" or "false",
        NodeFormat.Int => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        NodeFormat.Float => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _),
        NodeFormat.Date => DateOnly.TryParseExact(text, Dates, CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        NodeFormat.Time => TimeOnly.TryParseExact(text, Times, CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        NodeFormat.Null => text.Length == 0,
        NodeFormat.Chr or NodeFormat.Xml => true,
        NodeFormat.B64 or NodeFormat.Bin or NodeFormat.Node => false,
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
