using FleetSim.Protocol.SyncMl;

namespace FleetSim.Protocol.Tnds;

/// <summary>The formats of a node as the empty elements that name them inside Format and DFFormat.</summary>
internal static class FormatElement
{
    private static readonly Tag[] Tags =
    [
        Tag.DdfB64, Tag.DdfBin, Tag.DdfBool, Tag.DdfChr, Tag.DdfDate, Tag.DdfFloat, Tag.DdfInt, Tag.DdfFormatNode, Tag.DdfNull, Tag.DdfTime,
        Tag.DdfXml,
    ];

    /// <summary>The element of that format; Unknown when there is no such format.</summary>
    public static Tag Find(string format)
    {
        foreach (Tag tag in Tags)
        {
            if (TagNames.Text(tag) == format) return tag;
        }

        return Tag.Unknown;
    }

    /// <summary>The format itself, or an exception for a programmer who made one up.</summary>
    public static string? Checked(string? format) =>
        format is null || Find(format) != Tag.Unknown ? format : throw new ArgumentException("b64 bin bool chr date float int node null time or xml", nameof(format));

    /// <summary>Reads the content of the open Format element: the first format in it.</summary>
    public static string? Read<T>(ref ElementReader<T> reader)
        where T : ITokenSource, allows ref struct
    {
        string? format = null;
        while (reader.NextChild(out Tag tag))
        {
            if (format is null && Array.IndexOf(Tags, tag) >= 0)
            {
                format = TagNames.Text(tag);
                reader.Skip();
            }
            else
            {
                reader.SkipUnsupported();
            }
        }

        return format;
    }

    public static void Write<T>(ref T sink, Tag element, string? format)
        where T : ITokenSink, allows ref struct
    {
        if (format is null) return;
        sink.Start(element);
        sink.Empty(Find(format));
        sink.End(element);
    }
}
